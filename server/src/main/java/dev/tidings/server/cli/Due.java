package dev.tidings.server.cli;

import dev.tidings.schedule.Schedule;
import dev.tidings.schedule.Timing;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// As of when a notification is tried out.
final class Due {
    private Due() {}

    /// @param at a time, or `next`, `last` or `now`; now also stands for a time that the schedule does not
    ///           have
    static Instant of(WorkspaceOption.Noted noted, String at, InstantSource clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return switch (at) {
            case "now" -> now;
            case "next" -> schedule(noted).flatMap(rule -> rule.next(now)).orElse(now);
            case "last" -> schedule(noted).flatMap(rule -> rule.previous(now)).orElse(now);
            default -> Moments.read(at, zone(noted));
        };
    }

    static ZoneId zone(WorkspaceOption.Noted noted) {
        ZoneId usual = noted.workspace().settings().defaults().zone();
        return noted.notification().timing().flatMap(Timing::zone).orElse(usual);
    }

    private static Optional<Schedule> schedule(WorkspaceOption.Noted noted) {
        return noted.notification().timing().map(Timing::schedule);
    }
}
