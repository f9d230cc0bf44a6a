package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Mailjet's Event API: an array of events where they are grouped, one otherwise. It does not tell of being
/// late but by a greylist.
final class MailjetTelling implements Telling {
    private static final Map<String, EventType> TYPES = Map.of(
            "sent", EventType.DELIVERED, // taken by the recipient's server
            "open", EventType.OPENED,
            "click", EventType.CLICKED,
            "bounce", EventType.BOUNCED,
            "blocked", EventType.REJECTED,
            "spam", EventType.COMPLAINED,
            "unsub", EventType.UNSUBSCRIBED);

    private record Cause(RejectReason reject, Reason reason) {}

    private static final Map<String, Cause> CAUSES = Map.ofEntries(
            Map.entry("user unknown", new Cause(RejectReason.BOUNCED, Reason.USERUNKNOWN)),
            Map.entry("mailbox inactive", new Cause(RejectReason.BOUNCED, Reason.SUSPEND)),
            Map.entry("quota exceeded", new Cause(RejectReason.BOUNCED, Reason.MAILBOXFULL)),
            Map.entry("blacklisted", new Cause(RejectReason.BLOCKED, Reason.SUPPRESSED)),
            Map.entry("spam reporter", new Cause(RejectReason.SPAM, Reason.SUPPRESSED)),
            Map.entry("invalid domain", new Cause(RejectReason.BOUNCED, Reason.HOSTUNKNOWN)),
            Map.entry("no mail host", new Cause(RejectReason.BOUNCED, Reason.HOSTUNKNOWN)),
            Map.entry("relay/access denied", new Cause(RejectReason.BOUNCED, Reason.NORELAYING)),
            Map.entry("greylisted", new Cause(RejectReason.OTHER, Reason.RATELIMITED)),
            Map.entry("typofix", new Cause(RejectReason.INVALID, Reason.HOSTUNKNOWN)),
            Map.entry("sender blocked", new Cause(RejectReason.BLOCKED, Reason.BLOCKED)),
            Map.entry("content blocked", new Cause(RejectReason.BLOCKED, Reason.SPAMDETECTED)),
            Map.entry("policy issue", new Cause(RejectReason.BLOCKED, Reason.POLICYVIOLATION)),
            Map.entry("preblocked", new Cause(RejectReason.BLOCKED, Reason.SUPPRESSED)),
            Map.entry("duplicate in campaign", new Cause(RejectReason.OTHER, Reason.POLICYVIOLATION)),
            Map.entry("system issue", new Cause(RejectReason.OTHER, Reason.SYSTEMERROR)),
            Map.entry("protocol issue", new Cause(RejectReason.OTHER, Reason.SYNTAXERROR)),
            Map.entry("connection issue", new Cause(RejectReason.OTHER, Reason.NETWORKERROR)));

    @Override
    public List<Told> events(Facts facts, Call call) {
        return facts.objects().stream().map(MailjetTelling::event).toList();
    }

    private static Told event(Facts event) {
        boolean later = event.text("error").filter("greylisted"::equals).isPresent() && !event.isTrue("hard_bounce");
        EventType type = later
                ? EventType.DEFERRED
                : TYPES.getOrDefault(event.text("event").orElse(""), EventType.UNKNOWN);
        Diagnosis diagnosis = Diagnosis.of(event.firstOf("smtp_reply", "comment", "error"));
        return Told.of(type, event)
                .to(event.text("email"))
                .named(Optional.empty(), event.text("MessageID"))
                .at(event.seconds("time"))
                .rejected(event.has("error") ? Optional.of(cause(event).reject) : Optional.empty())
                .said(diagnosis)
                .because(reason(event, diagnosis))
                .clues(new Hints()
                        .givenBack(event.text("Payload"))
                        .givenBack(event.text("CustomID"))
                        .clues());
    }

    private static Cause cause(Facts event) {
        return CAUSES.getOrDefault(event.text("error").orElse(""), new Cause(RejectReason.OTHER, Reason.UNDEFINED));
    }

    private static Reason reason(Facts event, Diagnosis diagnosis) {
        Reason reason = cause(event).reason;
        boolean soft = event.text("hard_bounce").filter("false"::equals).isPresent();
        if (reason == Reason.UNDEFINED || (soft && reason.isHard())) {
            return event.isTrue("hard_bounce") ? diagnosis.hard() : diagnosis.soft();
        }
        return reason;
    }
}
