package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Unisender Go: one event, or events by user. It gives events no id.
final class UnisenderTelling implements Telling {
    private static final Map<String, EventType> TYPES = Map.of(
            "sent", EventType.SENT,
            "delivered", EventType.DELIVERED,
            "opened", EventType.OPENED,
            "clicked", EventType.CLICKED,
            "unsubscribed", EventType.UNSUBSCRIBED,
            "subscribed", EventType.SUBSCRIBED,
            "spam", EventType.COMPLAINED,
            "soft_bounced", EventType.DEFERRED,
            "hard_bounced", EventType.BOUNCED);

    /// @param reason empty where the server's words say more
    private record Cause(RejectReason reject, Optional<Reason> reason) {
        Cause(RejectReason reject, Reason reason) {
            this(reject, Optional.of(reason));
        }
    }

    private static final Cause OTHER = new Cause(RejectReason.OTHER, Optional.empty());
    private static final String WILL_RETRY = "err_will_retry";
    private static final Map<String, Cause> CAUSES = Map.ofEntries(
            Map.entry("err_user_unknown", new Cause(RejectReason.BOUNCED, Reason.USERUNKNOWN)),
            Map.entry("err_user_inactive", new Cause(RejectReason.BOUNCED, Reason.SUSPEND)),
            Map.entry("err_mailbox_discarded", new Cause(RejectReason.BOUNCED, Reason.SUSPEND)),
            Map.entry("err_mailbox_full", new Cause(RejectReason.BOUNCED, Reason.MAILBOXFULL)),
            Map.entry("err_spam_rejected", new Cause(RejectReason.SPAM, Reason.SPAMDETECTED)),
            Map.entry("err_blacklisted", new Cause(RejectReason.BLOCKED, Reason.BLOCKED)),
            Map.entry("err_too_large", new Cause(RejectReason.BOUNCED, Reason.EMAILTOOLARGE)),
            Map.entry("err_unsubscribed", new Cause(RejectReason.UNSUBSCRIBED, Reason.SUPPRESSED)),
            Map.entry("err_unreachable", new Cause(RejectReason.BOUNCED, Reason.SUPPRESSED)),
            Map.entry("err_skip_letter", new Cause(RejectReason.BOUNCED, Reason.SUPPRESSED)),
            Map.entry("err_domain_inactive", new Cause(RejectReason.BOUNCED, Reason.HOSTUNKNOWN)),
            Map.entry("err_destination_misconfigured", new Cause(RejectReason.BOUNCED, Reason.NETWORKERROR)),
            Map.entry("err_delivery_failed", OTHER),
            Map.entry("err_spam_skipped", new Cause(RejectReason.SPAM, Reason.SUPPRESSED)),
            Map.entry("err_lost", new Cause(RejectReason.OTHER, Reason.SYSTEMERROR)));

    @Override
    public List<Told> events(Facts facts, Call call) {
        Stream<Facts> events = facts.has("events_by_user")
                ? facts.at("events_by_user").objects().stream()
                        .flatMap(user -> user.at("events").objects().stream())
                        .filter(UnisenderTelling::isAboutMail)
                        .map(each -> each.at("event_data"))
                : facts.objects().stream().filter(UnisenderTelling::isAboutMail);
        return events.map(UnisenderTelling::event).toList();
    }

    private static boolean isAboutMail(Facts event) {
        return event.text("event_name")
                .filter("transactional_email_status"::equals)
                .isPresent();
    }

    private static Told event(Facts event) {
        Facts details = event.at("delivery_info");
        String status = details.text("delivery_status").orElse("");
        Optional<Cause> cause = status.startsWith("err") && !status.equals(WILL_RETRY)
                ? Optional.of(CAUSES.getOrDefault(status, OTHER))
                : Optional.empty();
        Diagnosis diagnosis = Diagnosis.of(details.text("destination_response").or(() -> event.text("comment")));
        return Told.of(TYPES.getOrDefault(event.text("status").orElse(""), EventType.UNKNOWN), event)
                .to(event.text("email"))
                .named(Optional.empty(), event.text("metadata", "anymail_id").or(() -> event.text("job_id")))
                .at(event.time("event_time"))
                .rejected(cause.map(Cause::reject))
                .said(diagnosis)
                .because(cause.flatMap(Cause::reason).orElse(diagnosis.either()))
                .clues(new Hints().givenBack(event.at("metadata")).clues());
    }
}
