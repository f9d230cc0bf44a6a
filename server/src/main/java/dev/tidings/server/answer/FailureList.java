package dev.tidings.server.answer;

import java.util.List;
import java.util.Optional;

/// A page of what failed or is held, of every occurrence, newest first.
///
/// @param before asks for the next page; null on the last
///
/// @param zone the house's, in which people read its times
public record FailureList(List<DeliveryAnswer> failures, Optional<Long> before, String zone) {}
