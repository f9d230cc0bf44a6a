package dev.tidings.server.answer;

import dev.tidings.mail.FeedbackId;
import dev.tidings.mail.Header;
import dev.tidings.mail.ListId;
import dev.tidings.mail.Priority;
import dev.tidings.notification.Audience;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.EventSubject;
import dev.tidings.notification.Markings;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Query;
import dev.tidings.notification.Reactions;
import dev.tidings.notification.Route;
import dev.tidings.run.Rehearsal.Line;
import dev.tidings.schedule.Late;
import dev.tidings.schedule.Timing;
import dev.tidings.smtp.Dsn;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says in English what a notification declares.
public final class InWords {
    private InWords() {}

    static String schedule(Notification notification) {
        Optional<String> times =
                notification.timing().map(timing -> timing.schedule().inWords());
        String events = String.join(", ", events(notification));
        if (events.isEmpty()) {
            return times.orElse("Only when a person or a program asks for it");
        }
        return times.map(each -> each + ", and with each event of " + events).orElse("With each event of " + events);
    }

    static List<String> events(Notification notification) {
        return notification.when().on().stream().map(EventSubject::toString).toList();
    }

    /// `event order-17 of nats:orders.shipped`
    public static String event(OccurrenceAnswer.EventAnswer event) {
        return "event " + event.id() + " of " + event.subject();
    }

    /// The zone a schedule is written in; that of the house where it has none.
    static ZoneId zone(Notification notification, ZoneId house) {
        return notification.timing().flatMap(Timing::zone).orElse(house);
    }

    static String late(Timing timing) {
        Late late = timing.late();
        String within = brief(late.within());
        return switch (late.then()) {
            case ONCE -> "Sent once if at most " + within + " late; otherwise missed, and on record as missed";
            case SKIP -> "Missed when late, and on record as missed";
        };
    }

    static String spread(Timing timing) {
        return timing.spread().isZero()
                ? "Everyone at once"
                : "Spread over " + brief(timing.spread()) + ", each person at the same offset every time";
    }

    static String audience(Audience audience) {
        return switch (audience) {
            case Audience.Listed listed ->
                listed.people().size() == 1
                        ? "One person, named in the file"
                        : "%,d people, named in the file"
                                .formatted(listed.people().size());
            case Audience.Drawn drawn ->
                "One mail for each row that %s gives, to %s%s"
                        .formatted(
                                source(drawn.query()),
                                drawn.addressing().to(),
                                drawn.addressing()
                                        .key()
                                        .map(key -> ", one for each " + key)
                                        .orElse(", one for each address"));
        };
    }

    private static String source(Query query) {
        return query.source().equals("workspace") ? "the file " + query.text().strip() : "a query to " + query.source();
    }

    static String roads(DeliveryRules rules) {
        return switch (rules.by()) {
            case Route.InOrder(List<String> roads) -> String.join(", else ", roads);
            case Route.Shared shared ->
                shared.weights().entrySet().stream()
                        .map(each -> each.getValue() + " parts by " + each.getKey())
                        .collect(Collectors.joining(", ", "Shared: ", ""))
                        .replace("1 parts", "1 part");
        };
    }

    static String retry(DeliveryRules rules) {
        DeliveryRules.Retry retry = rules.retry();
        String again = switch (retry.times()) {
            case 0 -> "No retries";
            case 1 -> "One retry after " + brief(retry.first());
            default ->
                "%d retries: the first after %s, each pause %s times the one before"
                        .formatted(retry.times(), brief(retry.first()), number(retry.factor()));
        };
        return again + "; worth sending for " + brief(retry.expires());
    }

    private static String number(double factor) {
        return factor == Math.rint(factor) ? Long.toString((long) factor) : String.format(Locale.ROOT, "%.1f", factor);
    }

    static String unsubscribe(DeliveryRules rules) {
        return switch (rules.unsubscribe()) {
            case NONE -> "Readers cannot leave it by themselves";
            case ONE_CLICK -> "Readers leave it by one click";
        };
    }

    static String whenUncertain(DeliveryRules rules) {
        return switch (rules.whenUncertain()) {
            case RESEND -> "When nobody can say whether it arrived: sent again, flagged as a possible duplicate";
            case HOLD -> "When nobody can say whether it arrived: held until a person decides";
        };
    }

    /// With a full stop, where it has no end of its own.
    static String stopped(String sentence) {
        return sentence.matches("(?s).*[.!?]\\s*") ? sentence.strip() : sentence.strip() + ".";
    }

    /// `350 ms`, `4.2 s`, `3 min`, `1 h 30 min`, `2 d 4 h`: the two largest units.
    public static String brief(Duration span) {
        Duration duration = span.abs();
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.compareTo(Duration.ofSeconds(10)) < 0 && duration.toMillisPart() >= 100) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (duration.toMinutes() == 0) {
            return duration.toSeconds() + " s";
        }
        if (duration.toHours() == 0) {
            return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        }
        return duration.toDays() == 0
                ? two(duration.toHours(), "h", duration.toMinutesPart(), "min")
                : two(duration.toDays(), "d", duration.toHoursPart(), "h");
    }

    /// Whoever would get a copy: `cc boss@example.com`.
    public static List<String> copies(Line.Mail mail) {
        return mail.copies().stream()
                .map(each -> each.copy().map(copy -> copy.kind().word() + " ").orElse("") + each.mailbox())
                .toList();
    }

    /// `priority: high`, `X-Ticket: {{ id }}` and the like.
    static List<String> marked(Markings markings) {
        List<String> marked = new ArrayList<>();
        if (markings.priority() != Priority.NORMAL) {
            marked.add("priority: " + markings.priority().name().toLowerCase(Locale.ROOT));
        }
        markings.listId().map(ListId::header).map(Header::toString).ifPresent(marked::add);
        markings.feedbackId().map(FeedbackId::header).map(Header::toString).ifPresent(marked::add);
        markings.headers().forEach(each -> marked.add(each.name() + ": " + each.text()));
        return marked;
    }

    /// Whom mail that comes back has left out.
    static String bounces(Bounces house, Reactions reactions) {
        if (!house.read()) {
            return "Nothing that comes back is read.";
        }
        List<String> after = new ArrayList<>();
        if (reactions.hard()) {
            after.add("at once where there is no such address");
        }
        reactions
                .mailbox()
                .ifPresent(count ->
                        after.add("after %d full mailboxes within %s".formatted(count, brief(reactions.within()))));
        String lasting = reactions.lasting().map(span -> "for " + brief(span)).orElse("for good");
        String bounces = after.isEmpty()
                ? "Bounces have nobody left out."
                : "An address is left out %s %s.".formatted(lasting, String.join(", and ", after));
        return bounces + " Who complains is left out at once.";
    }

    static String dsn(Dsn dsn) {
        if (dsn.occasions().isEmpty()) {
            return "No notes of what becomes of it behind the next hop";
        }
        String when = Arrays.stream(Dsn.Occasion.values())
                .filter(dsn.occasions()::contains)
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        String how = dsn.returned() == Dsn.Returned.FULL ? "the whole mail" : "its headers";
        return "Notes to the sender on %s, with %s".formatted(when, how);
    }

    private static String two(long large, String unit, int small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
