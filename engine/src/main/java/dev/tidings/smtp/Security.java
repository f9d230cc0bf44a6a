package dev.tidings.smtp;

/// How a connection is protected. There is no "TLS if offered": whoever can strip the offer can read the mail
/// (RFC 8314 §5).
public enum Security {
    /// TLS from the first octet; port 465, the preferred way to submit (RFC 8314 §3.3).
    IMPLICIT_TLS,
    /// Plain text up to STARTTLS, which must be offered; port 587.
    STARTTLS,
    /// Clear text throughout; for a relay on this machine or in a trusted network, by explicit choice.
    NONE
}
