package dev.tidings.schedule;

import static dev.tidings.schedule.Horizon.FIRST_SECOND;
import static dev.tidings.schedule.Horizon.LAST_SECOND;
import static dev.tidings.schedule.Horizon.NEVER;
import static dev.tidings.schedule.Horizon.NEVER_BEFORE;

import dev.tidings.schedule.Dst.Gap;
import dev.tidings.schedule.Dst.Overlap;
import java.time.zone.ZoneRules;

/// The real seconds at which a wall clock, moved as its zone moves it, shows a matching time.
///
/// The search goes stretch by stretch, for inside one offset civil and real time run side by side. It
/// leaps where nothing can match: offsets differ by 36 hours at most, so what lies two days off on the
/// wall cannot be met before. Each step moves on, and the horizon ends it, so the search ends whatever
/// the zone did.
final class CivilTime {
    private static final long TWO_DAYS = 2 * 86_400L;
    private static final int DAY = 86_400;

    private final WallClock wall;
    private final ZoneRules rules;
    private final Dst dst;

    /// The stretch last asked about. Immutable, so a race between threads costs a look-up and nothing
    /// else.
    private Stretch recent;

    CivilTime(WallClock wall, ZoneRules rules, Dst dst) {
        this.wall = wall;
        this.rules = rules;
        this.dst = dst;
        this.recent = Stretch.at(0, rules);
    }

    /// The first matching second at or after the given one, or [Horizon#NEVER].
    long first(long from) {
        long second = Math.max(from, FIRST_SECOND);
        while (second <= LAST_SECOND) {
            Stretch stretch = stretch(second);
            long shown = wall.first(Math.max(second, opening(stretch)) + stretch.offset());
            long ordinary = shown == NEVER ? NEVER : shown - stretch.offset();
            long found = Math.min(ordinary < closing(stretch) ? ordinary : NEVER, firstMoved(stretch, second));
            if (found != NEVER) {
                return found;
            }
            boolean farFromChange = second <= stretch.until() - TWO_DAYS;
            if (farFromChange && ordinary == NEVER) {
                return NEVER;
            }
            second = farFromChange && ordinary - TWO_DAYS > second ? ordinary - TWO_DAYS : stretch.until();
        }
        return NEVER;
    }

    /// The last matching second at or before the given one, or [Horizon#NEVER_BEFORE].
    long last(long until) {
        long second = Math.min(until, LAST_SECOND);
        while (second >= FIRST_SECOND) {
            Stretch stretch = stretch(second);
            long shown = wall.last(Math.min(second, closing(stretch) - 1) + stretch.offset());
            long ordinary = shown == NEVER_BEFORE ? NEVER_BEFORE : shown - stretch.offset();
            long found = Math.max(ordinary >= opening(stretch) ? ordinary : NEVER_BEFORE, lastMoved(stretch, second));
            if (found != NEVER_BEFORE) {
                return found;
            }
            boolean farFromChange = second - TWO_DAYS >= stretch.from();
            if (farFromChange && ordinary == NEVER_BEFORE) {
                return NEVER_BEFORE;
            }
            second = farFromChange && ordinary + TWO_DAYS < second ? ordinary + TWO_DAYS : stretch.from() - 1;
        }
        return NEVER_BEFORE;
    }

    private Stretch stretch(long second) {
        Stretch stretch = recent;
        if (!stretch.holds(second)) {
            stretch = Stretch.at(second, rules);
            recent = stretch;
        }
        return stretch;
    }

    /// From where on the stretch counts: a second pass may not.
    private long opening(Stretch stretch) {
        return dst.overlap() == Overlap.FIRST && stretch.secondPass() > 0
                ? stretch.from() + stretch.secondPass()
                : stretch.from();
    }

    /// Up to where the stretch counts: a first pass may not.
    private long closing(Stretch stretch) {
        return dst.overlap() == Overlap.SECOND && stretch.firstPass() > 0
                ? stretch.until() - stretch.firstPass()
                : stretch.until();
    }

    /// The first second at or after the given one to which a skipped time of the stretch's beginning was
    /// moved.
    private long firstMoved(Stretch stretch, long second) {
        if (!moves(stretch) || second >= stretch.from() + stretch.gap()) {
            return NEVER;
        }
        return switch (dst.gap()) {
            case SKIP -> NEVER;
            case END -> second == stretch.from() && firstSkipped(stretch, second) != NEVER ? second : NEVER;
            case SHIFT -> firstSkipped(stretch, second);
        };
    }

    private long lastMoved(Stretch stretch, long second) {
        if (!moves(stretch)) {
            return NEVER_BEFORE;
        }
        return switch (dst.gap()) {
            case SKIP -> NEVER_BEFORE;
            case END -> firstSkipped(stretch, stretch.from()) != NEVER ? stretch.from() : NEVER_BEFORE;
            case SHIFT -> lastSkipped(stretch, second);
        };
    }

    private boolean moves(Stretch stretch) {
        return dst.gap() != Gap.SKIP && stretch.gap() > 0 && stretch.gap() < DAY;
    }

    private long firstSkipped(Stretch stretch, long second) {
        long shown = wall.first(second + stretch.offsetBefore());
        return shown < stretch.from() + stretch.offset() ? shown - stretch.offsetBefore() : NEVER;
    }

    private long lastSkipped(Stretch stretch, long second) {
        long end = stretch.from() + stretch.gap() - 1;
        long shown = wall.last(Math.min(second, end) + stretch.offsetBefore());
        return shown >= stretch.from() + stretch.offsetBefore() ? shown - stretch.offsetBefore() : NEVER_BEFORE;
    }
}
