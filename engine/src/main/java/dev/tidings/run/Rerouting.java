package dev.tidings.run;

import dev.tidings.bus.Bus;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Detour;
import dev.tidings.ledger.Ledger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Moves messages that wait for a closed road, or one that is gone, to the next of their order, if that is
/// open.
final class Rerouting {
    private static final int AT_ONCE = 500;

    private final Detours detours;
    private final Ledger ledger;
    private final Bus bus;
    private final InstantSource clock;

    Rerouting(Detours detours, Ledger ledger, Bus bus, InstantSource clock) {
        this.detours = detours;
        this.ledger = ledger;
        this.bus = bus;
        this.clock = clock;
    }

    /// Those that take the same detour go together: each going is a commit.
    void reroute(String road) {
        Instant now = clock.instant();
        Map<Detour, List<Claim>> byDetour = ledger.claim(road, AT_ONCE, Courier.LEASE).stream()
                .collect(Collectors.groupingBy(
                        claim -> detours.of(claim, now), LinkedHashMap::new, Collectors.toList()));
        byDetour.forEach((detour, claims) -> {
            if (detour.road().equals(road)) {
                ledger.release(claims);
            } else {
                ledger.defer(claims, detour.road(), detour.at());
                bus.ring(detour.road());
            }
        });
    }
}
