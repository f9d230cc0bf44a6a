package dev.tidings.deliver;

import dev.tidings.notification.TransportSpec.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Slows down when a server asks for it, and comes back bit by bit: half of what went before, then a tenth of that
/// more every half minute, until all of it goes again (additive increase, multiplicative decrease).
final class Pace implements Bound {
    private static final Duration MEASURED = Duration.ofMinutes(1);
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int STEPS = 10;
    private static final int SLOWEST = 16;

    /// Taken for what went before, where nothing did.
    private static final double UNKNOWN = 60;

    private final Lately lately;
    private Optional<Instant> first = Optional.empty();
    private Optional<Slow> slow = Optional.empty();

    Pace(Instant now) {
        this.lately = new Lately(MEASURED, now);
    }

    /// Mails a minute, before and now.
    private static final class Slow {
        private final double usual;
        private double now;
        /// Since when it goes on like this; empty during the pause.
        private Optional<Instant> stepped = Optional.empty();
        private final Bucket bucket;

        Slow(double usual, Instant now) {
            this.usual = usual;
            this.now = usual;
            this.bucket = new Bucket(perMinute(usual), now);
        }

        void halve(Instant at) {
            now = Math.max(usual / SLOWEST, now / 2);
            stepped = Optional.empty();
            bucket.change(perMinute(now), at);
        }

        /// @return false when all goes again
        boolean grow(Instant at) {
            long steps = stepped.map(since -> Duration.between(since, at).dividedBy(STEP))
                    .orElse(0L);
            if (steps > 0) {
                now += Math.min(steps, STEPS) * usual / STEPS;
                stepped = stepped.map(since -> since.plus(STEP.multipliedBy(steps)));
                bucket.change(perMinute(now), at);
            }
            return now < usual;
        }
    }

    private static Rate perMinute(double count) {
        return new Rate((int) Math.clamp(Math.round(count), 1, Integer.MAX_VALUE), Duration.ofMinutes(1));
    }

    /// The server asked for fewer. Until [#resume] it gets no faster.
    ///
    /// @param most what may go at most, where that is known
    void slow(Optional<Rate> most, Instant now) {
        if (slow.isEmpty()) {
            slow = Optional.of(new Slow(usual(most, now), now));
        }
        slow.get().halve(now);
    }

    private double usual(Optional<Rate> most, Instant now) {
        double seconds = first.map(since -> Duration.between(since, now).toMillis() / 1000.0)
                .orElse(60.0);
        int went = lately.count(now);
        double measured = went == 0 ? UNKNOWN : went * 60 / Math.clamp(seconds, 1, 60);
        return most.map(rate -> Math.min(measured, rate.perNano() * 60e9)).orElse(measured);
    }

    /// The pause is over.
    void resume(Instant now) {
        slow.filter(each -> each.stepped.isEmpty()).ifPresent(each -> each.stepped = Optional.of(now));
    }

    /// What goes at most, while it is slower than usual.
    Optional<Rate> slowed(Instant now) {
        return slow(now).map(each -> perMinute(each.now));
    }

    private Optional<Slow> slow(Instant now) {
        slow = slow.filter(each -> each.grow(now));
        return slow;
    }

    @Override
    public int available(Instant now) {
        return slow(now).map(each -> each.bucket.available(now)).orElse(Integer.MAX_VALUE);
    }

    @Override
    public void take(int count, Instant now) {
        if (first.isEmpty() && count > 0) {
            first = Optional.of(now);
        }
        lately.add(count, now);
        slow(now).ifPresent(each -> each.bucket.take(count));
    }

    @Override
    public void giveBack(int count) {
        lately.takeBack(count);
        slow.ifPresent(each -> each.bucket.giveBack(count));
    }

    @Override
    public Duration untilNext(Instant now) {
        return slow(now).map(each -> each.bucket.untilNext(now)).orElse(Duration.ZERO);
    }
}
