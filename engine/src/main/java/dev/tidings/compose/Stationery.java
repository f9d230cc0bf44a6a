package dev.tidings.compose;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.mail.Address;
import dev.tidings.mail.Correspondents;
import dev.tidings.mail.Header;
import dev.tidings.mail.Mailbox;
import dev.tidings.mail.Message;
import dev.tidings.mail.MessageId;
import dev.tidings.mime.DkimSigner;
import dev.tidings.mime.Mime;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Settings.Rehearsal;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Trace;
import java.net.URI;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts a draft on paper: who it is from and to, its identity, its date, and the headers that say a machine
/// wrote it; and signs it where there is a key for whom it is from.
record Stationery(Rehearsal rehearsal, DkimSigner signer, Limits limits) {

    /// In stage `test` the envelope and the To go to the test mailbox, and the mail says whom it was meant
    /// for.
    ///
    /// @param leave by which the reader leaves, where they can
    Composed write(
            Draft draft,
            DeliveryRules rules,
            Occurrence occurrence,
            Addressee addressee,
            Optional<URI> leave,
            ZoneId zone)
            throws Unfitness {
        Mailbox person = addressee.recipient().mailbox();
        boolean test = occurrence.stage() == Stage.TEST;
        Mailbox to = test ? testMailbox() : person;
        String subject = test ? "[Test] " + draft.subject() : draft.subject();
        Trace trace = occurrence.trace().of(addressee.recipient().key());
        try {
            Message message = new Message(
                    new MessageId(
                            "<%s@%s>".formatted(trace, rules.from().address().domain())),
                    addressee.due().truncatedTo(ChronoUnit.SECONDS).atZone(zone).toOffsetDateTime(),
                    new Correspondents(
                            rules.from(),
                            List.of(to),
                            List.of(),
                            rules.replyTo().stream().toList()),
                    subject,
                    draft.body(),
                    draft.attachments(),
                    headers(trace, test, person.address(), leave));
            byte[] content = signer.sign(
                    Mime.write(message),
                    rules.from().address().domain(),
                    message.date().toInstant());
            checkSize(content.length);
            return new Composed(rules.from().address(), to.address(), subject, content);
        } catch (IllegalArgumentException malformed) {
            throw new Unfitness("message", String.valueOf(malformed.getMessage()));
        }
    }

    private Mailbox testMailbox() throws Unfitness {
        return rehearsal
                .testMailbox()
                .map(Mailbox::of)
                .orElseThrow(() -> new Unfitness("stage", "the mail is a test, and tidings.yaml has no test-mailbox"));
    }

    private static List<Header> headers(Trace trace, boolean test, Address person, Optional<URI> leave) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Auto-Submitted", "auto-generated")); // RFC 3834 §5: no out-of-office replies
        headers.add(new Header("X-Auto-Response-Suppress", "All")); // the same for Exchange
        headers.add(new Header("X-Tidings-Trace", trace.hex()));
        leave.map(Leaving::headers).ifPresent(headers::addAll);
        if (test) headers.add(new Header("X-Tidings-Intended-Recipient", person.toString()));
        return headers;
    }

    private void checkSize(int bytes) throws Unfitness {
        if (bytes > limits.mailBytesMax()) {
            throw new Unfitness(
                    "mail size",
                    "the mail has %,d bytes; at most %,d are allowed".formatted(bytes, limits.mailBytesMax()));
        }
    }
}
