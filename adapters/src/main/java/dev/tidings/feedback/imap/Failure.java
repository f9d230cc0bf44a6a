package dev.tidings.feedback.imap;

import dev.tidings.smtp.Display;
import java.io.Serial;

/// A mailbox cannot be read, for a reason that a person can read.
final class Failure extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int WORDS_MAX = 300;

    private final Kind kind;

    enum Kind {
        /// There is no connection, or none any more.
        LOST,
        /// We were not let in. To try it again soon does no good.
        LOCKED_OUT,
        /// The server says no to one command.
        REFUSED,
        /// The server says what cannot be, or more than there may be.
        SENSELESS
    }

    /// @param why made fit to be shown here; free of secrets
    Failure(Kind kind, String why) {
        super(shown(why));
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String why() {
        return String.valueOf(getMessage());
    }

    private static String shown(String why) {
        String clean = Display.clean(why);
        return clean.length() <= WORDS_MAX ? clean : clean.substring(0, WORDS_MAX) + "…";
    }
}
