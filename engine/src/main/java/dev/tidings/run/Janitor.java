package dev.tidings.run;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Lane;
import dev.tidings.deliver.Outcome;
import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Looks after what was left behind: leases that ended, messages past their time, connections that lie idle,
/// roads that are gone.
final class Janitor {
    private static final int UNCERTAIN_MAX = 500;
    private static final Duration SWEEPING = Duration.ofSeconds(10);
    private static final Duration EXPIRY = Duration.ofSeconds(15);

    private final Stores stores;
    private final Couriers couriers;
    private final Setups setups;
    private final Listener listener;
    private final InstantSource clock;
    private Instant swept = Instant.MIN;
    private Instant expired = Instant.MIN;

    Janitor(Stores stores, Couriers couriers, Setups setups, Listener listener, InstantSource clock) {
        this.stores = stores;
        this.couriers = couriers;
        this.setups = setups;
        this.listener = listener;
        this.clock = clock;
    }

    void round() {
        Instant now = clock.instant();
        if (isPast(swept, SWEEPING, now)) {
            couriers.sweep();
            swept = now;
        }
        if (stores.ledger().reap() > 0) {
            couriers.wake();
        }
        stores.ledger().uncertain(UNCERTAIN_MAX, stores.lease()).forEach(claim -> judge(claim, now));
        if (isPast(expired, EXPIRY, now)) {
            stores.ledger()
                    .expire()
                    .forEach((notification, count) -> listener.on(new Event.Expired(notification, count)));
            couriers.strand();
            setups.sweep();
            expired = now;
        }
    }

    /// Nobody has noted an answer: whoever was sending ended, or lives and could not keep its lease.
    private void judge(Claim claim, Instant now) {
        Outcome outcome = new Outcome.Uncertain(
                "its lease ended between end-of-data and the note of the answer; it may have arrived");
        couriers.registrar()
                .register(
                        claim,
                        new Attempt(claim.attempt(), Lane.road(claim.progress().road()), now, Duration.ZERO, outcome),
                        Optional.empty());
    }

    private static boolean isPast(Instant last, Duration after, Instant now) {
        return last.equals(Instant.MIN) || !now.isBefore(last.plus(after));
    }
}
