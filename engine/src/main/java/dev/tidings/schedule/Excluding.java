package dev.tidings.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A schedule that stays silent on some civil days, such as holidays.
///
/// @param schedule the rule as it is on all other days
/// @param days     the days without an instant
/// @param zone     where those days begin and end
public record Excluding(Schedule schedule, Set<LocalDate> days, ZoneId zone) implements Schedule {
    public Excluding {
        days = Set.copyOf(days);
    }

    @Override
    public Optional<Instant> next(Instant after) {
        Optional<Instant> next = schedule.next(after);
        while (next.isPresent() && excluded(next.get())) {
            next = schedule.next(endOfDay(next.get()));
        }
        return next;
    }

    @Override
    public Optional<Instant> previous(Instant before) {
        Optional<Instant> previous = schedule.previous(before);
        while (previous.isPresent() && excluded(previous.get())) {
            previous = schedule.previous(startOfDay(previous.get()));
        }
        return previous;
    }

    private boolean excluded(Instant instant) {
        return days.contains(LocalDate.ofInstant(instant, zone));
    }

    /// The last nanosecond of the instant's day; the instant itself where clocks set back over midnight
    /// bring a day twice.
    private Instant endOfDay(Instant instant) {
        LocalDate tomorrow = LocalDate.ofInstant(instant, zone).plusDays(1);
        Instant end = tomorrow.atStartOfDay(zone).toInstant().minusNanos(1);
        return end.isAfter(instant) ? end : instant;
    }

    private Instant startOfDay(Instant instant) {
        Instant start = LocalDate.ofInstant(instant, zone).atStartOfDay(zone).toInstant();
        return start.isBefore(instant) ? start : instant;
    }

    /// True when the schedule itself is; that all of its days are excluded is not looked for.
    @Override
    public boolean impossible() {
        return schedule.impossible();
    }

    @Override
    public String inWords() {
        if (days.isEmpty()) {
            return schedule.inWords();
        }
        String except = days.size() <= 3
                ? Words.list(
                        new TreeSet<>(days).stream().map(LocalDate::toString).toList())
                : days.size() + " days";
        return schedule.inWords() + ", except on " + except;
    }
}
