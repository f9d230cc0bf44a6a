package dev.tidings.workspace;

/// By which transports somebody means to sign in, and so whose passwords are wanted.
sealed interface SigningIn {
    SigningIn BY_ALL = new ByAll();
    SigningIn BY_NONE = new ByNone();

    record ByAll() implements SigningIn {}

    record ByNone() implements SigningIn {}

    record By(String transport) implements SigningIn {}

    default boolean by(String transport) {
        return switch (this) {
            case ByAll _ -> true;
            case ByNone _ -> false;
            case By(String only) -> only.equals(transport);
        };
    }

    /// Whether mail is really sent, so that every key to sign with is wanted.
    default boolean inEarnest() {
        return this instanceof ByAll;
    }
}
