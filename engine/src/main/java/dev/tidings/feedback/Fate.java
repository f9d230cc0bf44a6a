package dev.tidings.feedback;

import java.util.Locale;

/// What became of a mail to one recipient, as somebody else tells it.
public enum Fate {
    /// It will not arrive.
    FAILED,
    /// It is late, and still being tried (RFC 3464 §2.3.3): no failure, whatever its status says.
    DELAYED,
    /// It reached the mailbox.
    DELIVERED,
    /// It went to a server that tells nothing more.
    RELAYED,
    /// It went on to the members of a list.
    EXPANDED,
    /// Its reader told their provider that it is spam.
    COMPLAINED,
    /// Its reader wants no more of it.
    UNSUBSCRIBED,
    /// A machine answered it.
    ANSWERED,
    /// Something else that we do nothing about: it was queued, opened, clicked.
    OTHER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Fate of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
