package dev.tidings.smtp;

import java.io.Serial;

/// There is no access token to sign in with.
public final class NoToken extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final Reason reason;

    public enum Reason {
        /// The issuer answered, and will not give one before a person acts.
        REFUSED,
        /// The issuer asks to come later.
        THROTTLED,
        /// The issuer did not answer, or not as one.
        UNREACHABLE
    }

    /// @param why a line for a person, free of secrets; made fit to be shown here
    public NoToken(Reason reason, String why) {
        super(Display.clean(why));
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
