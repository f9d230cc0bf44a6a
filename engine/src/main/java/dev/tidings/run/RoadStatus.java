package dev.tidings.run;

import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.DomainStatus;
import dev.tidings.deliver.Meter;
import dev.tidings.deliver.Transport;
import java.util.List;
import java.util.Optional;

/// How a road is doing.
///
/// @param hands   how many conversations there may be at once
/// @param waiting composed parcels that wait for a hand
/// @param closed  why nobody goes there, if so
/// @param rate    what may go, and went lately
/// @param domains those that have limits, or asked for fewer, and of which something is known
public record RoadStatus(
        String name,
        int hands,
        Transport.Use connections,
        int waiting,
        Optional<Breaker.Closed> closed,
        Meter.Reading rate,
        List<Domain> domains) {

    /// @param waiting mails in its lane
    public record Domain(DomainStatus status, long waiting) {}
}
