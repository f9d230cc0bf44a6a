package dev.tidings.feedback.smtp;

import java.io.IOException;
import java.io.Serial;

/// What somebody says is no line of a conversation, and nothing that follows can be trusted to be one.
final class Misread extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Rejection rejection;
    private final String reply;

    /// @param rejection as what it counts
    /// @param reply   what to answer before hanging up
    Misread(Rejection rejection, String reply) {
        super(reply);
        this.rejection = rejection;
        this.reply = reply;
    }

    Rejection rejection() {
        return rejection;
    }

    String reply() {
        return reply;
    }
}
