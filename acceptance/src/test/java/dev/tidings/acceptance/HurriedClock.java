package dev.tidings.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock on which time passes faster, until it is told to slow down.
final class HurriedClock implements InstantSource {
    private Instant from = Instant.parse("2026-11-23T09:00:00Z");
    private long since = System.nanoTime();
    private int factor;

    HurriedClock(int factor) {
        this.factor = factor;
    }

    @Override
    public synchronized Instant instant() {
        return from.plus(Duration.ofNanos(System.nanoTime() - since).multipliedBy(factor));
    }

    /// From now on as other clocks.
    synchronized void slowDown() {
        from = instant();
        since = System.nanoTime();
        factor = 1;
    }
}
