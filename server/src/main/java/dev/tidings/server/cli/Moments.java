package dev.tidings.server.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// How times are read and shown: in the zone of whose they are, and in UTC.
final class Moments {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss XXX", Locale.ENGLISH);

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ENGLISH);

    private Moments() {}

    /// Reads `2026-11-30T09:00` and `2026-11-30` in a zone, or anything with `Z` or an offset.
    static Instant read(String text, ZoneId zone) {
        String iso = text.strip().replace(' ', 'T');
        try {
            if (iso.length() == 10) {
                return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
            }
            return iso.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).atZone(zone).toInstant();
        } catch (DateTimeException unreadable) {
            throw Stop.usage(
                    "\"" + text + "\" is not a time",
                    "Write 2026-11-30T09:00 (in the schedule's zone) or 2026-11-30T01:00:00Z.");
        }
    }

    /// `Mon 2026-11-30 09:00:00 +08:00`, without UTC beside it.
    static String local(Instant instant, ZoneId zone) {
        return inUtc(zone) ? UTC.format(instant.atZone(zone)) : LOCAL.format(instant.atZone(zone));
    }

    /// `Mon 2026-11-30 09:00:00 +08:00  (2026-11-30T01:00:00Z)`; in UTC only once.
    static String both(Instant instant, ZoneId zone) {
        return inUtc(zone)
                ? local(instant, zone)
                : local(instant, zone) + "  (" + instant.truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    private static boolean inUtc(ZoneId zone) {
        return zone.getRules().isFixedOffset()
                && zone.getRules().getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
    }
}
