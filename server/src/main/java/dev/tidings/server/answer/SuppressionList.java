package dev.tidings.server.answer;

import java.util.List;
import java.util.Optional;

/// A page of suppressions, newest first.
///
/// @param before asks for the next page; null on the last
/// @param zone   the house's, in which people read its times
public record SuppressionList(List<SuppressionAnswer> suppressions, Optional<Long> before, String zone) {}
