package dev.tidings.feedback.imap;

import java.io.IOException;
import java.io.Serial;

/// A server says more than it was asked for.
final class TooMuch extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    TooMuch(long octets) {
        super("the server says, or is about to say, more than the %,d octets that it may".formatted(octets));
    }
}
