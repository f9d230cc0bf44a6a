package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Mailgun: one event in `event-data`, or the form of before 2018, in which a sender's own values stand among the
/// fields:
/// behind Mailgun's own of the same name, but for those of the signature, before which they stand.
final class MailgunTelling implements Telling {
    private static final Map<String, EventType> TYPES = Map.of(
            "accepted", EventType.QUEUED,
            "rejected", EventType.REJECTED,
            "delivered", EventType.DELIVERED,
            "failed", EventType.BOUNCED,
            "opened", EventType.OPENED,
            "clicked", EventType.CLICKED,
            "unsubscribed", EventType.UNSUBSCRIBED,
            "complained", EventType.COMPLAINED);

    private static final Map<String, EventType> FORM_TYPES = Map.of(
            "delivered", EventType.DELIVERED,
            "dropped", EventType.REJECTED,
            "bounced", EventType.BOUNCED,
            "complained", EventType.COMPLAINED,
            "unsubscribed", EventType.UNSUBSCRIBED,
            "opened", EventType.OPENED,
            "clicked", EventType.CLICKED);

    private static final Map<String, RejectReason> REJECTS = Map.of(
            "bounce", RejectReason.BOUNCED,
            "suppress-bounce", RejectReason.BOUNCED);

    @Override
    public List<Told> events(Facts facts, Call call) {
        boolean form = !facts.has("event-data") && (facts.has("event") || facts.has("sender"));
        return facts.objects().stream()
                .map(form ? MailgunTelling::ofForm : MailgunTelling::event)
                .toList();
    }

    private static Told event(Facts call) {
        Facts event = call.at("event-data");
        EventType type = event.text("severity").filter("temporary"::equals).isPresent()
                ? EventType.DEFERRED
                : TYPES.getOrDefault(event.text("event").orElse(""), EventType.UNKNOWN);
        Facts status = event.at("delivery-status");
        Diagnosis diagnosis = Diagnosis.of(
                        status.firstOf("message", "description").or(() -> event.text("reject", "reason")))
                .with(status.text("enhanced-code"), status.text("code"));
        Told told = Told.of(type, event)
                .to(event.text("recipient").or(() -> rejected(type, event)))
                // the event's own id is good for a day only, Mailgun says; and the token of a call is good for one
                // event
                .named(call.text("signature", "token"), bracketed(messageId(event)))
                .at(event.seconds("timestamp"))
                .rejected(reject(type, event))
                .said(diagnosis)
                .because(failure(type, event, diagnosis))
                .clues(new Hints()
                        .sender(event.text("envelope", "sender"))
                        .messageId(messageId(event))
                        .givenBack(event.at("user-variables"))
                        .clues());
        // the last of its attempts is told as temporary too
        boolean givenUp = type == EventType.DEFERRED && isFor(event, "old");
        return givenUp ? told.meaning(Fate.FAILED, Reason.EXPIRED) : told;
    }

    private static Optional<String> messageId(Facts event) {
        return event.text("message", "headers", "message-id");
    }

    private static Optional<String> rejected(EventType type, Facts event) {
        return type == EventType.REJECTED
                ? event.text("message", "headers", "to").flatMap(Plainly::address)
                : Optional.empty();
    }

    private static boolean isFor(Facts event, String reason) {
        return event.text("reason").filter(reason::equals).isPresent();
    }

    private static Optional<RejectReason> reject(EventType type, Facts event) {
        if (event.has("reason")) {
            return Optional.of(REJECTS.getOrDefault(event.text("reason").orElse(""), RejectReason.OTHER));
        }
        return type == EventType.REJECTED ? Optional.of(RejectReason.OTHER) : Optional.empty();
    }

    private static Reason failure(EventType type, Facts event, Diagnosis diagnosis) {
        String reason = event.text("reason").orElse("");
        if (reason.startsWith("suppress-")) {
            return Reason.SUPPRESSED;
        }
        if (reason.equals("espblock")) {
            return Reason.BLOCKED;
        }
        if (type == EventType.REJECTED) {
            return diagnosis.reason().filter(each -> !each.isHard()).orElse(Reason.REJECTED);
        }
        boolean soft = event.text("delivery-status", "bounce-type")
                .filter("soft"::equals)
                .isPresent();
        return soft ? diagnosis.soft() : diagnosis.either();
    }

    private static Told ofForm(Facts form) {
        EventType type = form.has("event")
                ? FORM_TYPES.getOrDefault(form.text("event").orElse(""), EventType.UNKNOWN)
                : EventType.INBOUND;
        Optional<String> messageId = form.firstOf("Message-Id", "message-id");
        Diagnosis diagnosis = Diagnosis.of(form.firstOf("error", "notification", "description"))
                .with(form.text("code"), form.text("code"));
        Optional<RejectReason> reject = form.text("code").map(MailgunTelling::reject);
        Facts headers = Facts.within(form.text("message-headers").orElse(""));
        return Told.of(type, form)
                .to(form.text("recipient"))
                .named(form.lastText("token"), bracketed(messageId))
                .at(form.seconds("timestamp"))
                .rejected(reject)
                .said(diagnosis)
                .because(ofForm(type, reject, diagnosis))
                .clues(headers(headers, new Hints().messageId(messageId))
                        .givenBack(form)
                        .clues());
    }

    /// @param code a reply's, one of Mailgun's own beyond 600, or an enhanced one
    private static RejectReason reject(String code) {
        return switch (code) {
            case "499" -> RejectReason.TIMED_OUT;
            case "605" -> RejectReason.BOUNCED;
            case "607" -> RejectReason.SPAM;
            default -> code.matches("[45](\\d\\d|\\..*)") ? RejectReason.BOUNCED : RejectReason.OTHER;
        };
    }

    private static Reason ofForm(EventType type, Optional<RejectReason> reject, Diagnosis diagnosis) {
        if (type != EventType.REJECTED) {
            return diagnosis.either();
        }
        return reject.filter(RejectReason.TIMED_OUT::equals).isPresent() ? Reason.EXPIRED : Reason.SUPPRESSED;
    }

    /// Pairs of name and value.
    private static Hints headers(Facts list, Hints hints) {
        if (list.isList()) {
            list.node().values().stream()
                    .map(pair -> new Facts(pair).texts())
                    .filter(pair -> pair.size() == 2)
                    .forEach(pair -> hints.header(pair.getFirst(), Optional.of(pair.getLast())));
        }
        return hints;
    }

    private static Optional<String> bracketed(Optional<String> messageId) {
        return messageId.map(id -> id.startsWith("<") ? id : "<" + id + ">");
    }
}
