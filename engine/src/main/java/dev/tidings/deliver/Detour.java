package dev.tidings.deliver;

import java.time.Instant;

/// The road to take, and from when on.
///
/// @param road a [Lane]'s name
public record Detour(String road, Instant at) {}
