package dev.tidings.compose;

import dev.tidings.audience.Recipient;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.mail.Correspondents;
import dev.tidings.mail.Header;
import dev.tidings.mail.Mailbox;
import dev.tidings.mail.Message;
import dev.tidings.mail.MessageId;
import dev.tidings.mime.DkimSigner;
import dev.tidings.mime.Mime;
import dev.tidings.notification.Correspondence;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Settings.Rehearsal;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Trace;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts a draft on paper: who it is from and to, its identity, its date, and the headers that say a machine
/// wrote it; and signs it where there is a key for whom it is from.
///
/// A copy is the person's mail once more, with the same To, Cc and Message-ID; only the envelope and the trace are
/// its own.
record Stationery(Rehearsal rehearsal, DkimSigner signer, Limits limits) {
    private static final Header AUTO_SUBMITTED = new Header("Auto-Submitted", "auto-generated"); // RFC 3834 §5
    private static final Header NO_AUTO_REPLIES = new Header("X-Auto-Response-Suppress", "All"); // for Exchange

    /// In stage `test` the envelope and the To go to the test mailbox, and the mail says whom it was meant
    /// for.
    ///
    /// @param leave by which the reader leaves, where they can
    Composed write(
            Draft draft, Imprint imprint, Occurrence occurrence, Addressee addressee, Optional<URI> leave, ZoneId zone)
            throws Unfitness {
        Mailbox from = imprint.notification().deliver().correspondence().from();
        Recipient recipient = addressee.recipient();
        boolean test = occurrence.stage() == Stage.TEST;
        Mailbox receiver = test ? testMailbox() : recipient.mailbox();
        String subject = test ? "[Test] " + draft.subject() : draft.subject();
        String domain = from.address().domain();
        Trace mail = recipient.mail(occurrence.trace());
        try {
            Message message = new Message(
                    new MessageId("<" + mail + "@" + domain + ">"),
                    date(addressee, zone),
                    test
                            ? correspondents(imprint, receiver, List.of())
                            : correspondents(imprint, occurrence, recipient),
                    subject,
                    draft.body(),
                    draft.attachments(),
                    headers(draft, occurrence, recipient, recipient.delivery(mail), leave));
            byte[] content =
                    signer.sign(Mime.write(message), domain, message.date().toInstant());
            checkSize(content.length);
            return new Composed(from.address(), receiver.address(), subject, content)
                    .by(imprint.notification().revision());
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

    private static OffsetDateTime date(Addressee addressee, ZoneId zone) {
        return addressee.due().truncatedTo(ChronoUnit.SECONDS).atZone(zone).toOffsetDateTime();
    }

    /// A mail for one address alone has no copies, and so names nobody who would get one.
    private static Correspondents correspondents(Imprint imprint, Occurrence occurrence, Recipient recipient) {
        boolean alone = occurrence.only().isPresent();
        List<Mailbox> cc = alone ? List.of() : imprint.copies().named(recipient);
        return correspondents(imprint, recipient.person(), cc);
    }

    private static Correspondents correspondents(Imprint imprint, Mailbox to, List<Mailbox> cc) {
        Correspondence correspondence = imprint.notification().deliver().correspondence();
        return new Correspondents(
                correspondence.from(),
                List.of(to),
                cc,
                correspondence.replyTo().stream().toList());
    }

    private static List<Header> headers(
            Draft draft, Occurrence occurrence, Recipient recipient, Trace trace, Optional<URI> leave) {
        List<Header> headers = new ArrayList<>(draft.headers().size() + 5);
        headers.add(AUTO_SUBMITTED);
        headers.add(NO_AUTO_REPLIES);
        headers.addAll(draft.headers());
        headers.add(new Header("X-Tidings-Trace", trace.hex()));
        leave.map(Leaving::headers).ifPresent(headers::addAll);
        if (occurrence.stage() == Stage.TEST) {
            headers.add(new Header(
                    "X-Tidings-Intended-Recipient",
                    recipient.mailbox().address().toString()));
            recipient
                    .copy()
                    .map(copy -> new Header(
                            "X-Tidings-Intended-Copy",
                            copy.kind().word() + " of " + copy.person().address()))
                    .ifPresent(headers::add);
        }
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
