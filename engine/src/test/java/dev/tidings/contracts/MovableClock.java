package dev.tidings.contracts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock moved by hand.
public final class MovableClock implements InstantSource {
    private volatile Instant now;

    public MovableClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void set(Instant instant) {
        now = instant;
    }

    public void pass(Duration duration) {
        now = now.plus(duration);
    }
}
