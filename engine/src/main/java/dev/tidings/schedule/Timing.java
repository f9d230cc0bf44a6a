package dev.tidings.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// When something is due, how late it may be, and over how long its people are spread.
///
/// @param spread 0 for all at once
/// @param zone   whose clock and calendar its owner thinks in, for showing its times
public record Timing(Schedule schedule, Late late, Duration spread, Optional<ZoneId> zone) {
    public Timing {
        if (spread.isNegative()) {
            throw new IllegalArgumentException("a spread is 0 or more, not " + spread);
        }
    }

    public Timing(Schedule schedule, Late late, Duration spread) {
        this(schedule, late, spread, Optional.empty());
    }

    public Timing(Schedule schedule) {
        this(schedule, Late.DEFAULT, Duration.ZERO);
    }

    /// Decides one instant of the schedule that is due now.
    public Late.Decision decide(Instant due, Instant now) {
        Duration by = Duration.between(due, now);
        return schedule.next(due)
                .filter(later -> !later.isAfter(now))
                .map(later -> late.decide(by, later))
                .orElseGet(() -> late.decide(by));
    }

    /// How long after the instant one person's turn comes.
    ///
    /// @param id  whose timing this is
    /// @param key who the person is
    public Duration offset(String id, String key) {
        return new Spread(spread).offset(id, key);
    }
}
