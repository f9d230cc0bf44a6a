package dev.tidings.audience;

import dev.tidings.mail.Mailbox;
import java.util.Locale;

/// That a mail is a copy of somebody else's.
///
/// @param person whose mail it is
public record CopyOf(Kind kind, Mailbox person) {

    public enum Kind {
        /// The mail names who gets it.
        CC,
        /// It does not.
        BCC;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
