package dev.tidings.server.answer;

import dev.tidings.ledger.AttemptRecord;
import dev.tidings.notification.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One try to hand a mail over.
///
/// @param number   from 1 within its delivery
/// @param node     that made it
/// @param revision the one that the mail was composed with, where its occurrence was fired with another; else null
/// @param millis   from the first command to the deciding reply
/// @param outcome  `accepted`, `deferred`, `refused`, `unfit`, `unready`, `unreachable`, `broken` or
///                 `uncertain`
/// @param verb     the step that was answered, or at which the line broke: `rcpt`, `end-of-data`; null where
///                 none was
/// @param code     three digits
/// @param enhanced `4.7.1` (RFC 3463)
/// @param state    the delivery's state after it
/// @param serverMillis how long the server took for the reply that decided; null where none did
/// @param replies  every reply, in order; of a mail that was simply accepted, the one that took it
public record AttemptAnswer(
        int number,
        String transport,
        String node,
        Optional<String> revision,
        Instant started,
        long millis,
        String outcome,
        Optional<String> verb,
        Optional<Integer> code,
        Optional<String> enhanced,
        String text,
        String state,
        Optional<Long> serverMillis,
        List<ReplyAnswer> replies) {

    /// Whether a copy was handed over by it, as far as anybody knows.
    boolean mayHaveArrived() {
        return outcome.equals("accepted") || outcome.equals("uncertain");
    }

    public static AttemptAnswer of(AttemptRecord record) {
        AttemptRecord.Said said = record.said();
        return new AttemptAnswer(
                record.number(),
                record.by().transport(),
                record.by().node(),
                record.by().revision().map(Revision::hash),
                record.times().started(),
                record.times().took().toMillis(),
                said.outcome(),
                said.verb(),
                said.code(),
                said.enhanced(),
                said.text(),
                record.state(),
                said.waited().map(Duration::toMillis),
                said.answers().stream().map(ReplyAnswer::of).toList());
    }

    /// `451 4.7.1 greylisted`, as the server said it; the reason where no server was asked.
    public String reply() {
        String codes = code.map(each -> each + " ").orElse("")
                + enhanced.map(each -> each + " ").orElse("");
        return text.startsWith(codes.strip()) ? text : codes + text;
    }
}
