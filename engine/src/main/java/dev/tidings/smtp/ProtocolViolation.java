package dev.tidings.smtp;

import java.io.IOException;
import java.io.Serial;

/// The peer does not speak SMTP: "treat them as fatal errors" (RFC 5321 §4.2).
final class ProtocolViolation extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    ProtocolViolation(String what) {
        super(what);
    }
}
