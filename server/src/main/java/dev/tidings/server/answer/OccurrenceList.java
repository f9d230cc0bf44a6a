package dev.tidings.server.answer;

import java.util.List;
import java.util.Optional;

/// A page of occurrences, newest first.
///
/// @param before asks for the next page; null on the last
public record OccurrenceList(List<OccurrenceAnswer> occurrences, Optional<Long> before) {}
