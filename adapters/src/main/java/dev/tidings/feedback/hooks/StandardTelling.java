package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What anybody can tell us: one event or an array of them, each
/// `{"id", "type", "timestamp", "data": {"recipient", "reason", "status", "code", "said", "trace", "messageId"}}`,
/// where what is in `data` may as well stand beside it. `type` is an [EventType], `reason` one of Sisimai's
/// words.
final class StandardTelling implements Telling {
    @Override
    public List<Told> events(Facts facts, Call call) {
        List<Facts> events = facts.objects();
        Optional<String> ofCall = events.size() == 1 ? call.header("webhook-id") : Optional.empty();
        return events.stream().map(event -> event(event, ofCall)).toList();
    }

    private static Told event(Facts event, Optional<String> id) {
        Facts data = event.at("data").isObject() ? event.at("data") : event;
        String word = event.text("type").orElse("");
        EventType type = type(word);
        Optional<String> said = type == EventType.UNKNOWN
                ? Optional.of("the type \"%s\" is not known".formatted(word))
                : data.text("said");
        Diagnosis diagnosis = Diagnosis.of(said).with(data.text("status"), data.text("code"));
        Optional<Reason> reason = data.text("reason").flatMap(Reason::of);
        return Told.of(type, event)
                .to(data.text("recipient"))
                .named(event.text("id").or(() -> id), data.text("messageId"))
                .at(event.time("timestamp").or(() -> event.seconds("timestamp")))
                .rejected(data.text("rejectReason").flatMap(StandardTelling::reject))
                .said(diagnosis)
                .because(reason.orElse(diagnosis.either()))
                .clues(new Hints()
                        .messageId(data.text("messageId"))
                        .givenBack(data)
                        .clues());
    }

    /// `bounced`, also as `message.bounced` or `email.bounced`.
    private static EventType type(String word) {
        String last = word.substring(word.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        return Arrays.stream(EventType.values())
                .filter(each -> each.name().equals(last))
                .findFirst()
                .orElse(EventType.UNKNOWN);
    }

    private static Optional<RejectReason> reject(String word) {
        return Arrays.stream(RejectReason.values())
                .filter(each -> each.word().equals(word))
                .findFirst();
    }
}
