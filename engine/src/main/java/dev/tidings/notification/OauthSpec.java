package dev.tidings.notification;

import java.net.URI;
import java.util.Optional;

/// How a transport signs in by OAuth (RFC 6749): whom it asks for access tokens, and with what.
///
/// @param user     whose mailbox it signs in to
/// @param tokenUrl where tokens are asked for
/// @param client   the application's id
/// @param secret   the application's own; some that hold a refresh token have none
public record OauthSpec(
        String user, URI tokenUrl, String client, Optional<Secret> secret, Grant grant, Optional<String> scope) {
    public OauthSpec {
        if (grant instanceof Grant.ClientCredentials && secret.isEmpty()) {
            throw new IllegalArgumentException("client credentials need a secret");
        }
    }

    /// What entitles us to a token.
    public sealed interface Grant {
        /// The application itself is trusted (RFC 6749 §4.4).
        record ClientCredentials() implements Grant {}

        /// A person agreed once (RFC 6749 §6).
        record RefreshToken(Secret token) implements Grant {}
    }
}
