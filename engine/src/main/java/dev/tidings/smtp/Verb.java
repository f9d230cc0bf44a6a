package dev.tidings.smtp;

import java.util.Locale;
import java.util.stream.Stream;

/// A step of the conversation: where a reply was heard, or where the line broke.
///
/// In the order of a session. Most are commands; `CONNECT`, `GREETING`, `CONTENT` and `END_OF_DATA` are the
/// steps between them that can fail on their own.
public enum Verb {
    /// Resolving the name and the TCP handshake.
    CONNECT,
    /// The server's first line.
    GREETING,
    EHLO,
    HELO,
    /// The command, and the TLS handshake after it (or at once, with implicit TLS).
    STARTTLS,
    AUTH,
    RSET,
    MAIL,
    RCPT,
    DATA,
    /// The message's octets, after `354` and before the final dot.
    CONTENT,
    /// The final dot. Whoever breaks off after it leaves us uncertain.
    END_OF_DATA,
    QUIT;

    /// `mail`, `end-of-data`
    public String word() {
        return WORDS[ordinal()];
    }

    public static Verb of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static final String[] WORDS = Stream.of(values())
            .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toArray(String[]::new);
}
