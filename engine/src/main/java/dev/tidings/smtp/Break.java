package dev.tidings.smtp;

/// How and where a conversation ended that should have gone on.
///
/// @param at  the step that got no usable answer
/// @param why a line for a person, free of secrets
public record Break(Verb at, Kind kind, String why) {
    public enum Kind {
        /// Closed or reset by the other side, or by the network.
        LOST,
        /// Nothing, or not enough, within the step's time.
        TIMED_OUT,
        /// Something that is not SMTP, or not an answer to what was asked.
        PROTOCOL_ERROR
    }

    /// `RCPT: no reply within 300 s`
    @Override
    public String toString() {
        return at + ": " + why;
    }
}
