package dev.tidings.run;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Detour;
import dev.tidings.deliver.Lane;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Road;
import dev.tidings.notification.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Where a message goes on when its road failed: at once by the first open road in its order that takes it when its
/// own is closed, else on its own, soon. So it changes roads no more often than roads close, however often it fails.
///
/// What may not leave the house stays where it is: all roads lead to the catcher. What may have arrived stays too:
/// another road's servers would not know it again.
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

    /// @return empty when no road takes the message, or nothing is wrong with its own
    Optional<Detour> after(Claim claim, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Slowed _ -> Optional.of(inLane(claim, clock.instant()));
            case Outcome.Oversize(long octets, var _) -> of(claim, OptionalLong.of(octets), clock.instant());
            case Outcome.Unreachable _ -> of(claim, OptionalLong.empty(), clock.instant());
            case Outcome.Accepted _,
                    Outcome.Deferred _,
                    Outcome.Refused _,
                    Outcome.Unfit _,
                    Outcome.Unready _,
                    Outcome.Broken _,
                    Outcome.Uncertain _ -> Optional.empty();
        };
    }

    /// With the others of its domain, until that takes more.
    private Detour inLane(Claim claim, Instant now) {
        String current = Lane.road(claim.progress().road());
        Duration pause = Optional.ofNullable(roads.get().get(current))
                .map(road -> road.domains().pause(claim.domain(), now))
                .orElse(SOON);
        return new Detour(Lane.of(current, claim.domain()).name(), now.plus(pause.compareTo(SOON) > 0 ? pause : SOON));
    }

    /// @param octets of the message, where that is known
    /// @return empty when no road takes the message
    Optional<Detour> of(Claim claim, OptionalLong octets, Instant now) {
        Setup today = setup.get();
        String current = Lane.road(claim.progress().road());
        List<String> order = today.rules(claim.occurrence()).by().order(claim.trace());
        boolean fits = !roads.get().containsKey(current) || takes(current, octets);
        boolean stays = isOpen(current)
                || today.stage(claim.occurrence()) == Stage.LOG
                || claim.progress().possibleDuplicate();
        if (stays && fits) {
            return Optional.of(staying(claim, order, now));
        }
        List<String> others = claim.progress().possibleDuplicate()
                ? List.of()
                : order.stream()
                        .filter(name -> !name.equals(current) && takes(name, octets))
                        .toList();
        return others.stream()
                .filter(this::isOpen)
                .findFirst()
                .map(name -> new Detour(name, now))
                .or(() -> fits
                        ? Optional.of(staying(claim, order, now))
                        : others.stream().findFirst().map(name -> new Detour(name, now.plus(SOON))));
    }

    /// A road that is no longer in the settings leaves its messages to the first of the order.
    private Detour staying(Claim claim, List<String> order, Instant now) {
        String lane = claim.progress().road();
        boolean there = roads.get().containsKey(Lane.road(lane));
        return new Detour(there ? lane : order.getFirst(), now.plus(SOON));
    }

    /// Whether some road takes no more than a certain size.
    boolean askSize() {
        return roads.get().values().stream()
                .anyMatch(road -> road.transport().octetsMax().octets() < Long.MAX_VALUE);
    }

    private boolean takes(String name, OptionalLong octets) {
        return octets.isEmpty()
                || Optional.ofNullable(roads.get().get(name))
                        .filter(road -> road.transport().octetsMax().admits(octets.getAsLong()))
                        .isPresent();
    }

    private boolean isOpen(String name) {
        return Optional.ofNullable(roads.get().get(name))
                .filter(road -> road.breaker().closed().isEmpty())
                .isPresent();
    }
}
