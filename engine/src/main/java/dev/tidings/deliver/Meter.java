package dev.tidings.deliver;

import dev.tidings.notification.TransportSpec.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Lets so many through in so long: a token bucket for each rate, all of which must agree.
///
/// A bucket holds at most a tenth of its rate (at least one), so that `30/min` is a mail every two seconds
/// after the first three, not thirty at once.
public final class Meter {
    /// A clock that is set back by no more than this is waited for, so that no time counts twice; one that is
    /// set back further is believed, so that nobody waits for hours.
    private static final Duration SET_BACK_A_LITTLE = Duration.ofMinutes(1);

    private final List<Bucket> buckets;

    public Meter(List<Rate> rates, Instant now) {
        this.buckets = rates.stream().map(rate -> new Bucket(rate, now)).toList();
    }

    /// How many of `wanted` may go now; they count as gone.
    public synchronized int take(int wanted, Instant now) {
        int granted = wanted;
        for (Bucket bucket : buckets) {
            granted = Math.min(granted, bucket.available(now));
        }
        for (Bucket bucket : buckets) {
            bucket.tokens -= granted;
        }
        return granted;
    }

    /// Puts back what was taken and not used.
    public synchronized void giveBack(int unused) {
        for (Bucket bucket : buckets) {
            bucket.tokens = Math.min(bucket.capacity, bucket.tokens + unused);
        }
    }

    /// How long until one more may go; zero when one may now.
    public synchronized Duration untilNext(Instant now) {
        Duration longest = Duration.ZERO;
        for (Bucket bucket : buckets) {
            Duration each = bucket.untilNext(now);
            longest = each.compareTo(longest) > 0 ? each : longest;
        }
        return longest;
    }

    private static final class Bucket {
        private final double perNano;
        private final double capacity;
        private double tokens;
        private Instant last;

        Bucket(Rate rate, Instant now) {
            this.perNano = rate.count() / (double) rate.per().toNanos();
            this.capacity = Math.max(1, rate.count() / 10.0);
            this.tokens = capacity;
            this.last = now;
        }

        int available(Instant now) {
            fill(now);
            return (int) Math.floor(tokens + 1e-9);
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
}
