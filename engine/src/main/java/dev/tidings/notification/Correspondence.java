package dev.tidings.notification;

import dev.tidings.mail.Mailbox;
import java.util.List;
import java.util.Optional;

/// Whom a notification's mail comes from, and who else gets each person's.
///
/// Whoever gets a copy is written as a mailbox, or like an audience's `to`, with columns of the person's row in it:
/// `{{ manager }} <{{ manager_email }}>`.
///
/// @param from    the sender; the house's own where none is written
/// @param replyTo where answers go, if not to the sender
/// @param cc      at most 20; the mail names them
/// @param bcc     at most 20; the mail does not
public record Correspondence(Mailbox from, Optional<Mailbox> replyTo, List<String> cc, List<String> bcc) {
    public static final int COPIES_MAX = 20;

    public Correspondence {
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        if (cc.size() > COPIES_MAX || bcc.size() > COPIES_MAX) {
            throw new IllegalArgumentException("at most " + COPIES_MAX + " get a copy of each kind");
        }
    }

    /// Without anybody else.
    public static Correspondence from(Mailbox from) {
        return new Correspondence(from, Optional.empty(), List.of(), List.of());
    }

    public boolean hasCopies() {
        return !cc.isEmpty() || !bcc.isEmpty();
    }
}
