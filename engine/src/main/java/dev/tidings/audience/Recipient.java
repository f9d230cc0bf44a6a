package dev.tidings.audience;

import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Trace;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// One who gets a mail, and the row it is made of: a person and their own, or whoever gets a copy of theirs.
///
/// @param key     tells one person from another within an occurrence; one key gets one mail. Of a copy: the
///                person's
/// @param mailbox where it goes
/// @param copy    whose mail it is a copy of, if it is one
public record Recipient(
        String key, Mailbox mailbox, Optional<Locale> locale, Optional<ZoneId> zone, Row row, Optional<CopyOf> copy) {

    /// A person who gets their own mail.
    public Recipient(String key, Mailbox mailbox, Optional<Locale> locale, Optional<ZoneId> zone, Row row) {
        this(key, mailbox, locale, zone, row, Optional.empty());
    }

    /// Whoever gets a copy of this person's mail.
    Recipient copied(CopyOf.Kind kind, Mailbox to) {
        return new Recipient(key, to, locale, zone, row, Optional.of(new CopyOf(kind, mailbox)));
    }

    /// Whom the mail speaks to.
    public Mailbox person() {
        return copy.map(CopyOf::person).orElse(mailbox);
    }

    /// Of the mail, which all its copies have in common.
    public Trace mail(Trace occurrence) {
        return occurrence.of(key);
    }

    /// Of this one delivery of the mail.
    public Trace delivery(Trace mail) {
        return copy.isEmpty() ? mail : mail.of(mailbox.address().key());
    }
}
