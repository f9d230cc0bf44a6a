package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brevo's transactional webhooks: one event, or an array of them where they are batched.
final class BrevoTelling implements Telling {
    /// @param reject what it was rejected for
    private record Kind(EventType type, Optional<RejectReason> reject) {
        Kind(EventType type) {
            this(type, Optional.empty());
        }

        Kind(EventType type, RejectReason reject) {
            this(type, Optional.of(reject));
        }
    }

    private static final Kind UNKNOWN = new Kind(EventType.UNKNOWN);
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("request", new Kind(EventType.QUEUED)),
            Map.entry("delivered", new Kind(EventType.DELIVERED)),
            Map.entry("hard_bounce", new Kind(EventType.BOUNCED, RejectReason.BOUNCED)),
            Map.entry("soft_bounce", new Kind(EventType.BOUNCED, RejectReason.BOUNCED)),
            Map.entry("blocked", new Kind(EventType.REJECTED, RejectReason.BLOCKED)),
            Map.entry("spam", new Kind(EventType.COMPLAINED, RejectReason.SPAM)),
            Map.entry("complaint", new Kind(EventType.COMPLAINED, RejectReason.SPAM)),
            Map.entry("invalid_email", new Kind(EventType.BOUNCED, RejectReason.INVALID)),
            Map.entry("deferred", new Kind(EventType.DEFERRED)),
            Map.entry("unique_opened", new Kind(EventType.OPENED)),
            Map.entry("opened", new Kind(EventType.OPENED)),
            Map.entry("unique_proxy_open", new Kind(EventType.OPENED)),
            Map.entry("proxy_open", new Kind(EventType.OPENED)),
            Map.entry("click", new Kind(EventType.CLICKED)),
            Map.entry("unsubscribe", new Kind(EventType.UNSUBSCRIBED)),
            Map.entry("error", new Kind(EventType.FAILED)),
            Map.entry("list_addition", new Kind(EventType.SUBSCRIBED)));

    @Override
    public List<Told> events(Facts facts, Call call) {
        return facts.objects().stream().map(BrevoTelling::event).toList();
    }

    private static Told event(Facts event) {
        if (event.has("items")) {
            return Told.of(EventType.INBOUND, event);
        }
        String word = event.text("event").orElse("");
        Kind kind = KINDS.getOrDefault(word, UNKNOWN);
        Diagnosis diagnosis = Diagnosis.of(event.text("reason"));
        return Told.of(kind.type, event)
                .to(event.text("email"))
                .named(Optional.empty(), event.text("message-id"))
                // the only one of its times that is in UTC
                .at(event.millis("ts_epoch"))
                .rejected(kind.reject)
                .said(diagnosis)
                .because(reason(word, diagnosis))
                .clues(new Hints()
                        .messageId(event.text("message-id"))
                        .givenBack(event.text("X-Mailin-custom"))
                        .clues());
    }

    private static Reason reason(String word, Diagnosis diagnosis) {
        return switch (word) {
            case "hard_bounce" -> diagnosis.hard();
            case "invalid_email" -> Reason.USERUNKNOWN;
            case "blocked" -> Reason.SUPPRESSED;
            case "error" -> Reason.SYSTEMERROR;
            default -> diagnosis.soft();
        };
    }
}
