package dev.tidings.server.cli;

import dev.tidings.notification.Notification;
import dev.tidings.schedule.Timing;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// As of when a notification is tried out.
final class Due {
    private Due() {}

    /// @param at what was asked for; without it the next time it is due, or now where there is none
    static Instant of(WorkspaceOption.Noted noted, Optional<String> at, InstantSource clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return at.map(text -> Moments.read(text, zone(noted)))
                .or(() -> timing(noted).flatMap(timing -> timing.schedule().next(now)))
                .orElse(now);
    }

    static ZoneId zone(WorkspaceOption.Noted noted) {
        ZoneId usual = noted.workspace().settings().defaults().zone();
        return timing(noted)
                .map(timing -> Moments.zone(timing.schedule(), usual))
                .orElse(usual);
    }

    private static Optional<Timing> timing(WorkspaceOption.Noted noted) {
        Notification notification = noted.notification();
        return notification.timing();
    }
}
