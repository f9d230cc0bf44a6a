package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Reason;
import java.util.Locale;

/// What Amazon SES makes of a bounce, in Sisimai's words; Resend, which sends by it, says the same.
final class SesReasons {
    private SesReasons() {}

    /// @param type    `Permanent`, `Transient` or `Undetermined`
    /// @param subType `NoEmail`, `MailboxFull`, …
    static Reason of(String type, String subType, Diagnosis diagnosis) {
        return switch (subType.toLowerCase(Locale.ROOT)) {
            case "noemail" -> diagnosis.hard();
            case "suppressed", "onaccountsuppressionlist", "unsubscribedrecipient" -> Reason.SUPPRESSED;
            case "mailboxfull" -> Reason.MAILBOXFULL;
            case "messagetoolarge" -> Reason.EMAILTOOLARGE;
            case "contentrejected" -> Reason.SPAMDETECTED;
            case "attachmentrejected" -> Reason.CONTENTERROR;
            case "customtimeoutexceeded" -> Reason.EXPIRED;
            default -> type.equalsIgnoreCase("Permanent") ? diagnosis.hard() : diagnosis.soft();
        };
    }
}
