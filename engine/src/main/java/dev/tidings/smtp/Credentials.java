package dev.tidings.smtp;

/// With whom to sign in, and by what. Shows neither.
public sealed interface Credentials {
    /// UTF-8, without a control character.
    String user();

    enum ClearText {
        NEVER,
        /// To a server on this machine, for tests and local relays.
        ON_LOOPBACK
    }

    /// A name and its secret.
    ///
    /// @param secret    UTF-8, without NUL (RFC 4616)
    /// @param clearText where they may be said without TLS
    record Password(String user, String secret, ClearText clearText) implements Credentials {
        public Password {
            requireUser(user);
            if (secret.isEmpty() || secret.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a password is empty or holds a NUL");
            }
        }

        public Password(String user, String secret) {
            this(user, secret, ClearText.NEVER);
        }

        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    /// A name and where its access tokens come from. A token never goes without TLS.
    record Bearer(String user, TokenSource tokens) implements Credentials {
        public Bearer {
            requireUser(user);
        }

        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    private static void requireUser(String user) {
        if (user.isEmpty() || user.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a user name is empty or holds a control character");
        }
    }
}
