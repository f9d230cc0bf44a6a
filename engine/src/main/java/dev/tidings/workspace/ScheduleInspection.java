package dev.tidings.workspace;

import dev.tidings.notification.Notification;
import dev.tidings.notification.Workspace;
import dev.tidings.schedule.Schedule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tries every schedule before anybody relies on it: a mistake of ours in one of them leaves out that
/// notification, and never keeps the others from running.
///
/// @param clock as of when
public record ScheduleInspection(InstantSource clock) implements Inspection {
    @Override
    public List<Problem> inspect(Workspace workspace) {
        return workspace.notifications().values().stream()
                .flatMap(notification -> inspect(notification).stream())
                .toList();
    }

    private Optional<Problem> inspect(Notification notification) {
        try {
            notification.timing().ifPresent(timing -> walk(timing.schedule(), clock.instant()));
            return Optional.empty();
        } catch (RuntimeException mistake) {
            return Optional.of(new Problem(
                    notification.about().file(),
                    0,
                    0,
                    "schedule: its times cannot be told: " + mistake.getMessage(),
                    Optional.of("Write it in another way; and please report it.")));
        }
    }

    /// @throws ArithmeticException when a time is beyond what a ledger holds
    private static void walk(Schedule schedule, Instant now) {
        Optional<Instant> next = schedule.next(now);
        Stream.of(next, next.flatMap(schedule::next), schedule.previous(now))
                .flatMap(Optional::stream)
                .forEach(ScheduleInspection::requireRoom);
    }

    private static void requireRoom(Instant instant) {
        long _ = instant.toEpochMilli();
    }
}
