package dev.tidings.store.sqlite;

import dev.tidings.deliver.Claim;
import java.time.Duration;
import java.time.Instant;

/// A claim in somebody's hands.
final class Held {
    final Claim claim;
    private Duration lease;
    private Instant ends;
    /// On record as sending.
    boolean armed;
    /// Being armed or settled this moment.
    boolean busy;

    Held(Claim claim, Duration lease, Instant now) {
        this.claim = claim;
        this.lease = lease;
        this.ends = now.plus(lease);
    }

    boolean lapsed(Instant now) {
        return !ends.isAfter(now);
    }

    void renew(Duration lease, Instant now) {
        this.lease = lease;
        this.ends = now.plus(lease);
    }

    Held seize() {
        busy = true;
        return this;
    }

    void arm(Instant now) {
        armed = true;
        busy = false;
        renew(lease, now);
    }
}
