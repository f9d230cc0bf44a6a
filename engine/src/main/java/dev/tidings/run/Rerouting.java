package dev.tidings.run;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Detour;
import dev.tidings.deliver.Lane;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Moves messages that wait for a closed road, or one that is gone, to the next of their order that is open and takes
/// them.
final class Rerouting {
    private static final int AT_ONCE = 500;

    private final Detours detours;
    private final Stores stores;
    private final InstantSource clock;

    Rerouting(Detours detours, Stores stores, InstantSource clock) {
        this.detours = detours;
        this.stores = stores;
        this.clock = clock;
    }

    /// Those that take the same detour go together: each going is a commit.
    ///
    /// @param lane a road's name, or a lane's
    void reroute(String lane) {
        Instant now = clock.instant();
        Map<Optional<Detour>, List<Claim>> byDetour = stores.ledger().claim(lane, AT_ONCE, stores.lease()).stream()
                .collect(Collectors.groupingBy(
                        claim -> detours.of(claim, octets(claim), now), LinkedHashMap::new, Collectors.toList()));
        byDetour.forEach((detour, claims) -> detour.filter(each -> !each.road().equals(lane))
                .ifPresentOrElse(each -> go(claims, each), () -> stores.ledger().release(claims)));
    }

    private void go(List<Claim> claims, Detour detour) {
        stores.ledger().defer(claims, detour.road(), detour.at());
        stores.bus().ring(Lane.road(detour.road()));
    }

    /// How large a message is, where an earlier attempt left it behind; the others' size is not known before they are
    /// composed.
    private OptionalLong octets(Claim claim) {
        return claim.attempt() == 1 || !detours.askSize()
                ? OptionalLong.empty()
                : stores.ledger().kept(claim).stream()
                        .mapToLong(each -> each.content().length)
                        .findFirst();
    }
}
