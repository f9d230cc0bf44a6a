package dev.tidings.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/// How long nobody goes by a road, or to a domain, that asked for it.
public sealed interface Pause {
    /// A first guess; each one in a row lasts twice as long as the one before.
    record Lasting(Duration first) implements Pause {}

    /// As long as the server said.
    record Said(Duration length) implements Pause {}

    /// Until the next hour, day or month begins where the server counts.
    record UntilNext(Period period, ZoneId zone) implements Pause {
        public Instant end(Instant from) {
            ZonedDateTime local = from.atZone(zone);
            LocalDate day = local.toLocalDate();
            ZonedDateTime next = switch (period) {
                case HOUR -> local.truncatedTo(ChronoUnit.HOURS).plusHours(1);
                case DAY -> day.plusDays(1).atStartOfDay(zone);
                case MONTH -> day.withDayOfMonth(1).plusMonths(1).atStartOfDay(zone);
            };
            return next.toInstant();
        }
    }

    enum Period {
        HOUR,
        DAY,
        MONTH
    }
}
