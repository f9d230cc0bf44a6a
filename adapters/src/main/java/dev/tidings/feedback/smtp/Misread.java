package dev.tidings.feedback.smtp;

import java.io.IOException;
import java.io.Serial;

/// What somebody says is no line of a conversation, and nothing that follows can be trusted to be one.
final class Misread extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Refusal refusal;
    private final String reply;

    /// @param refusal as what it counts
    /// @param reply   what to answer before hanging up
    Misread(Refusal refusal, String reply) {
        super(reply);
        this.refusal = refusal;
        this.reply = reply;
    }

    Refusal refusal() {
        return refusal;
    }

    String reply() {
        return reply;
    }
}
