package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// SparkPost: an array of events, each within a class of events within `msys`; of none, when it only tries us out.
final class SparkPostTelling implements Telling {
    private static final Map<String, EventType> TYPES = Map.ofEntries(
            Map.entry("bounce", EventType.BOUNCED),
            Map.entry("delivery", EventType.DELIVERED),
            Map.entry("injection", EventType.QUEUED),
            Map.entry("spam_complaint", EventType.COMPLAINED),
            Map.entry("out_of_band", EventType.BOUNCED),
            Map.entry("policy_rejection", EventType.REJECTED),
            Map.entry("delay", EventType.DEFERRED),
            Map.entry("click", EventType.CLICKED),
            Map.entry("open", EventType.OPENED),
            Map.entry("amp_click", EventType.CLICKED),
            Map.entry("amp_open", EventType.OPENED),
            Map.entry("generation_failure", EventType.FAILED),
            Map.entry("generation_rejection", EventType.REJECTED),
            Map.entry("list_unsubscribe", EventType.UNSUBSCRIBED),
            Map.entry("link_unsubscribe", EventType.UNSUBSCRIBED));

    /// @param type   where the class says more than the event's own word
    /// @param reason empty where the server's words say more
    private record Bounce(RejectReason reject, Optional<EventType> type, Optional<Reason> reason) {
        Bounce(RejectReason reject) {
            this(reject, Optional.empty(), Optional.empty());
        }

        Bounce(RejectReason reject, Reason reason) {
            this(reject, Optional.empty(), Optional.of(reason));
        }

        Bounce(RejectReason reject, EventType type) {
            this(reject, Optional.of(type), Optional.empty());
        }
    }

    private static final Bounce OTHER = new Bounce(RejectReason.OTHER);
    private static final Map<String, Bounce> BOUNCES = Map.ofEntries(
            Map.entry("1", OTHER),
            Map.entry("10", new Bounce(RejectReason.INVALID, Reason.USERUNKNOWN)),
            Map.entry("20", new Bounce(RejectReason.BOUNCED)),
            Map.entry("21", new Bounce(RejectReason.BOUNCED, Reason.HOSTUNKNOWN)),
            Map.entry("22", new Bounce(RejectReason.BOUNCED, Reason.MAILBOXFULL)),
            Map.entry("23", new Bounce(RejectReason.BOUNCED, Reason.EMAILTOOLARGE)),
            Map.entry("24", new Bounce(RejectReason.TIMED_OUT, Reason.EXPIRED)),
            Map.entry("25", new Bounce(RejectReason.BLOCKED, Reason.POLICYVIOLATION)),
            Map.entry("30", new Bounce(RejectReason.BOUNCED, Reason.USERUNKNOWN)),
            Map.entry("40", new Bounce(RejectReason.BOUNCED)),
            Map.entry("50", new Bounce(RejectReason.BLOCKED, Reason.BLOCKED)),
            Map.entry("51", new Bounce(RejectReason.SPAM, Reason.SPAMDETECTED)),
            Map.entry("52", new Bounce(RejectReason.SPAM, Reason.SPAMDETECTED)),
            Map.entry("53", new Bounce(RejectReason.OTHER, Reason.CONTENTERROR)),
            Map.entry("54", new Bounce(RejectReason.BLOCKED, Reason.NORELAYING)),
            Map.entry("60", new Bounce(RejectReason.OTHER, EventType.AUTORESPONDED)),
            Map.entry("70", new Bounce(RejectReason.BOUNCED)),
            Map.entry("80", new Bounce(RejectReason.OTHER, EventType.SUBSCRIBED)),
            Map.entry("90", new Bounce(RejectReason.UNSUBSCRIBED, EventType.UNSUBSCRIBED)),
            Map.entry("100", new Bounce(RejectReason.OTHER, EventType.AUTORESPONDED)));

    @Override
    public List<Told> events(Facts facts, Call call) {
        return facts.objects().stream()
                .map(each -> each.at("msys"))
                .flatMap(classes -> classes.names().stream().map(name -> event(name, classes.at(name))))
                .toList();
    }

    private static Told event(String name, Facts event) {
        if (name.equals("relay_message")) {
            return Told.of(EventType.INBOUND, event).to(event.text("rcpt_to"));
        }
        String word = event.text("type").orElse("");
        Optional<Bounce> bounce = event.text("bounce_class").map(number -> BOUNCES.getOrDefault(number, OTHER));
        EventType type = bounce.flatMap(Bounce::type).orElse(TYPES.getOrDefault(word, EventType.UNKNOWN));
        Diagnosis diagnosis =
                Diagnosis.of(event.firstOf("raw_reason", "reason")).with(Optional.empty(), event.text("error_code"));
        return Told.of(type, event)
                .to(event.firstOf("raw_rcpt_to", "rcpt_to"))
                .named(event.text("event_id"), event.text("transmission_id"))
                .at(event.seconds("timestamp"))
                .rejected(bounce.map(Bounce::reject))
                .said(diagnosis)
                .because(bounce.flatMap(Bounce::reason).orElse(reason(word, diagnosis)))
                .clues(new Hints()
                        .sender(event.text("msg_from"))
                        .givenBack(event.at("rcpt_meta"))
                        .clues());
    }

    private static Reason reason(String word, Diagnosis diagnosis) {
        return switch (word) {
            case "generation_failure" -> Reason.CONTENTERROR;
            case "generation_rejection", "policy_rejection" ->
                diagnosis.reason().filter(each -> !each.isHard()).orElse(Reason.SUPPRESSED);
            default -> diagnosis.soft();
        };
    }
}
