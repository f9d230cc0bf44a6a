package dev.tidings.template.pebble;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// `{{ due | date("d MMMM yyyy, HH:mm") }}`, in the reader's language.
///
/// The format is a pattern of [DateTimeFormatter], or `short`, `medium`, `long` or `full` as the language has
/// it. Text from files and databases is read where it is written as ISO 8601 has it, with a `T` or a space
/// between date and time. With `zone="Asia/Shanghai"` the same moment is shown there; a time that names no
/// zone is taken as UTC then.
final class Dates {
    private static final Map<String, FormatStyle> STYLES = Map.of(
            "short", FormatStyle.SHORT,
            "medium", FormatStyle.MEDIUM,
            "long", FormatStyle.LONG,
            "full", FormatStyle.FULL);

    private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private static final int FORMATTERS_KEPT = 500;
    private static final ConcurrentMap<List<Object>, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();

    private Dates() {}

    static Object date(Object input, Map<String, Object> arguments, Locale locale) {
        TemporalAccessor moment = moment(input);
        @Nullable Object zone = arguments.get("zone");
        if (zone != null) moment = in(zone(zone.toString()), moment);
        String format = Objects.toString(arguments.get("format"), "medium");
        try {
            return formatter(format, locale, !(moment instanceof LocalDate)).format(moment);
        } catch (DateTimeException unfit) {
            throw new IllegalArgumentException(
                    "\"%s\" does not fit %s: %s".formatted(format, input, unfit.getMessage()), unfit);
        }
    }

    private static TemporalAccessor moment(Object input) {
        return switch (input) {
            case Instant instant -> instant.atZone(ZoneOffset.UTC);
            case TemporalAccessor already -> already;
            case String text -> read(text.strip());
            default -> throw new IllegalArgumentException("\"%s\" is not a date or time".formatted(input));
        };
    }

    private static TemporalAccessor read(String text) {
        try {
            return WRITTEN.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a date or time such as 2026-11-23 or 2026-11-23T09:00:00Z".formatted(text),
                    unreadable);
        }
    }

    private static TemporalAccessor in(ZoneId zone, TemporalAccessor moment) {
        return switch (moment) {
            case ZonedDateTime zoned -> zoned.withZoneSameInstant(zone);
            case OffsetDateTime offset -> offset.atZoneSameInstant(zone);
            case LocalDateTime local -> local.atZone(ZoneOffset.UTC).withZoneSameInstant(zone);
            default -> moment;
        };
    }

    private static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("\"%s\" is not a time zone".formatted(zone), unknown);
        }
    }

    private static DateTimeFormatter formatter(String format, Locale locale, boolean timed) {
        if (FORMATTERS.size() > FORMATTERS_KEPT) FORMATTERS.clear(); // formats may be made of data
        return FORMATTERS.computeIfAbsent(List.of(format, locale, timed), _ -> made(format, locale, timed));
    }

    private static DateTimeFormatter made(String format, Locale locale, boolean timed) {
        @Nullable FormatStyle style = STYLES.get(format);
        if (style == null) return DateTimeFormatter.ofPattern(format, locale);
        FormatStyle timeStyle = style == FormatStyle.SHORT ? FormatStyle.SHORT : FormatStyle.MEDIUM;
        return (timed
                        ? DateTimeFormatter.ofLocalizedDateTime(style, timeStyle)
                        : DateTimeFormatter.ofLocalizedDate(style))
                .withLocale(locale);
    }
}
