package dev.tidings.run;

import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Transport;
import java.util.Optional;

/// How a road is doing.
///
/// @param hands   how many conversations there may be at once
/// @param waiting composed parcels that wait for a hand
/// @param closed  why nobody goes there, if so
public record RoadStatus(
        String name, int hands, Transport.Use connections, int waiting, Optional<Breaker.Closed> closed) {}
