package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Postmark: one record, of a type; bounces, complaints and changes of subscription have a type of their own within.
final class PostmarkTelling implements Telling {
    private static final Map<String, EventType> RECORDS = Map.of(
            "Bounce", EventType.BOUNCED,
            "Click", EventType.CLICKED,
            "Delivery", EventType.DELIVERED,
            "Open", EventType.OPENED,
            "SpamComplaint", EventType.COMPLAINED,
            "SubscriptionChange", EventType.UNSUBSCRIBED,
            "Inbound", EventType.INBOUND);

    /// @param fate   what became of the mail, where that is not what the type usually means
    /// @param reason where it failed
    private record Kind(EventType type, Optional<RejectReason> reject, Fate fate, Reason reason) {
        Kind(EventType type) {
            this(type, Optional.empty(), type.fate(), Reason.UNDEFINED);
        }

        Kind(EventType type, RejectReason reject, Reason reason) {
            this(type, Optional.of(reject), type.fate(), reason);
        }

        Kind(EventType type, Reason reason) {
            this(type, Optional.empty(), type.fate(), reason);
        }
    }

    private static final Kind SUBSCRIBED = new Kind(EventType.SUBSCRIBED);
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("HardBounce", new Kind(EventType.BOUNCED, RejectReason.BOUNCED, Reason.USERUNKNOWN)),
            Map.entry("SoftBounce", new Kind(EventType.BOUNCED, RejectReason.BOUNCED, Reason.UNDEFINED)),
            Map.entry("Transient", new Kind(EventType.DEFERRED)),
            Map.entry("DnsError", new Kind(EventType.DEFERRED)),
            Map.entry("Unsubscribe", new Kind(EventType.UNSUBSCRIBED, RejectReason.UNSUBSCRIBED, Reason.UNDEFINED)),
            Map.entry(
                    "ManualSuppression", new Kind(EventType.UNSUBSCRIBED, RejectReason.UNSUBSCRIBED, Reason.UNDEFINED)),
            Map.entry("Subscribe", SUBSCRIBED),
            Map.entry("AutoResponder", new Kind(EventType.AUTORESPONDED, Reason.VACATION)),
            Map.entry("AddressChange", new Kind(EventType.AUTORESPONDED, Reason.VACATION)),
            Map.entry("ChallengeVerification", new Kind(EventType.AUTORESPONDED, Reason.VACATION)),
            Map.entry("SpamComplaint", new Kind(EventType.COMPLAINED, RejectReason.SPAM, Reason.FEEDBACK)),
            // a server's filter says so, no reader
            Map.entry(
                    "SpamNotification",
                    new Kind(EventType.COMPLAINED, Optional.of(RejectReason.SPAM), Fate.FAILED, Reason.SPAMDETECTED)),
            // somebody tries Postmark out
            Map.entry("OpenRelayTest", new Kind(EventType.DEFERRED, Optional.empty(), Fate.OTHER, Reason.UNDEFINED)),
            Map.entry("Unknown", new Kind(EventType.UNKNOWN)),
            Map.entry("VirusNotification", new Kind(EventType.BOUNCED, RejectReason.OTHER, Reason.VIRUSDETECTED)),
            Map.entry("BadEmailAddress", new Kind(EventType.REJECTED, RejectReason.INVALID, Reason.USERUNKNOWN)),
            Map.entry("ManuallyDeactivated", new Kind(EventType.REJECTED, RejectReason.BLOCKED, Reason.SUPPRESSED)),
            Map.entry("Unconfirmed", new Kind(EventType.REJECTED, Reason.SUPPRESSED)),
            Map.entry("Blocked", new Kind(EventType.REJECTED, RejectReason.BLOCKED, Reason.BLOCKED)),
            Map.entry("SMTPApiError", new Kind(EventType.FAILED, Reason.SYSTEMERROR)),
            Map.entry("InboundError", new Kind(EventType.INBOUND_FAILED)),
            Map.entry("DMARCPolicy", new Kind(EventType.REJECTED, RejectReason.BLOCKED, Reason.AUTHFAILURE)),
            Map.entry("TemplateRenderingFailed", new Kind(EventType.FAILED, Reason.CONTENTERROR)));

    @Override
    public List<Told> events(Facts facts, Call call) {
        return facts.objects().stream().map(PostmarkTelling::event).toList();
    }

    private static Told event(Facts event) {
        Kind kind = kind(event);
        Diagnosis diagnosis = Diagnosis.of(event.firstOf("Details", "Description"));
        return Told.of(kind.type, event)
                .to(event.firstOf("Email", "Recipient"))
                .named(event.text("ID"), event.text("MessageID"))
                .at(at(event))
                .rejected(kind.reject)
                .said(diagnosis)
                .meaning(kind.fate, reason(event, kind, diagnosis))
                .clues(new Hints()
                        .givenBack(event.at("Metadata"))
                        .returned(event.text("Content"))
                        .clues());
    }

    private static Kind kind(Facts event) {
        EventType record = event.has("RecordType")
                ? RECORDS.getOrDefault(event.text("RecordType").orElse(""), EventType.UNKNOWN)
                : event.has("FromFull") ? EventType.INBOUND : EventType.UNKNOWN;
        return switch (record) {
            case BOUNCED, COMPLAINED -> known(record, event.text("Type"));
            case UNSUBSCRIBED ->
                event.text("SuppressSending").filter("false"::equals).isPresent()
                        ? SUBSCRIBED
                        : known(record, event.text("SuppressionReason"));
            case QUEUED,
                    SENT,
                    REJECTED,
                    FAILED,
                    DEFERRED,
                    DELIVERED,
                    AUTORESPONDED,
                    OPENED,
                    CLICKED,
                    SUBSCRIBED,
                    INBOUND,
                    INBOUND_FAILED,
                    UNKNOWN -> new Kind(record);
        };
    }

    private static Kind known(EventType record, Optional<String> type) {
        return type.flatMap(word -> Optional.ofNullable(KINDS.get(word))).orElse(new Kind(record));
    }

    private static Reason reason(Facts event, Kind kind, Diagnosis diagnosis) {
        return switch (event.text("Type").orElse("")) {
            case "HardBounce" -> diagnosis.hard();
            case "SoftBounce" -> diagnosis.soft();
            default ->
                kind.type == EventType.COMPLAINED && kind.fate == Fate.COMPLAINED ? Reason.FEEDBACK : kind.reason;
        };
    }

    private static Optional<Instant> at(Facts event) {
        return Stream.of("DeliveredAt", "BouncedAt", "ReceivedAt", "ChangedAt")
                .flatMap(name -> event.time(name).stream())
                .findFirst();
    }
}
