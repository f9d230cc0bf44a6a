package dev.tidings.smtp;

/// Hears a conversation line by line, secrets already cut. Called on the thread that talks, which for QUIT is
/// another than for the rest; so it must be quick.
public interface Transcript {
    /// Hears nothing.
    Transcript NONE = new Transcript() {};

    /// A command, or `(5120 octets of content)` for the message itself.
    default void sent(String line) {}

    default void received(Reply reply) {}

    /// What happened and was not said: `connected to 192.0.2.1 port 587`, `TLSv1.3 TLS_AES_256_GCM_SHA384`.
    default void noted(String what) {}
}
