package dev.tidings.schedule;

import java.time.Duration;
import java.time.Instant;

/// What to do with an instant that was not met in time, as after downtime. Each one is decided, and each
/// decision is told.
///
/// @param within an instant later than this is missed
/// @param then   what becomes of those that are late but not too late
public record Late(Duration within, Then then) {
    /// Sent once if at most a day late: a mail of yesterday still helps, an older one confuses.
    public static final Late DEFAULT = new Late(Duration.ofHours(24), Then.ONCE);

    /// Up to this late counts as on time: a tick, a pause or a restart takes some seconds.
    public static final Duration GRACE = Duration.ofSeconds(60);

    public Late {
        if (within.isNegative()) {
            throw new IllegalArgumentException("the time allowed is 0 or more, not " + within);
        }
    }

    public enum Then {
        /// Only the latest one fires, the earlier ones are missed.
        ONCE,
        /// All of them are missed.
        SKIP
    }

    /// What becomes of one instant.
    public sealed interface Decision {
        record Fire() implements Decision {}

        /// It does not fire, and that is written down.
        ///
        /// @param reason for a person, such as `late by 5h, allowed 4h`
        record Missed(String reason) implements Decision {}
    }

    /// Decides an instant after which no other of its schedule is due yet.
    ///
    /// @param by how late it is; negative when it is early
    public Decision decide(Duration by) {
        if (onTime(by)) {
            return new Decision.Fire();
        }
        if (by.compareTo(within) > 0) {
            return new Decision.Missed("late by " + Words.brief(by) + ", allowed " + Words.brief(within));
        }
        return switch (then) {
            case ONCE -> new Decision.Fire();
            case SKIP -> new Decision.Missed("late by " + Words.brief(by) + ", and late ones are skipped");
        };
    }

    /// Decides an instant after which another of its schedule is due too.
    ///
    /// @param later the next instant of the schedule; late or not, it takes the place of a late one
    public Decision decide(Duration by, Instant later) {
        Decision alone = decide(by);
        boolean givesWay = alone instanceof Decision.Fire && !onTime(by);
        return givesWay ? new Decision.Missed("superseded by " + later) : alone;
    }

    private static boolean onTime(Duration by) {
        return by.compareTo(GRACE) <= 0;
    }
}
