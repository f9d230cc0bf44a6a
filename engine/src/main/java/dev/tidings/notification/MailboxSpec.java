package dev.tidings.notification;

import dev.tidings.smtp.Credentials;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.Trust;

/// A mailbox that is read by IMAP for what comes back.
///
/// @param folder as people see it: `INBOX`, `Bounces/2026`
public record MailboxSpec(Server server, String folder, SignIn signIn, Then then) {
    public static final String INBOX = "INBOX";

    public MailboxSpec {
        requireFolder(folder);
    }

    /// @param host a name or an IP address; the certificate must be for it
    /// @param port 1–65535
    public record Server(String host, int port, Security security, Trust trust) {
        public Server {
            if (host.isEmpty() || port < 1 || port > 65535) {
                throw new IllegalArgumentException("a host and a port from 1 to 65535 are expected");
            }
        }
    }

    /// With whom to sign in, and by what.
    public sealed interface SignIn {
        String user();

        record ByPassword(Credentials.Password password) implements SignIn {
            @Override
            public String user() {
                return password.user();
            }
        }

        record ByToken(OauthSpec oauth) implements SignIn {
            @Override
            public String user() {
                return oauth.user();
            }
        }
    }

    /// What becomes of a message that was understood, once it is on record. One that was not is left as it is,
    /// for people to find.
    public sealed interface Then {
        /// Nothing in the mailbox is changed.
        record Keep() implements Then {}

        /// It counts as read.
        record Seen() implements Then {}

        record Delete() implements Then {}

        record Move(String folder) implements Then {
            public Move {
                requireFolder(folder);
            }
        }
    }

    private static void requireFolder(String folder) {
        if (folder.isBlank() || folder.length() > 255 || folder.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a folder's name is one line of at most 255 characters");
        }
    }

    /// `INBOX of bounces@example.com at imap.example.com`: stays the same as long as it is the same mailbox.
    public String name() {
        return folder + " of " + signIn.user() + " at " + server.host();
    }
}
