package dev.tidings.feedback.hooks;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// MailerSend: one activity. What is particular to its type is in `morph`.
final class MailerSendTelling implements Telling {
    private static final Map<String, EventType> TYPES = Map.of(
            "sent", EventType.SENT,
            "delivered", EventType.DELIVERED,
            "soft_bounced", EventType.BOUNCED,
            "hard_bounced", EventType.BOUNCED,
            "deferred", EventType.DEFERRED,
            "opened", EventType.OPENED,
            "clicked", EventType.CLICKED,
            "unsubscribed", EventType.UNSUBSCRIBED,
            "spam_complaint", EventType.COMPLAINED);

    private static final Map<String, RejectReason> REJECTS = Map.of(
            "recipient_bounce", RejectReason.BOUNCED,
            "spam_complaint", RejectReason.SPAM,
            "recipient_unsubscribe", RejectReason.UNSUBSCRIBED);

    @Override
    public List<Told> events(Facts facts, Call call) {
        return facts.objects().stream().map(MailerSendTelling::event).toList();
    }

    private static Told event(Facts event) {
        if (event.text("type").filter("inbound.message"::equals).isPresent()) {
            return Told.of(EventType.INBOUND, event);
        }
        Facts activity = event.at("data");
        String word = activity.text("type").orElse("");
        Facts morph = activity.at("morph");
        Diagnosis diagnosis = Diagnosis.of(morph.firstOf("reason", "readable_reason"));
        return Told.of(TYPES.getOrDefault(word, EventType.UNKNOWN), event)
                .to(activity.text("email", "recipient", "email"))
                .named(activity.text("id"), activity.text("email", "message", "id"))
                .at(activity.time("created_at"))
                .rejected(morph.text("object").flatMap(object -> Optional.ofNullable(REJECTS.get(object))))
                .said(diagnosis)
                .because(word.equals("hard_bounced") ? diagnosis.hard() : diagnosis.soft())
                .clues(new Hints().headers(activity.at("email", "headers")).clues());
    }
}
