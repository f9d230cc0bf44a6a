package dev.tidings.schedule;

import static dev.tidings.schedule.Horizon.FIRST;
import static dev.tidings.schedule.Horizon.FIRST_SECOND;
import static dev.tidings.schedule.Horizon.LAST;
import static dev.tidings.schedule.Horizon.LAST_SECOND;

import dev.tidings.schedule.Dst.Gap;
import dev.tidings.schedule.Dst.Overlap;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/// A cron expression in a zone. Two are equal when they were written alike.
public final class Cron implements Schedule {
    private static final long EVERY_HOUR = (1L << 24) - 1;

    private final String expression;
    private final Dialect dialect;
    private final ZoneId zone;
    private final Dst dst;
    private final WallClock wall;
    private final CivilTime civil;
    private final boolean impossible;

    Cron(String expression, Dialect dialect, ZoneId zone, Dst dst, WallClock wall, boolean interval) {
        this.expression = expression;
        this.dialect = dialect;
        this.zone = zone;
        this.dst = dst;
        this.wall = wall;
        this.civil = new CivilTime(wall, zone.getRules(), observed(dst, wall.times(), interval));
        this.impossible = wall.isEmpty();
    }

    private static Dst observed(Dst dst, Times times, boolean interval) {
        return new Dst(times.hours() == EVERY_HOUR ? Gap.SKIP : dst.gap(), interval ? Overlap.BOTH : dst.overlap());
    }

    /// Reads an expression by the rules of a dialect; when the clocks change it does as that dialect's
    /// tool does.
    ///
    /// @param zone where the expression itself names none (`TZ=Europe/Berlin 0 9 * * *`)
    /// @return a [Cron], or for `@every 90s` an [Every] anchored at the epoch
    /// @throws MalformedCron when it cannot be read
    public static Schedule parse(String expression, Dialect dialect, ZoneId zone) {
        return parse(expression, dialect, zone, dialect.dst());
    }

    /// As [#parse(String, Dialect, ZoneId)], with a choice of what happens when the clocks change.
    public static Schedule parse(String expression, Dialect dialect, ZoneId zone, Dst dst) {
        return new CronReader(expression, dialect, dst).read(zone);
    }

    public String expression() {
        return expression;
    }

    public Dialect dialect() {
        return dialect;
    }

    public ZoneId zone() {
        return zone;
    }

    public Dst dst() {
        return dst;
    }

    @Override
    public Optional<Instant> next(Instant after) {
        if (impossible || !after.isBefore(LAST)) {
            return Optional.empty();
        }
        long from = after.isBefore(FIRST) ? FIRST_SECOND : after.getEpochSecond() + 1;
        long found = civil.first(from);
        return found > LAST_SECOND ? Optional.empty() : Optional.of(Instant.ofEpochSecond(found));
    }

    @Override
    public Optional<Instant> previous(Instant before) {
        if (impossible || !before.isAfter(FIRST)) {
            return Optional.empty();
        }
        long second = before.getEpochSecond();
        long until = before.isAfter(LAST) ? LAST_SECOND : before.getNano() == 0 ? second - 1 : second;
        long found = civil.last(until);
        return found < FIRST_SECOND ? Optional.empty() : Optional.of(Instant.ofEpochSecond(found));
    }

    @Override
    public boolean impossible() {
        return impossible;
    }

    @Override
    public String inWords() {
        return impossible ? "Never: no day or time fits " + expression : new CronWords(wall).say() + " (" + zone + ")";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cron cron
                && expression.equals(cron.expression)
                && dialect == cron.dialect
                && zone.equals(cron.zone)
                && dst.equals(cron.dst);
    }

    @Override
    public int hashCode() {
        return Objects.hash(expression, dialect, zone, dst);
    }

    @Override
    public String toString() {
        return "Cron[" + expression + ", " + dialect + ", " + zone + "]";
    }
}
