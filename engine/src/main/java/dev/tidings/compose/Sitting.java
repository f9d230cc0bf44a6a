package dev.tidings.compose;

/// What the mails of one batch need in common has been read; they are composed one at a time, so that nobody
/// holds more of them than he wants to.
@FunctionalInterface
public interface Sitting {
    /// @param addressee one of those whom the sitting was called for
    Composition compose(Addressee addressee);
}
