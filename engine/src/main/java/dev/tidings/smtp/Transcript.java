package dev.tidings.smtp;

/// Hears a conversation line by line, secrets already cut. Called on the thread that talks, which for QUIT is
/// another than for the rest; so it must be quick.
public interface Transcript {
    /// Hears nothing.
    Transcript NONE = new Transcript() {};

    /// A command, or `(5120 octets of content)` for the message itself.
    default void sent(String line) {}

    default void received(Reply reply) {}
}
