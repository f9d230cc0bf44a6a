package dev.tidings.smtp;

/// Asked once for a message, when all but its end may have been written and the server has taken the
/// envelope.
///
/// The moment after which nobody can say *it was not sent*: here a caller writes that down, or finds that the
/// message is no longer its own.
@FunctionalInterface
public interface EndOfDataGate {
    /// Never minds.
    EndOfDataGate OPEN = () -> true;

    /// May block as long as a server waits for content (RFC 5321 §4.5.3.2: ten minutes; some wait less).
    ///
    /// @return false to give the message up: nothing is accepted then
    boolean mayEnd();
}
