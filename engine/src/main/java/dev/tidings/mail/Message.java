package dev.tidings.mail;

import java.time.OffsetDateTime;
import java.util.List;

/// What one recipient gets, complete. Written twice it gives the same bytes twice, so a retry repeats the
/// mail exactly.
///
/// @param id             for life
/// @param date           when it was completed, with the offset the reader is shown (RFC 5322 §3.6.1); not
///                     when it leaves
/// @param correspondents from, to, cc, reply-to
/// @param subject        at most 998 octets of UTF-8 without control characters
/// @param body           what there is to read
/// @param attachments    may be empty
/// @param headers        further header fields, in the order they are to have
public record Message(
        MessageId id,
        OffsetDateTime date,
        Correspondents correspondents,
        String subject,
        Body body,
        List<Attachment> attachments,
        List<Header> headers) {
    private static final int SUBJECT_OCTETS_MAX = 998;

    public Message {
        if (date.getYear() < 1900 || date.getYear() > 9999 || date.getOffset().getTotalSeconds() % 60 != 0) {
            throw new IllegalArgumentException(
                    "%s cannot be a Date: year 1900 to 9999, offset in whole minutes".formatted(date));
        }
        Text.requirePrintable("the subject", subject);
        Text.requireOctets("the subject", subject, 0, SUBJECT_OCTETS_MAX);
        attachments = List.copyOf(attachments);
        headers = List.copyOf(headers);
    }

    /// Can only a server that offers SMTPUTF8 take this message, because of an address in its header (RFC
    /// 6531)?
    public boolean needsSmtpUtf8() {
        return correspondents.all().anyMatch(mailbox -> mailbox.address().needsSmtpUtf8());
    }
}
