package dev.tidings.run;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Detour;
import dev.tidings.deliver.Road;
import dev.tidings.notification.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Where a message goes on when its road failed: at once by the first open road in its failover order when
/// its own is closed, else on its own, soon. So it changes roads no more often than roads close, however
/// often it fails. What may not leave the house stays where it is: all roads lead to the catcher.
final class Detours {
    /// On a road that failed and is still open, or has just been opened again. A closed one lets nobody
    /// through, so a message that stays need not know for how long.
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Supplier<Setup> setup;
    private final Supplier<Map<String, Road>> roads;
    private final InstantSource clock;

    Detours(Supplier<Setup> setup, Supplier<Map<String, Road>> roads, InstantSource clock) {
        this.setup = setup;
        this.roads = roads;
        this.clock = clock;
    }

    Detour of(Claim claim) {
        return of(claim, clock.instant());
    }

    Detour of(Claim claim, Instant now) {
        Setup today = setup.get();
        String current = claim.progress().road();
        List<String> order = today.rules(claim.occurrence()).by();
        if (isOpen(current) || today.stage(claim.occurrence()) == Stage.LOG) {
            return new Detour(stays(current, order), now.plus(SOON));
        }
        return order.stream()
                .filter(name -> !name.equals(current) && isOpen(name))
                .findFirst()
                .map(name -> new Detour(name, now))
                .orElseGet(() -> new Detour(stays(current, order), now.plus(SOON)));
    }

    /// A road that is no longer in the settings leaves its messages to the first of the order.
    private String stays(String current, List<String> order) {
        return roads.get().containsKey(current) ? current : order.getFirst();
    }

    private boolean isOpen(String name) {
        return Optional.ofNullable(roads.get().get(name))
                .filter(road -> road.breaker().closed().isEmpty())
                .isPresent();
    }
}
