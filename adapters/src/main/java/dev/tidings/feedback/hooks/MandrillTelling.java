package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Mandrill (Mailchimp Transactional): an array of events in the field `mandrill_events` of a form.
final class MandrillTelling implements Telling {
    private static final Map<String, EventType> TYPES = Map.of(
            "send", EventType.SENT,
            "delivered", EventType.DELIVERED,
            "deferral", EventType.DEFERRED,
            "hard_bounce", EventType.BOUNCED,
            "soft_bounce", EventType.BOUNCED,
            "open", EventType.OPENED,
            "click", EventType.CLICKED,
            "spam", EventType.COMPLAINED,
            "unsub", EventType.UNSUBSCRIBED,
            "reject", EventType.REJECTED);

    private static final Map<String, RejectReason> REJECTS = Map.of(
            "hard-bounce", RejectReason.BOUNCED,
            "soft-bounce", RejectReason.BOUNCED,
            "spam", RejectReason.SPAM,
            "unsub", RejectReason.UNSUBSCRIBED,
            "custom", RejectReason.BLOCKED,
            "rule", RejectReason.BLOCKED,
            "invalid", RejectReason.INVALID);

    private static final Map<String, Reason> BOUNCES = Map.of(
            "bad_mailbox", Reason.USERUNKNOWN,
            "invalid_domain", Reason.HOSTUNKNOWN,
            "mailbox_full", Reason.MAILBOXFULL,
            "timeout", Reason.EXPIRED,
            "spam", Reason.SPAMDETECTED,
            "message_content_rejected", Reason.SPAMDETECTED,
            "relay_denied", Reason.NORELAYING);

    @Override
    public List<Told> events(Facts facts, Call call) {
        Facts all = facts.text("mandrill_events").map(Facts::within).orElse(facts);
        return all.objects().stream().map(MandrillTelling::event).toList();
    }

    private static Told event(Facts event) {
        String word = event.firstOf("event", "type").orElse("");
        if (word.equals("inbound")) {
            return Told.of(EventType.INBOUND, event).to(event.text("msg", "email"));
        }
        Facts mail = event.at("msg");
        Facts reject = event.has("reject") ? event.at("reject") : mail.at("reject");
        EventType type = TYPES.getOrDefault(word, EventType.UNKNOWN);
        Diagnosis diagnosis = Diagnosis.of(mail.text("diag").or(() -> reject.firstOf("detail", "reason")));
        return Told.of(type, event)
                .to(mail.text("email").or(() -> reject.text("email")))
                .named(Optional.empty(), event.text("_id"))
                .at(event.seconds("ts"))
                .rejected(type == EventType.REJECTED ? Optional.of(reject(reject)) : Optional.empty())
                .said(diagnosis)
                .because(reason(word, mail, reject, diagnosis))
                .clues(new Hints().givenBack(mail.at("metadata")).clues());
    }

    private static RejectReason reject(Facts reject) {
        return REJECTS.getOrDefault(reject.text("reason").orElse(""), RejectReason.OTHER);
    }

    private static Reason reason(String word, Facts mail, Facts reject, Diagnosis diagnosis) {
        if (word.equals("reject")) {
            return switch (reject(reject)) {
                case INVALID -> Reason.USERUNKNOWN;
                case OTHER -> diagnosis.soft();
                case BOUNCED, SPAM, UNSUBSCRIBED, BLOCKED, TIMED_OUT -> Reason.SUPPRESSED;
            };
        }
        Optional<Reason> told = mail.text("bounce_description").flatMap(text -> Optional.ofNullable(BOUNCES.get(text)));
        return word.equals("hard_bounce")
                ? told.orElse(diagnosis.hard())
                : told.filter(each -> !each.isHard()).orElse(diagnosis.soft());
    }
}
