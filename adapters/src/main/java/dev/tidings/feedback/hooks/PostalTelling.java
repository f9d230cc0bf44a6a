package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Postal: one event, its details in `payload`. What it tells of mail that came in is none of ours.
final class PostalTelling implements Telling {
    private static final Map<String, EventType> STATUSES = Map.of(
            "Sent", EventType.DELIVERED,
            "SoftFail", EventType.DEFERRED,
            "HardFail", EventType.FAILED,
            "Held", EventType.QUEUED);

    @Override
    public List<Told> events(Facts facts, Call call) {
        return facts.objects().stream()
                .filter(each ->
                        mail(each).text("direction").filter("incoming"::equals).isEmpty())
                .map(PostalTelling::event)
                .toList();
    }

    private static Facts payload(Facts event) {
        return event.has("payload") ? event.at("payload") : event;
    }

    private static Facts mail(Facts event) {
        Facts payload = payload(event);
        return payload.at("message").isObject() ? payload.at("message") : payload.at("original_message");
    }

    private static Told event(Facts event) {
        if (event.has("rcpt_to")) {
            return Told.of(EventType.INBOUND, event).to(event.text("rcpt_to"));
        }
        Facts payload = payload(event);
        Facts mail = mail(event);
        EventType type = type(event, payload);
        Diagnosis diagnosis = Diagnosis.of(payload.firstOf("output", "details"));
        Clues clues = new Hints().messageId(mail.text("message_id")).clues();
        Told told = Told.of(type, event)
                .to(mail.text("to").flatMap(Plainly::address))
                .named(event.text("uuid"), mail.text("id"))
                .at(event.seconds("timestamp").or(() -> payload.seconds("timestamp")))
                .rejected(type == EventType.BOUNCED ? Optional.of(RejectReason.BOUNCED) : Optional.empty())
                .said(diagnosis)
                .because(diagnosis.either())
                .clues(clues);
        boolean suppressed = type == EventType.QUEUED
                && payload.text("details")
                        .filter(text -> text.contains("suppression list"))
                        .isPresent();
        return suppressed ? told.meaning(Fate.FAILED, Reason.SUPPRESSED) : told;
    }

    private static EventType type(Facts event, Facts payload) {
        if (payload.has("status")) {
            return STATUSES.getOrDefault(payload.text("status").orElse(""), EventType.UNKNOWN);
        }
        if (payload.has("bounce")) {
            return EventType.BOUNCED;
        }
        if (payload.has("url")) {
            return EventType.CLICKED;
        }
        boolean loaded = event.text("event").filter("MessageLoaded"::equals).isPresent();
        return loaded ? EventType.OPENED : EventType.UNKNOWN;
    }
}
