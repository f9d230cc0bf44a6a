package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// SendGrid's Event Webhook: an array of events. What was given along as unique arguments stands among their fields.
final class SendGridTelling implements Telling {
    private static final Map<String, EventType> TYPES = Map.ofEntries(
            Map.entry("processed", EventType.QUEUED),
            Map.entry("dropped", EventType.REJECTED),
            Map.entry("deferred", EventType.DEFERRED),
            Map.entry("bounce", EventType.BOUNCED),
            Map.entry("delivered", EventType.DELIVERED),
            Map.entry("open", EventType.OPENED),
            Map.entry("click", EventType.CLICKED),
            Map.entry("spamreport", EventType.COMPLAINED),
            Map.entry("unsubscribe", EventType.UNSUBSCRIBED),
            Map.entry("group_unsubscribe", EventType.UNSUBSCRIBED),
            Map.entry("group_resubscribe", EventType.SUBSCRIBED));

    private static final Map<String, RejectReason> REJECTS = Map.of(
            "invalid", RejectReason.INVALID,
            "unsubscribed address", RejectReason.UNSUBSCRIBED,
            "bounce", RejectReason.BOUNCED,
            "bounced address", RejectReason.BOUNCED,
            "blocked", RejectReason.BLOCKED,
            "expired", RejectReason.TIMED_OUT);

    private static final Map<String, Reason> CLASSES = Map.of(
            "invalid address", Reason.USERUNKNOWN,
            "technical", Reason.SYSTEMERROR,
            "content", Reason.SPAMDETECTED,
            "reputation", Reason.BADREPUTATION,
            "frequency or volume too high", Reason.RATELIMITED,
            "mailbox unavailable", Reason.SUSPEND);

    @Override
    public List<Told> events(Facts facts, Call call) {
        return facts.objects().stream().map(SendGridTelling::event).toList();
    }

    private static Told event(Facts event) {
        String word = event.text("event").orElse("");
        boolean dropped = word.equals("dropped");
        Diagnosis diagnosis =
                Diagnosis.of(event.firstOf("response", "reason")).with(event.text("status"), Optional.empty());
        return Told.of(TYPES.getOrDefault(word, EventType.UNKNOWN), event)
                .to(event.text("email"))
                .named(event.text("sg_event_id"), event.firstOf("anymail_id", "smtp-id"))
                .at(event.seconds("timestamp"))
                .rejected(dropped ? Optional.of(reject(event)) : Optional.empty())
                .said(diagnosis)
                .because(dropped ? dropped(event, diagnosis) : bounced(event, diagnosis))
                .clues(new Hints()
                        .messageId(event.text("smtp-id"))
                        .givenBack(event)
                        .clues());
    }

    private static RejectReason reject(Facts event) {
        String why = event.firstOf("type", "reason").orElse("").toLowerCase(Locale.ROOT);
        return REJECTS.getOrDefault(why, RejectReason.OTHER);
    }

    private static Reason dropped(Facts event, Diagnosis diagnosis) {
        return switch (reject(event)) {
            case INVALID -> Reason.USERUNKNOWN;
            case TIMED_OUT -> Reason.EXPIRED;
            case BOUNCED, UNSUBSCRIBED, SPAM -> Reason.SUPPRESSED;
            case BLOCKED, OTHER ->
                diagnosis.said().toLowerCase(Locale.ROOT).contains("address") ? Reason.SUPPRESSED : diagnosis.soft();
        };
    }

    /// A block is a bounce that says nothing about the address.
    private static Reason bounced(Facts event, Diagnosis diagnosis) {
        if (event.text("type").filter("blocked"::equals).isPresent()) {
            return diagnosis.soft();
        }
        Optional<Reason> classified = event.text("bounce_classification")
                .map(text -> text.toLowerCase(Locale.ROOT))
                .flatMap(text -> Optional.ofNullable(CLASSES.get(text)));
        return diagnosis.reason().or(() -> classified).orElseGet(diagnosis::hard);
    }
}
