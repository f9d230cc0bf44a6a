package dev.tidings.schedule;

import static dev.tidings.schedule.Horizon.NEVER;
import static dev.tidings.schedule.Horizon.NEVER_BEFORE;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/// A stretch of real time in which a zone keeps one offset. All in seconds.
///
/// @param from         its first second; [Horizon#NEVER_BEFORE] when it has no beginning
/// @param until        the first second after it; [Horizon#NEVER] when it has no end
/// @param offset       civil time minus real time
/// @param offsetBefore the offset of the stretch before this one
/// @param offsetAfter  the offset of the stretch after this one
record Stretch(long from, long until, int offset, int offsetBefore, int offsetAfter) {
    static Stretch at(long second, ZoneRules rules) {
        Instant instant = Instant.ofEpochSecond(second);
        int offset = rules.getOffset(instant).getTotalSeconds();
        ZoneOffsetTransition begin = rules.previousTransition(instant.plusSeconds(1));
        ZoneOffsetTransition end = rules.nextTransition(instant);
        return new Stretch(
                begin == null ? NEVER_BEFORE : begin.toEpochSecond(),
                end == null ? NEVER : end.toEpochSecond(),
                offset,
                begin == null ? offset : begin.getOffsetBefore().getTotalSeconds(),
                end == null ? offset : end.getOffsetAfter().getTotalSeconds());
    }

    boolean holds(long second) {
        return from <= second && second < until;
    }

    /// How many civil seconds were skipped when this stretch began; 0 or less when none were.
    int gap() {
        return offset - offsetBefore;
    }

    /// How many seconds at its beginning are the second pass of a repeated time; 0 or less when none are.
    int secondPass() {
        return offsetBefore - offset;
    }

    /// How many seconds at its end are the first pass of a repeated time; 0 or less when none are.
    int firstPass() {
        return offset - offsetAfter;
    }
}
