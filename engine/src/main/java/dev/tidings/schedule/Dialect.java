package dev.tidings.schedule;

import dev.tidings.schedule.Dst.Gap;
import dev.tidings.schedule.Dst.Overlap;

/// By whose rules a cron expression is read. The same text means different days in different tools, so it
/// is never guessed.
///
/// | | fields | both day fields set | weekdays | `L W #` | year | wrapping ranges | skipped, repeated time |
/// |---|---|---|---|---|---|---|---|
/// | tidings | 5, or 6 with seconds | either | 0-7, SUN=0=7 | yes | no | names | end of gap, first |
/// | robfig5, robfig6 | exactly 5, exactly 6 | either | 0-6, SUN=0 | no | no | no | skip, both |
/// | quartz | 6 or 7 | one must be `?` | 1-7, SUN=1 | yes | yes | yes | skip, second |
/// | spring | 6 | both must hold | 0-7, SUN=0=7 | yes | no | no (but SUN-FRI) | skip, both |
///
/// Sources: robfig/cron v3, Quartz 2.5 `CronExpression`, Spring 7 `CronExpression`; read and measured.
public enum Dialect {
    TIDINGS(5, 6),
    ROBFIG5(5, 5),
    ROBFIG6(6, 6),
    QUARTZ(6, 7),
    SPRING(6, 6);

    final int fieldsMin;
    final int fieldsMax;

    Dialect(int fieldsMin, int fieldsMax) {
        this.fieldsMin = fieldsMin;
        this.fieldsMax = fieldsMax;
    }

    /// What this tool does when the clocks change. Quartz also loses fires of hourly rules then; that we
    /// do not copy.
    public Dst dst() {
        return switch (this) {
            case TIDINGS -> Dst.DEFAULT;
            case ROBFIG5, ROBFIG6, SPRING -> new Dst(Gap.SKIP, Overlap.BOTH);
            case QUARTZ -> new Dst(Gap.SKIP, Overlap.SECOND);
        };
    }

    boolean robfig() {
        return this == ROBFIG5 || this == ROBFIG6;
    }

    /// `L`, `W` and `#` are understood.
    boolean extended() {
        return !robfig();
    }

    /// `@every` and a `TZ=` prefix are understood, and empty items of a list are passed over.
    boolean goLike() {
        return this == TIDINGS || robfig();
    }

    boolean nicknames() {
        return this != QUARTZ;
    }

    /// A day that matches either restricted day field is enough; otherwise both must match.
    boolean eitherDay() {
        return goLike();
    }

    boolean questionMarkIn(Field field) {
        return goLike() || field == Field.DAY_OF_MONTH || field == Field.WEEKDAY;
    }

    int weekdayMin() {
        return this == QUARTZ ? 1 : 0;
    }

    int weekdayMax() {
        return robfig() ? 6 : 7;
    }

    /// Where `*` and an open step such as `*/2` begin; Spring counts Monday to Sunday, the others Sunday
    /// to Saturday.
    int weekBegins() {
        return this == SPRING || this == QUARTZ ? 1 : 0;
    }

    int weekEnds() {
        return weekBegins() + 6;
    }

    /// Our number of a weekday, Sunday is 0, as this dialect's. Spring's SUN is 7, so that FRI-SUN goes
    /// upwards.
    int numberOf(int weekday) {
        return switch (this) {
            case TIDINGS, ROBFIG5, ROBFIG6 -> weekday;
            case QUARTZ -> weekday + 1;
            case SPRING -> weekday == 0 ? 7 : weekday;
        };
    }

    /// This dialect's number of a weekday as ours: Sunday is 0.
    int weekday(int number) {
        return this == QUARTZ ? number - 1 : number % 7;
    }
}
