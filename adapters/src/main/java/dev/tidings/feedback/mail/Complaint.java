package dev.tidings.feedback.mail;

import static java.util.Locale.ROOT;

import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads complaints (RFC 5965), and what Hotmail sends instead.
final class Complaint {
    private static final Pattern SUBJECT = Pattern.compile("^complaint about message from ", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORDS =
            Pattern.compile("email abuse report for an email|this is an email abuse report", Pattern.CASE_INSENSITIVE);

    private Complaint() {}

    static Optional<Reading> read(Letter letter, Content content) {
        if (letter.header().has("x-apple-unsubscribe")) {
            return Optional.of(unsubscribed(letter));
        }
        if (content.complaint().isEmpty() && !isHotmails(letter, content)) {
            return Optional.empty();
        }
        Optional<String> type = content.complaint().first("feedback-type").map(String::strip);
        Fate fate = fate(type.orElse("abuse"));
        String said = type.map(each -> each + ": ").orElse("") + content.words();
        List<String> recipients = recipients(content);
        List<Optional<String>> named = recipients.isEmpty()
                ? List.of(Optional.empty())
                : recipients.stream().map(Optional::of).toList();
        return Optional.of(Reading.of(
                Report.Kind.COMPLAINT,
                named.stream()
                        .map(recipient -> Notice.of(recipient, fate, Reason.FEEDBACK, said))
                        .toList()));
    }

    /// Apple's programs write to a `List-Unsubscribe` address for their reader.
    private static Reading unsubscribed(Letter letter) {
        return Reading.of(
                Report.Kind.COMPLAINT,
                List.of(Notice.of(Addresses.in(letter.header("from")), Fate.UNSUBSCRIBED, Reason.FEEDBACK, "")));
    }

    private static boolean isHotmails(Letter letter, Content content) {
        return !content.returned().isEmpty()
                && (SUBJECT.matcher(letter.header("subject")).find()
                        || WORDS.matcher(Effort.at(content.words())).find());
    }

    /// Only of some kinds a reader knows: that a signature failed (RFC 6591) is told by a server.
    private static Fate fate(String type) {
        return switch (type.toLowerCase(ROOT)) {
            case "opt-out", "opt-out-list" -> Fate.UNSUBSCRIBED;
            case "auth-failure", "not-spam", "dmarc", "dkim" -> Fate.OTHER;
            default -> Fate.COMPLAINED;
        };
    }

    private static List<String> recipients(Content content) {
        List<String> told = Stream.of("original-rcpt-to", "removal-recipient", "x-original-rcpt-to")
                .flatMap(name -> content.complaint().every(name).stream())
                .flatMap(value -> Addresses.in(value).stream())
                .distinct()
                .limit(Limits.NOTICES)
                .toList();
        return told.isEmpty() ? ofReturned(content.returned()) : told;
    }

    private static List<String> ofReturned(Fields returned) {
        return Stream.of("x-hmxmroriginalrecipient", "x-original-recipient", "to", "x-original-to", "delivered-to")
                .flatMap(name -> returned.first(name).stream())
                .map(value -> Addresses.every(value))
                .filter(addresses -> !addresses.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
