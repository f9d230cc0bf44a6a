package dev.tidings.schedule;

import static dev.tidings.schedule.Horizon.FIRST;
import static dev.tidings.schedule.Horizon.LAST;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A fixed period, counted from an anchor, so that a restart does not shift it.
///
/// It follows real time: 24 hours are 24 hours also on the day the clocks change.
///
/// @param period whole seconds, 1 s or more
/// @param anchor one of its instants; the others lie on both sides of it
public record Every(Duration period, Instant anchor) implements Schedule {
    public Every {
        if (!isPeriod(period)) {
            throw new IllegalArgumentException("a period is whole seconds, 1 s or more, not " + period);
        }
        if (anchor.isBefore(FIRST) || anchor.isAfter(LAST)) {
            throw new IllegalArgumentException("an anchor lies in the years 1 to 9999, not " + anchor);
        }
    }

    /// Counted from 1970-01-01T00:00:00Z: every 15 minutes is then on the quarter of the hour.
    public Every(Duration period) {
        this(period, Instant.EPOCH);
    }

    static boolean isPeriod(Duration duration) {
        return duration.toSeconds() >= 1 && duration.equals(Duration.ofSeconds(duration.toSeconds()));
    }

    public Every anchoredAt(Instant anchor) {
        return new Every(period, anchor);
    }

    @Override
    public Optional<Instant> next(Instant after) {
        if (!after.isBefore(LAST)) {
            return Optional.empty();
        }
        Instant from = after.isBefore(FIRST) ? FIRST : after;
        return within(onOrBefore(from).plus(period));
    }

    @Override
    public Optional<Instant> previous(Instant before) {
        if (!before.isAfter(FIRST)) {
            return Optional.empty();
        }
        Instant until = before.isAfter(LAST) ? LAST : before;
        return within(onOrBefore(until.minusNanos(1)));
    }

    private Instant onOrBefore(Instant instant) {
        long seconds = Duration.between(anchor, instant).toSeconds();
        return anchor.plusSeconds(seconds - Math.floorMod(seconds, period.toSeconds()));
    }

    private static Optional<Instant> within(Instant instant) {
        return instant.isBefore(FIRST) || instant.isAfter(LAST) ? Optional.empty() : Optional.of(instant);
    }

    @Override
    public boolean impossible() {
        return false;
    }

    @Override
    public String inWords() {
        String counted = anchor.equals(Instant.EPOCH) ? "" : ", counted from " + Words.instant(anchor);
        return "Every " + Words.duration(period) + counted;
    }
}
