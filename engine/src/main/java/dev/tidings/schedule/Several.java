package dev.tidings.schedule;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Several schedules as one. An instant that more than one of them gives comes once.
///
/// @param schedules one or more
public record Several(List<Schedule> schedules) implements Schedule {
    public Several {
        schedules = List.copyOf(schedules);
        if (schedules.isEmpty()) {
            throw new IllegalArgumentException("at least one schedule is needed");
        }
    }

    public Several(Schedule... schedules) {
        this(List.of(schedules));
    }

    @Override
    public Optional<Instant> next(Instant after) {
        return schedules.stream().flatMap(each -> each.next(after).stream()).min(Comparator.naturalOrder());
    }

    @Override
    public Optional<Instant> previous(Instant before) {
        return schedules.stream()
                .flatMap(each -> each.previous(before).stream())
                .max(Comparator.naturalOrder());
    }

    @Override
    public boolean impossible() {
        return schedules.stream().allMatch(Schedule::impossible);
    }

    @Override
    public String inWords() {
        return schedules.stream().map(Schedule::inWords).collect(joining("; "));
    }
}
