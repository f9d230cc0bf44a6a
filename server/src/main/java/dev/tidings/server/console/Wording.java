package dev.tidings.server.console;

import dev.tidings.server.answer.Addressed;
import dev.tidings.server.answer.InWords;
import dev.tidings.server.answer.Moment;
import dev.tidings.server.answer.TallyAnswer;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the pages write times, sizes and states.
final class Wording extends AbstractExtension {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter EVER = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter THERE = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss xxx", Locale.ENGLISH);

    @Override
    public Map<String, Filter> getFilters() {
        return Map.of(
                "when", new Told(Wording::when),
                "there", new Told(Wording::there),
                "ago", new Told((input, context) -> relative(instant(input), now(context))),
                "millis", new Told((input, context) -> InWords.brief(Duration.ofMillis(((Number) input).longValue()))),
                "count", new Told((input, context) -> String.format(Locale.ROOT, "%,d", ((Number) input).longValue())),
                "octets", new Told((input, context) -> octets(((Number) input).longValue())),
                "tone", new Told((input, context) -> tone(input.toString())),
                "bar", new Told((input, context) -> bar((TallyAnswer) input)),
                "stanza", new Told((input, context) -> stage(input.toString())),
                "address", new Told((input, context) -> Addressed.shown(input.toString())));
    }

    @FunctionalInterface
    private interface Telling {
        Object of(Object input, EvaluationContext context);
    }

    private record Told(Telling telling) implements Filter {
        @Override
        public Object apply(
                @Nullable Object input,
                Map<String, Object> arguments,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            Object value = input instanceof Optional<?> optional ? optional.orElse(null) : input;
            return value == null ? "" : telling.of(value, context);
        }

        @Override
        public @Nullable List<String> getArgumentNames() {
            return null;
        }
    }

    private static SafeString when(Object input, EvaluationContext context) {
        Instant instant = instant(input);
        return shown(instant, (ZoneId) context.getVariable("zone"), context);
    }

    /// A moment by the clock it belongs to, where that is not the house's: `09:00 Asia/Shanghai`.
    private static Object there(Object input, EvaluationContext context) {
        ZoneId house = (ZoneId) context.getVariable("zone");
        if (!(input instanceof Moment moment) || sameClock(moment, house)) {
            return "";
        }
        return THERE.format(moment.at().atZone(ZoneId.of(moment.zone()))) + " " + moment.zone();
    }

    private static boolean sameClock(Moment moment, ZoneId house) {
        return ZoneId.of(moment.zone())
                .getRules()
                .getOffset(moment.at())
                .equals(house.getRules().getOffset(moment.at()));
    }

    private static SafeString shown(Instant instant, ZoneId zone, EvaluationContext context) {
        ZonedDateTime then = instant.atZone(zone);
        ZonedDateTime now = now(context).atZone(zone);
        DateTimeFormatter format = then.toLocalDate().equals(now.toLocalDate())
                ? TODAY
                : then.getYear() == now.getYear() ? THIS_YEAR : EVER;
        return new SafeString("<time datetime=\"%s\" title=\"%s %s &#10;%s\">%s</time> <span class=\"rel\">%s</span>"
                .formatted(
                        instant,
                        FULL.format(then),
                        zone.getId(),
                        instant,
                        format.format(then),
                        relative(instant, now(context))));
    }

    private static Instant instant(Object input) {
        return input instanceof Moment moment ? moment.at() : (Instant) input;
    }

    private static Instant now(EvaluationContext context) {
        return (Instant) context.getVariable("now");
    }

    /// `in 3 h 20 min`, `12 min ago`, `now`.
    private static String relative(Instant instant, Instant now) {
        Duration ahead = Duration.between(now, instant);
        if (ahead.abs().compareTo(Duration.ofSeconds(1)) < 0) {
            return "now";
        }
        String brief = InWords.brief(coarse(ahead.abs()));
        return ahead.isNegative() ? brief + " ago" : "in " + brief;
    }

    private static Duration coarse(Duration span) {
        if (span.toHours() >= 48) {
            return Duration.ofDays(span.toDays());
        }
        return span.toMinutes() >= 2 ? Duration.ofMinutes(span.toMinutes()) : Duration.ofSeconds(span.toSeconds());
    }

    /// Accepted, left out on purpose, not well, and what is still ahead, as parts of a bar; green is what was
    /// accepted. Whoever failed shows, however few they are.
    private static SafeString bar(TallyAnswer tally) {
        double people = Math.max(1, tally.people());
        double unwell = tally.unwell() == 0 ? 0 : Math.max(1.5, tally.unwell() * 100 / people);
        double accepted = Math.min(100 - unwell, tally.of("accepted") * 100 / people);
        long leftOut = tally.well() - tally.of("accepted");
        double quiet = Math.min(100 - unwell - accepted, leftOut * 100 / people);
        return new SafeString(String.format(
                Locale.ROOT,
                "<svg class=\"bar\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"%,d accepted, %,d left out, %,d not well, %,d waiting\">"
                        + "<rect class=\"%s\" width=\"%.2f\" height=\"4\"/>"
                        + "<rect class=\"left-out\" x=\"%.2f\" width=\"%.2f\" height=\"4\"/>"
                        + "<rect class=\"bad\" x=\"%.2f\" width=\"%.2f\" height=\"4\"/></svg>",
                tally.of("accepted"),
                leftOut,
                tally.unwell(),
                tally.waiting(),
                tally.waiting() > 0 ? "busy" : "good",
                accepted,
                accepted,
                quiet,
                accepted + quiet,
                unwell));
    }

    private static String octets(long octets) {
        if (octets < 1024) {
            return octets + " B";
        }
        double kilo = octets / 1024.0;
        return kilo < 1024
                ? String.format(Locale.ROOT, kilo < 10 ? "%.1f KB" : "%.0f KB", kilo)
                : String.format(Locale.ROOT, "%.1f MB", kilo / 1024);
    }

    /// Green is only what is settled and well.
    private static String tone(String word) {
        if (word.startsWith("succeeded (")) {
            return "quiet";
        }
        if (word.startsWith("partly returned")) {
            return "warn";
        }
        String first = word.contains(" ") ? word.substring(0, word.indexOf(' ')) : word;
        return switch (first) {
            case "succeeded", "accepted" -> "good";
            case "failed", "refused", "partly", "bounced", "complained", "unfit" -> "bad";
            case "held",
                    "returned",
                    "stopped",
                    "missed",
                    "expired",
                    "uncertain",
                    "broken",
                    "unreachable",
                    "deferred",
                    "delayed",
                    "unready",
                    "oversize",
                    "slowed" -> "warn";
            case "due", "expanding", "sending", "waiting", "claimed" -> "busy";
            default -> "quiet";
        };
    }

    private static String stage(String word) {
        return switch (word) {
            case "log" -> "Nothing leaves this machine: every mail is made, and kept in the catcher here.";
            case "test" -> "Every mail goes to the test mailbox, to nobody else.";
            default -> "Mail goes to the people it is meant for.";
        };
    }
}
