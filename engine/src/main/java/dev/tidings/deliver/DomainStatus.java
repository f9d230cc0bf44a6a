package dev.tidings.deliver;

import java.util.Optional;
import java.util.OptionalInt;

/// How mail to one recipients' domain goes by a road.
///
/// @param underWay    how many are in somebody's hands
/// @param connections at most so many
/// @param closed      why nobody goes there, if so
public record DomainStatus(
        String domain, int underWay, OptionalInt connections, Meter.Reading rate, Optional<Breaker.Closed> closed) {}
