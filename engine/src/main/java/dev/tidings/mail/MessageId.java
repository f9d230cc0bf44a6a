package dev.tidings.mail;

/// The identity of one message for life, `<left@right>` (RFC 5322 §3.6.4): made once, the same on every
/// retry, so that relays and readers can tell a repeated copy.
///
/// @param value with its angle brackets; both sides dot-atoms, at most 250 octets of ASCII
public record MessageId(String value) {
    private static final int OCTETS_MAX = 250;

    public MessageId {
        Text.requirePrintable("the Message-ID", value);
        Text.requireOctets("the Message-ID", value, 5, OCTETS_MAX);
        int at = value.indexOf('@');
        boolean wellFormed = value.startsWith("<")
                && value.endsWith(">")
                && at > 0
                && Grammar.isDotAtom(value.substring(1, at))
                && Grammar.isDotAtom(value.substring(at + 1, value.length() - 1));
        if (!wellFormed) throw new IllegalArgumentException("\"%s\" is not a Message-ID <left@right>".formatted(value));
    }

    @Override
    public String toString() {
        return value;
    }
}
