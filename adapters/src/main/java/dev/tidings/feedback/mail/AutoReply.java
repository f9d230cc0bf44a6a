package dev.tidings.feedback.mail;

import static java.util.Locale.ROOT;

import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import java.util.List;
import java.util.Optional;

/// Knows answers by machines (RFC 3834) from letters: by what they say of themselves, by an empty return path, and by
/// how such subjects begin.
final class AutoReply {
    private static final List<String> FIELDS =
            List.of("x-auto-response-suppress", "x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply-from");

    private AutoReply() {}

    static Optional<Reading> read(Letter letter) {
        return isOne(letter) ? Optional.of(reading(letter)) : Optional.empty();
    }

    private static boolean isOne(Letter letter) {
        String submitted = letter.header("auto-submitted").toLowerCase(ROOT).strip();
        String precedence = letter.header("precedence").toLowerCase(ROOT).strip();
        boolean answers = letter.header().has("in-reply-to") || letter.header().has("references");
        return submitted.startsWith("auto-")
                || precedence.startsWith("auto")
                || (precedence.equals("bulk") || precedence.equals("junk")) && answers
                || FIELDS.stream().anyMatch(letter.header()::has)
                || letter.header("return-path").matches("\\s*<\\s*>\\s*")
                || letter.parts().stream().anyMatch(part -> part.type().equals("message/disposition-notification"))
                || Styles.any(Styles.SHIPPED.autoReply(), letter.header("subject"));
    }

    private static Reading reading(Letter letter) {
        return Reading.of(
                Report.Kind.AUTO_REPLY,
                List.of(Notice.of(
                        Addresses.in(letter.header("from")),
                        Fate.ANSWERED,
                        Reason.VACATION,
                        Content.of(letter).words())));
    }
}
