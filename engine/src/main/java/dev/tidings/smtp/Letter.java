package dev.tidings.smtp;

/// A message for a conversation that carries many, and who hears what came of it.
public interface Letter {
    Envelope envelope();

    /// A whole message as RFC 5322 has it, with CRLF line ends. What leaves is just these octets, but for bare CR
    /// or LF, which become CRLF, and for dots that DATA doubles.
    byte[] content();

    /// Told once, as soon as it is known, on the thread that carries.
    void handedOver(Handover what);
}
