package dev.tidings.smtp;

import java.util.Set;

/// What a sender wants to hear of a mail from the servers that carry it on (RFC 3461), besides the note of a
/// failure that they send anyway.
///
/// @param occasions when to send a note; never at all when empty
/// @param returned  how much of the mail comes back with a note of failure
public record Dsn(Set<Occasion> occasions, Returned returned) {
    private static final int ID_CHARS_MAX = 100;

    public Dsn {
        occasions = Set.copyOf(occasions);
    }

    /// In the order in which NOTIFY names them.
    public enum Occasion {
        /// It reached the mailbox.
        SUCCESS,
        /// It will not arrive.
        FAILURE,
        /// It is late, and still being tried.
        DELAY
    }

    public enum Returned {
        FULL("FULL"),
        HEADERS("HDRS");

        private final String keyword;

        Returned(String keyword) {
            this.keyword = keyword;
        }

        String keyword() {
            return keyword;
        }
    }

    /// The same for one message.
    ///
    /// @param id what the notes call the message, ENVID: 1–100 printable characters of ASCII
    public record Request(Dsn dsn, String id) {
        public Request {
            boolean printable = id.chars().allMatch(c -> c > ' ' && c < 0x7F);
            if (id.isEmpty() || id.length() > ID_CHARS_MAX || !printable) {
                throw new IllegalArgumentException(
                        "an envelope id has 1 to %d printable characters of ASCII".formatted(ID_CHARS_MAX));
            }
        }

        /// What MAIL says of it.
        String ofMail() {
            return " RET=" + dsn.returned.keyword() + " ENVID=" + Xtext.of(id);
        }

        /// What RCPT says of it.
        String ofRecipient(String address) {
            return " NOTIFY=" + dsn.words() + " ORCPT=" + Xtext.recipient(address);
        }
    }

    private String words() {
        StringBuilder words = new StringBuilder();
        for (Occasion each : Occasion.values()) {
            if (occasions.contains(each)) {
                words.append(words.isEmpty() ? "" : ",").append(each);
            }
        }
        return words.isEmpty() ? "NEVER" : words.toString();
    }
}
