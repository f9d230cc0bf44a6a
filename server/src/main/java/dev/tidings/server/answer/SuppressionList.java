package dev.tidings.server.answer;

import java.util.List;
import java.util.Optional;

/// A page of suppressions, newest first.
///
/// @param before asks for the next page; null on the last
public record SuppressionList(List<SuppressionAnswer> suppressions, Optional<Long> before) {}
