package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Amazon SES by Amazon SNS: an event within a notification, or the event alone. Two formats that are almost the same:
/// notifications have `notificationType`, published events `eventType`. One event may be about several recipients.
final class SesTelling implements Telling {
    private static final Map<String, EventType> TYPES = Map.ofEntries(
            Map.entry("Bounce", EventType.BOUNCED),
            Map.entry("Complaint", EventType.COMPLAINED),
            Map.entry("Delivery", EventType.DELIVERED),
            Map.entry("Send", EventType.SENT),
            Map.entry("Reject", EventType.REJECTED),
            Map.entry("Open", EventType.OPENED),
            Map.entry("Click", EventType.CLICKED),
            Map.entry("Rendering Failure", EventType.FAILED),
            Map.entry("DeliveryDelay", EventType.DEFERRED),
            Map.entry("Received", EventType.INBOUND));

    @Override
    public List<Told> events(Facts facts, Call call) {
        return facts.has("Type") && facts.has("Message") ? ofNotification(facts) : new Event(facts, facts).told();
    }

    /// Other messages of SNS, and the sentence with which a topic begins, tell of no mail.
    private static List<Told> ofNotification(Facts notification) {
        Facts event = Facts.within(notification.text("Message").orElse(""));
        return event.isObject()
                        && notification
                                .text("Type")
                                .filter("Notification"::equals)
                                .isPresent()
                ? new Event(event, notification).told()
                : List.of();
    }

    /// @param around the notification
    private record Event(Facts facts, Facts around) {
        List<Told> told() {
            Facts mail = facts.at("mail");
            Clues clues = new Hints()
                    .sender(mail.text("source"))
                    .headers(mail.at("headers"))
                    .messageId(mail.text("commonHeaders", "messageId"))
                    .clues();
            return recipients(mail).stream()
                    .map(each -> recipient(each)
                            .named(around.text("MessageId"), mail.text("messageId"))
                            .at(at())
                            .clues(clues))
                    .toList();
        }

        private String word() {
            return facts.firstOf("eventType", "notificationType").orElse("");
        }

        private EventType type() {
            return TYPES.getOrDefault(word(), EventType.UNKNOWN);
        }

        /// Named after the type: `bounce`, `deliveryDelay`.
        private Facts details() {
            String word = word();
            if (word.equals("Rendering Failure")) {
                return facts.at("failure");
            }
            return facts.at(word.isEmpty() ? "" : word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1));
        }

        private Optional<Instant> at() {
            return details().time("timestamp").or(() -> around.time("Timestamp"));
        }

        /// Those it tells of; where it names none, all whom the mail went to.
        private List<Facts> recipients(Facts mail) {
            String list = switch (word()) {
                case "Bounce" -> "bouncedRecipients";
                case "Complaint" -> "complainedRecipients";
                case "DeliveryDelay" -> "delayedRecipients";
                case "Delivery" -> "recipients";
                default -> "";
            };
            Facts named = list.isEmpty() ? mail.at("destination") : details().at(list);
            List<Facts> objects = named.objects();
            return objects.isEmpty() ? Facts.each(named) : objects;
        }

        /// @param recipient an address alone, or what is said of one
        private Told recipient(Facts recipient) {
            Diagnosis diagnosis = Diagnosis.of(recipient
                            .text("diagnosticCode")
                            .or(() -> details().firstOf("smtpResponse", "reason", "errorMessage")))
                    .with(recipient.text("status"), Optional.empty());
            Told told = Told.of(type(), facts)
                    .to(recipient.text("emailAddress").or(() -> recipient.text()))
                    .said(diagnosis)
                    .rejected(Optional.ofNullable(REJECTS.get(word())));
            return switch (word()) {
                case "Bounce" ->
                    told.because(SesReasons.of(
                            details().text("bounceType").orElse(""),
                            details().text("bounceSubType").orElse(""),
                            diagnosis));
                case "Complaint" -> complaint(told);
                case "Reject" -> told.because(Reason.VIRUSDETECTED);
                case "Rendering Failure" -> told.because(Reason.CONTENTERROR);
                default -> told;
            };
        }

        private static final Map<String, RejectReason> REJECTS = Map.of(
                "Bounce", RejectReason.BOUNCED,
                "Complaint", RejectReason.SPAM,
                "Reject", RejectReason.BLOCKED);

        /// One that was not sent, since its reader complained before, and one taken back are told as complaints too.
        private Told complaint(Told told) {
            if (details().text("complaintSubType").isPresent()) {
                return told.meaning(Fate.FAILED, Reason.SUPPRESSED);
            }
            boolean takenBack = details()
                    .text("complaintFeedbackType")
                    .filter("not-spam"::equals)
                    .isPresent();
            return takenBack ? told.meaning(Fate.OTHER, Reason.UNDEFINED) : told;
        }
    }
}
