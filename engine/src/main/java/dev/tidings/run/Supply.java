package dev.tidings.run;

import dev.tidings.bus.Carrier;
import dev.tidings.bus.Carrier.Handful;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Road;
import dev.tidings.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Where a courier's claims come from: by the ids that a carrier brings, and by looking into the ledger itself, which
/// finds all others, fairly. It looks when nothing was brought, and every few seconds whatever is: so what a carrier
/// lost is found, and ten mails do not wait behind the million that it brings.
///
/// Acknowledged is what was claimed: from then on it is the lease that counts.
final class Supply {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Road road;
    private final Lanes lanes;
    private final Ledger ledger;
    private final Carrier carrier;
    private final Duration lease;
    private final InstantSource clock;
    private final AtomicReference<Instant> lookAgain;
    /// The last time, whoever asked: several claim at once.
    private volatile boolean brought;

    Supply(Road road, Stores stores, InstantSource clock) {
        this.road = road;
        this.ledger = stores.ledger();
        this.carrier = stores.carrier();
        this.lease = stores.lease();
        this.clock = clock;
        this.lanes = new Lanes(road, ledger, lease, clock);
        this.lookAgain = new AtomicReference<>(clock.instant().plus(LOOK_EVERY));
    }

    Lanes lanes() {
        return lanes;
    }

    /// Claims at most so many, of which the road admits each.
    List<Claim> claim(int most) {
        if (isTimeToLook()) {
            return lanes.claim(most);
        }
        Handful handful = carrier.take(road.name(), most);
        brought = !handful.isEmpty();
        return handful.isEmpty() ? lanes.claim(most) : fetch(handful);
    }

    private List<Claim> fetch(Handful handful) {
        List<Claim> claims = ledger.claim(road.name(), handful.deliveries(), lease);
        handful.acknowledge().run();
        return claims;
    }

    private boolean isTimeToLook() {
        Instant now = clock.instant();
        Instant due = lookAgain.get();
        return !now.isBefore(due) && lookAgain.compareAndSet(due, now.plus(LOOK_EVERY));
    }

    /// Whether there may be more at this very moment.
    boolean hasMore() {
        return brought || lanes.hasMore();
    }

    /// How long nobody needs to ask again unless they are woken; at most so long.
    Duration pause(Duration atMost) {
        Duration pause = lanes.pause(atMost);
        Instant now = clock.instant();
        return ledger.nextDue(road.name())
                .map(next -> Duration.between(now, next))
                .filter(wait -> wait.compareTo(pause) < 0)
                .orElse(pause);
    }
}
