package dev.tidings.deliver;

import dev.tidings.notification.TransportSpec.Rate;
import java.time.Duration;
import java.time.Instant;

/// One rate: spread evenly over its time, and never more than its count within it.
final class Limit implements Bound {
    private final Bucket bucket;
    private final Lately lately;
    private Rate rate;

    Limit(Rate rate, Instant now) {
        this.rate = rate;
        this.bucket = new Bucket(rate, now);
        this.lately = new Lately(rate.per(), now);
    }

    Rate rate() {
        return rate;
    }

    /// Goes on at another rate over the same time.
    void change(Rate other, Instant now) {
        if (!other.equals(rate)) {
            rate = other;
            bucket.change(other, now);
        }
    }

    int used(Instant now) {
        return lately.count(now);
    }

    @Override
    public int available(Instant now) {
        return Math.max(0, Math.min(bucket.available(now), rate.count() - lately.count(now)));
    }

    @Override
    public void take(int count, Instant now) {
        bucket.available(now);
        bucket.take(count);
        lately.add(count, now);
    }

    @Override
    public void giveBack(int count) {
        bucket.giveBack(count);
        lately.takeBack(count);
    }

    @Override
    public Duration untilNext(Instant now) {
        Duration one = bucket.untilNext(now);
        Duration other = lately.untilFewerThan(rate.count(), now);
        return one.compareTo(other) > 0 ? one : other;
    }
}
