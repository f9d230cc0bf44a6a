package dev.tidings.schedule;

import static dev.tidings.schedule.Horizon.NEVER;
import static dev.tidings.schedule.Horizon.NEVER_BEFORE;

/// The civil times that match, as seconds since 1970-01-01T00:00:00 on a wall clock that is never moved.
record WallClock(Days days, Times times) {
    private static final int DAY = 86_400;

    boolean isEmpty() {
        return times.isEmpty() || days.isEmpty();
    }

    /// The first matching second at or after the given one, or [Horizon#NEVER]. The set must not be
    /// empty.
    long first(long second) {
        long today = Math.floorDiv(second, DAY);
        long day = days.first(today);
        if (day == today) {
            int time = times.first((int) (second - day * DAY));
            if (time != Times.NONE) {
                return day * DAY + time;
            }
            day = days.first(today + 1);
        }
        return day == NEVER ? NEVER : day * DAY + times.first(0);
    }

    /// The last matching second at or before the given one, or [Horizon#NEVER_BEFORE]. The set must not
    /// be empty.
    long last(long second) {
        long today = Math.floorDiv(second, DAY);
        long day = days.last(today);
        if (day == today) {
            int time = times.last((int) (second - day * DAY));
            if (time != Times.NONE) {
                return day * DAY + time;
            }
            day = days.last(today - 1);
        }
        return day == NEVER_BEFORE ? NEVER_BEFORE : day * DAY + times.last(DAY - 1);
    }
}
