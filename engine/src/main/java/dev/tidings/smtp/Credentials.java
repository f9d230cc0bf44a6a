package dev.tidings.smtp;

/// A name and its secret, for AUTH. Shows neither.
///
/// @param user      UTF-8, without NUL (RFC 4616)
/// @param secret    UTF-8, without NUL
/// @param clearText where they may be said without TLS
public record Credentials(String user, String secret, ClearText clearText) {
    public enum ClearText {
        NEVER,
        /// To a server on this machine, for tests and local relays.
        ON_LOOPBACK
    }

    public Credentials {
        if (user.isEmpty() || user.indexOf('\0') >= 0 || secret.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a user name is empty, or it or its secret holds a NUL");
        }
    }

    public Credentials(String user, String secret) {
        this(user, secret, ClearText.NEVER);
    }

    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
