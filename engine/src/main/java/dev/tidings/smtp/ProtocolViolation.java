package dev.tidings.smtp;

import java.io.IOException;
import java.io.Serial;
import java.util.function.UnaryOperator;

/// The peer does not speak SMTP: "treat them as fatal errors" (RFC 5321 §4.2).
final class ProtocolViolation extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String said;

    ProtocolViolation(String what) {
        this(what, "");
    }

    /// @param said what came instead, not to be shown as it is
    ProtocolViolation(String what, String said) {
        super(what);
        this.said = said;
    }

    /// For a person: what is wrong, with the beginning of what came instead.
    ///
    /// @param hiding takes secrets out, before anything is cut off
    String why(UnaryOperator<String> hiding) {
        return said.isEmpty()
                ? String.valueOf(getMessage())
                : getMessage() + ": \"" + Display.start(hiding.apply(Display.clean(said))) + "\"";
    }
}
