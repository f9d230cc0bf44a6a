package dev.tidings.feedback.mail;

import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads a message that came in: is it a report of a mail that did not arrive, a complaint, an answer by a machine, or
/// something else? Several threads may read at once.
///
/// Whatever the octets are, there is an answer; and however many they are, it comes soon ([Limits]).
public final class MessageReader {
    /// @throws IOException when the octets cannot be had; never for what they are
    public Report read(InputStream message) throws IOException {
        return read(message.readNBytes(Limits.MESSAGE));
    }

    /// @param message as it came, with any ends of lines
    public Report read(byte[] message) {
        byte[] octets = message.length > Limits.MESSAGE ? Arrays.copyOf(message, Limits.MESSAGE) : message;
        byte[] plain = Beginning.cut(LineEnds.plain(octets));
        return Effort.within(Effort.OF_A_MESSAGE, () -> read(plain, 1)).orElseGet(() -> Report.other(Clues.NONE));
    }

    private Report read(byte[] octets, int messages) {
        Letter letter = Opener.open(octets);
        Content content = Content.of(letter);
        Clue clue = new Clue(letter, content);
        return Complaint.read(letter, content)
                .or(() -> DeliveryReport.read(content))
                .or(() -> SesNotice.read(content))
                .or(() -> OldStyle.read(letter, content))
                .or(() -> enclosed(letter, content, messages))
                .or(() -> OldStyle.guess(letter, content))
                .or(() -> AutoReply.read(letter))
                .map(reading -> reading.report(clue.found()))
                .orElseGet(() -> something(letter).report(clue.found()));
    }

    /// Whose it is, and how it begins: whoever looks through what came in need not open it.
    private static Reading something(Letter letter) {
        return Reading.of(
                Report.Kind.OTHER,
                List.of(Notice.of(
                        Addresses.in(letter.header("from")), Fate.OTHER, Reason.UNDEFINED, letter.header("subject"))));
    }

    /// A report that somebody passed on whole. A person who does so writes something of their own.
    private Optional<Reading> enclosed(Letter letter, Content content, int messages) {
        boolean passedOn = content.words().isBlank() || OldStyle.isByMachine(letter);
        if (!passedOn || messages >= Limits.MESSAGES || content.enclosed().isEmpty()) {
            return Optional.empty();
        }
        Report inner = read(content.enclosed().getFirst(), messages + 1);
        return switch (inner.kind()) {
            case BOUNCE, STATUS, COMPLAINT -> Optional.of(new Reading(inner.kind(), inner.notices(), inner.clues()));
            case AUTO_REPLY, OTHER -> Optional.empty();
        };
    }
}
