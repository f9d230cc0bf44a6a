package dev.tidings.server.answer;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// An instant, and what the clock on the wall shows then.
///
/// @param local with its offset: `2026-11-23T09:00:00+08:00`
/// @param zone  an IANA zone
public record Moment(Instant at, String local, String zone) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
    private static final DateTimeFormatter BRIEF = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final DateTimeFormatter SPOKEN =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss xxx", Locale.ENGLISH);

    public static Moment of(Instant at, ZoneId zone) {
        return new Moment(at, LOCAL.format(at.atZone(zone)), zone.getId());
    }

    /// `2026-11-23 09:00:00 +08:00`
    public String brief() {
        return BRIEF.format(at.atZone(ZoneId.of(zone)));
    }

    /// For a sentence: `Mon 23 Nov 2026 09:00:00 +08:00 (Asia/Shanghai)`.
    public String inWords() {
        return SPOKEN.format(at.atZone(ZoneId.of(zone))) + " (" + zone + ")";
    }
}
