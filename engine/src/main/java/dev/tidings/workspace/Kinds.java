package dev.tidings.workspace;

import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Secret;
import dev.tidings.notification.TransportSpec.Rate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The sorts of values that files hold.
final class Kinds {
    private static final String DURATION_FORM = "Durations are written 30s, 5m, 2h, 7d or 1h30m.";
    private static final String RATE_FORM = "Rates are written 5/s, 30/min, 500/hour or 10000/day.";
    private static final String SIZE_FORM = "Sizes are written 500 KB, 10 MB or 1 GB; a MB is 1,000,000 octets.";
    private static final Pattern SIZE_PARTS = Pattern.compile("(\\d{1,9}) ?(B|KB|MB|GB)");
    private static final Map<String, Long> SIZE_UNITS =
            Map.of("B", 1L, "KB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L);
    private static final Pattern DURATION_PARTS =
            Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Pattern RATE_PARTS = Pattern.compile("(\\d{1,9}) ?/ ?(s|min|hour|day)");
    private static final Map<String, Duration> RATE_UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "min", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1));

    static final Kind<String> TEXT = new Kind<>("text", "", Function.identity());
    static final Kind<Secret> SECRET = new Kind<>("a secret", "Write ${NAME} for a variable.", Secret::new);
    static final Kind<Duration> DURATION = new Kind<>("a duration", DURATION_FORM, Kinds::duration);
    static final Kind<Duration> PERIOD = DURATION.then(Kinds::aboveZero);
    static final Kind<Rate> RATE = new Kind<>("a rate", RATE_FORM, Kinds::rate);
    static final Kind<Long> SIZE = new Kind<>("a size", SIZE_FORM, Kinds::size);
    static final Kind<ZoneId> ZONE =
            new Kind<>("a time zone", "Zones are written as in the IANA database.", Kinds::zone);
    static final Kind<LocalDate> DATE = new Kind<>("a date", "Dates are written 2026-12-24.", Kinds::date);
    static final Kind<Address> ADDRESS =
            new Kind<>("an address", "Addresses are written ann@example.com.", Address::parse);
    static final Kind<Mailbox> MAILBOX = new Kind<>(
            "a mailbox", "Mailboxes are written ann@example.com or \"Ann <ann@example.com>\".", Mailbox::parse);
    static final Kind<Double> FACTOR = new Kind<>("a number", "Numbers are written 3 or 1.5.", Kinds::decimal);

    private Kinds() {}

    static Kind<Integer> whole(int least, int most) {
        String form = "Write a whole number from " + least + " to " + most + ".";
        return new Kind<>("a whole number", form, text -> whole(text, least, most, form));
    }

    /// One of an enum's words, written in lower case with dashes.
    static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
        return oneOf(List.of(type.getEnumConstants()), Kinds::word);
    }

    /// One of these values.
    ///
    /// @param word how each is written
    static <T> Kind<T> oneOf(List<T> values, Function<T, String> word) {
        Map<String, T> words = new LinkedHashMap<>();
        values.forEach(value -> words.put(word.apply(value), value));
        String form = "Known here: " + String.join(", ", words.keySet()) + ".";
        return new Kind<>("known here", form, text -> chosen(text, words, form));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> T chosen(String text, Map<String, T> words, String form) {
        T chosen = words.get(text);
        if (chosen == null) {
            throw new Mistake(
                    Quoted.of(text) + " is not known here", Guess.sentence(text, List.copyOf(words.keySet())) + form);
        }
        return chosen;
    }

    private static Duration duration(String text) {
        if (text.matches("\\d{1,9}")) {
            throw new Mistake(
                    Quoted.of(text) + " is not a duration: it has no unit",
                    "Write %1$ss, %1$sm, %1$sh or %1$sd.".formatted(text));
        }
        Matcher parts = DURATION_PARTS.matcher(text.replace(" ", ""));
        if (text.isBlank() || !parts.matches()) {
            throw new Mistake(Quoted.of(text) + " is not a duration", DURATION_FORM);
        }
        Duration duration = Duration.ofDays(number(parts.group(1)))
                .plusHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4)));
        if (duration.compareTo(LONGEST) > 0) {
            throw new Mistake(Quoted.of(text) + " is longer than ten years", "Write at most 3650d.");
        }
        return duration;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static Duration aboveZero(Duration duration) {
        if (duration.isZero()) {
            throw new Mistake("must be longer than nothing", DURATION_FORM);
        }
        return duration;
    }

    private static Rate rate(String text) {
        Matcher parts = RATE_PARTS.matcher(text);
        if (!parts.matches()) {
            throw new Mistake(Quoted.of(text) + " is not a rate", RATE_FORM);
        }
        return new Rate(Integer.parseInt(parts.group(1)), RATE_UNITS.getOrDefault(parts.group(2), Duration.ofDays(1)));
    }

    private static long size(String text) {
        Matcher parts = SIZE_PARTS.matcher(text);
        if (!parts.matches() || number(parts.group(1)) == 0) {
            throw new Mistake(Quoted.of(text) + " is not a size", SIZE_FORM);
        }
        return number(parts.group(1)) * SIZE_UNITS.getOrDefault(parts.group(2), 1L);
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new Mistake(
                    Quoted.of(text) + " is not a time zone",
                    Guess.sentence(text, ZoneId.getAvailableZoneIds()) + ZONE.form());
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException unreadable) {
            throw new Mistake(Quoted.of(text) + " is not a date", DATE.form());
        }
    }

    private static int whole(String text, int least, int most, String form) {
        if (!text.matches("-?\\d{1,9}")) {
            throw new Mistake(Quoted.of(text) + " is not a whole number", form);
        }
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new Mistake(number + " is not from " + least + " to " + most, form);
        }
        return number;
    }

    private static double decimal(String text) {
        if (!text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            throw new Mistake(Quoted.of(text) + " is not a number", FACTOR.form());
        }
        return Double.parseDouble(text);
    }
}
