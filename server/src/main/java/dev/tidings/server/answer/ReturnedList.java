package dev.tidings.server.answer;

import java.util.List;
import java.util.Optional;

/// A page of what others told of mails, newest first.
///
/// @param before asks for the next page; null on the last
/// @param zone   the house's, in which people read its times
public record ReturnedList(List<ReturnedMail> returned, Optional<Long> before, String zone) {}
