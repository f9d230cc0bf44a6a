package dev.tidings.notification;

import java.util.Optional;

/// What a reply means where its first digit does not say it.
public sealed interface Sense {
    /// Too many, or too fast: for the account as a whole, or to this recipient's domain alone. Costs the message
    /// nothing.
    ///
    /// @param pause until somebody goes again
    record Throttled(Scope scope, Optional<Pause> pause) implements Sense {}

    /// The hour's, day's or month's share is used up.
    record Quota(Pause pause) implements Sense {}

    /// User, password or token are not taken.
    record SignIn() implements Sense {}

    /// Nothing can be sent by this account until somebody sets it right; says nothing about the recipient.
    record Account() implements Sense {}

    /// The same message will be refused again, whatever the code's first digit.
    record Definite(Fault fault) implements Sense {}

    /// The same message may pass later, whatever the code's first digit.
    record Later() implements Sense {}

    enum Scope {
        ROAD,
        DOMAIN
    }
}
