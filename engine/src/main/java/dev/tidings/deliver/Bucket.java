package dev.tidings.deliver;

import dev.tidings.notification.TransportSpec.Rate;
import java.time.Duration;
import java.time.Instant;

/// Tokens that come back with time, at most a tenth of the rate at once (and at least one).
final class Bucket {
    /// A clock that is set back by no more than this is waited for, so that no time counts twice; one that is
    /// set back further is believed, so that nobody waits for hours.
    static final Duration SET_BACK_A_LITTLE = Duration.ofMinutes(1);

    private double perNano;
    private double capacity;
    private double tokens;
    private Instant last;

    Bucket(Rate rate, Instant now) {
        this.last = now;
        set(rate);
        this.tokens = capacity;
    }

    private void set(Rate rate) {
        this.perNano = rate.perNano();
        this.capacity = Math.max(1, rate.count() / 10.0);
        this.tokens = Math.min(tokens, capacity);
    }

    /// Goes on at another rate.
    void change(Rate rate, Instant now) {
        fill(now);
        set(rate);
    }

    int available(Instant now) {
        fill(now);
        return (int) Math.floor(tokens + 1e-9);
    }

    void take(int count) {
        tokens = Math.max(0, tokens - count);
    }

    void giveBack(int count) {
        tokens = Math.min(capacity, tokens + count);
    }

    Duration untilNext(Instant now) {
        fill(now);
        return tokens >= 1 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano));
    }

    private void fill(Instant now) {
        Duration passed = Duration.between(last, now);
        if (!passed.isNegative()) {
            tokens = Math.min(capacity, tokens + passed.toNanos() * perNano);
            last = now;
        } else if (passed.abs().compareTo(SET_BACK_A_LITTLE) > 0) {
            last = now;
        }
    }
}
