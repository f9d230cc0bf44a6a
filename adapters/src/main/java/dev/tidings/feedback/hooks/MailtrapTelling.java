package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Mailtrap: `events` in one object, or an event in each line (JSON Lines).
final class MailtrapTelling implements Telling {
    private static final Map<String, EventType> TYPES = Map.of(
            "delivery", EventType.DELIVERED,
            "open", EventType.OPENED,
            "click", EventType.CLICKED,
            "bounce", EventType.BOUNCED,
            "soft bounce", EventType.DEFERRED,
            "spam", EventType.COMPLAINED,
            "unsubscribe", EventType.UNSUBSCRIBED,
            "reject", EventType.REJECTED,
            "suspension", EventType.DEFERRED);

    private static final Map<String, RejectReason> REJECTS = Map.of(
            "bounce", RejectReason.BOUNCED,
            "blocked", RejectReason.BLOCKED,
            "spam", RejectReason.SPAM,
            "unsubscribe", RejectReason.UNSUBSCRIBED,
            "reject", RejectReason.BLOCKED,
            "suspension", RejectReason.OTHER,
            "soft bounce", RejectReason.OTHER);

    @Override
    public List<Told> events(Facts facts, Call call) {
        Facts all = facts.has("events") ? facts.at("events") : facts;
        return all.objects().stream()
                .filter(each -> each.has("event"))
                .map(MailtrapTelling::event)
                .toList();
    }

    private static Told event(Facts event) {
        // also written soft_bounce
        String word = event.text("event").orElse("").replace('_', ' ');
        Diagnosis diagnosis =
                Diagnosis.of(event.firstOf("response", "reason")).with(Optional.empty(), event.text("response_code"));
        boolean soft = event.text("bounce_category").filter("soft"::equals).isPresent();
        return Told.of(TYPES.getOrDefault(word, EventType.UNKNOWN), event)
                .to(event.text("email"))
                .named(event.text("event_id"), event.text("message_id"))
                .at(event.seconds("timestamp"))
                .rejected(Optional.ofNullable(REJECTS.get(word)))
                .said(diagnosis)
                .because(word.equals("reject") ? Reason.SUPPRESSED : soft ? diagnosis.soft() : diagnosis.either())
                .clues(new Hints().givenBack(event.at("custom_variables")).clues());
    }
}
