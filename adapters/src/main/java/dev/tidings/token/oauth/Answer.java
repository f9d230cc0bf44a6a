package dev.tidings.token.oauth;

import dev.tidings.notification.Secret;
import java.time.Duration;
import java.util.Optional;

/// What came of asking the issuer. Reasons are free of secrets.
sealed interface Answer {
    /// @param lifetime how long it is good from when it was asked for
    /// @param refresh  the refresh token to use from now on, where the issuer changed it
    record Issued(Secret token, Duration lifetime, Optional<Secret> refresh) implements Answer {}

    /// The issuer will say the same again.
    record Refused(String why) implements Answer {}

    record Later(String why, Duration pause) implements Answer {}

    /// No answer, or none of an issuer.
    record None(String why) implements Answer {}
}
