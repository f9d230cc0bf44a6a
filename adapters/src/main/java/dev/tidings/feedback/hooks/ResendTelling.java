package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Resend: one event. Of a mail to several it does not say which of them it is about; the first is taken for it. The
/// event's own id stands in a header.
final class ResendTelling implements Telling {
    private static final Map<String, EventType> TYPES = Map.ofEntries(
            Map.entry("email.scheduled", EventType.QUEUED),
            Map.entry("email.sent", EventType.SENT),
            Map.entry("email.delivered", EventType.DELIVERED),
            Map.entry("email.delivery_delayed", EventType.DEFERRED),
            Map.entry("email.complained", EventType.COMPLAINED),
            Map.entry("email.bounced", EventType.BOUNCED),
            Map.entry("email.failed", EventType.FAILED),
            Map.entry("email.suppressed", EventType.REJECTED),
            Map.entry("email.opened", EventType.OPENED),
            Map.entry("email.clicked", EventType.CLICKED),
            Map.entry("email.received", EventType.INBOUND));

    @Override
    public List<Told> events(Facts facts, Call call) {
        return facts.objects().stream().map(event -> event(event, call)).toList();
    }

    private static Told event(Facts event, Call call) {
        Facts mail = event.at("data");
        EventType type = TYPES.getOrDefault(event.text("type").orElse(""), EventType.UNKNOWN);
        Optional<String> bounce = mail.text("bounce", "message");
        Diagnosis diagnosis = Diagnosis.of(
                bounce.or(() -> mail.text("failed", "reason")).or(() -> mail.text("suppressed", "message")));
        return Told.of(type, event)
                .to(mail.text("to").flatMap(Plainly::address))
                .named(call.header("svix-id").or(() -> call.header("webhook-id")), mail.text("email_id"))
                .at(event.time("created_at"))
                .rejected(bounce.map(ResendTelling::reject))
                .said(diagnosis)
                .because(reason(type, mail, diagnosis))
                .clues(new Hints()
                        .headers(mail.at("headers"))
                        .messageId(mail.text("message_id"))
                        .clues());
    }

    private static RejectReason reject(String message) {
        if (message.contains("suppressed sending")) {
            return RejectReason.BLOCKED;
        }
        return message.contains("bounce message") ? RejectReason.BOUNCED : RejectReason.OTHER;
    }

    private static Reason reason(EventType type, Facts mail, Diagnosis diagnosis) {
        if (type == EventType.REJECTED) {
            return Reason.SUPPRESSED;
        }
        if (type == EventType.FAILED) {
            return diagnosis.soft();
        }
        Facts bounce = mail.at("bounce");
        boolean hard = diagnosis.said().contains("hard bounce");
        return SesReasons.of(
                bounce.text("type").orElse(hard ? "Permanent" : ""),
                bounce.text("subType").orElse(""),
                diagnosis);
    }
}
