package dev.tidings.run;

import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Detour;
import dev.tidings.deliver.Road;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Where a message goes on when its road failed: the first open road in its failover order, else its own when
/// that is next tried.
final class Detours {
    /// On a road that failed and is still open.
    private static final Duration SOON = Duration.ofSeconds(10);
    /// On a road that nobody may try before a person acts.
    private static final Duration LATER = Duration.ofMinutes(5);

    private final Supplier<Setup> setup;
    private final Supplier<Map<String, Road>> roads;
    private final InstantSource clock;

    Detours(Supplier<Setup> setup, Supplier<Map<String, Road>> roads, InstantSource clock) {
        this.setup = setup;
        this.roads = roads;
        this.clock = clock;
    }

    Detour of(Claim claim) {
        Instant now = clock.instant();
        String current = claim.progress().road();
        List<String> order = setup.get().rules(claim.occurrence()).by();
        return order.stream()
                .filter(name -> !name.equals(current) && isOpen(name))
                .findFirst()
                .map(name -> new Detour(name, now))
                .orElseGet(() -> new Detour(stays(current, order), again(current, now)));
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

    private Instant again(String name, Instant now) {
        Optional<Breaker.Closed> closed = Optional.ofNullable(roads.get().get(name))
                .flatMap(road -> road.breaker().closed());
        return closed.map(each -> each.again().equals(Instant.MAX) ? now.plus(LATER) : each.again())
                .filter(again -> again.isAfter(now))
                .orElse(now.plus(SOON));
    }
}
