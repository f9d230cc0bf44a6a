package dev.tidings.server.answer;

import dev.tidings.deliver.Breaker;
import dev.tidings.run.Deafness;
import dev.tidings.run.RoadStatus;
import dev.tidings.run.Tidings;
import dev.tidings.server.StoreHealth;
import dev.tidings.server.WaysInStatus;
import java.util.List;
import java.util.Optional;

/// How a running engine is doing, at one moment.
///
/// @param storeFailing why the ledger cannot be written or read, if so
/// @param carrier      why the bus carries nothing, if so
/// @param deafnesses   events that are not heard
/// @param ways         by which mail comes back in
/// @param node         its id; empty where none runs
record Vitals(
        Optional<StoreHealth.Failing> storeFailing,
        List<RoadStatus> roads,
        Optional<String> carrier,
        List<Deafness> deafnesses,
        WaysInStatus ways,
        String node) {
    /// Where none runs.
    static final Vitals NONE =
            new Vitals(Optional.empty(), List.of(), Optional.empty(), List.of(), WaysInStatus.NONE, "");

    /// Since when and why a road is closed, if it is.
    Optional<Breaker.Closed> closed(String road) {
        return roads.stream()
                .filter(each -> each.name().equals(road))
                .findFirst()
                .flatMap(RoadStatus::closed);
    }

    static Vitals of(Tidings tidings, Optional<StoreHealth.Failing> storeFailing, WaysInStatus ways) {
        return new Vitals(
                storeFailing, tidings.roads(), tidings.carrier().trouble(), tidings.deafnesses(), ways, tidings.node());
    }
}
