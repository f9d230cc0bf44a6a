package dev.tidings.smtp;

import java.util.List;

/// A message for a conversation that carries many, and who hears what came of it.
public interface Letter {
    Envelope envelope();

    /// A whole message as RFC 5322 has it, with CRLF line ends. What leaves is just these octets, but for bare CR
    /// or LF, which become CRLF, and for dots that DATA doubles.
    byte[] content();

    /// Hears what is said for this message and answered to it, and nothing else. Asked for once in each
    /// conversation.
    default Transcript transcript() {
        return Transcript.NONE;
    }

    /// Told once, as soon as it is known, on the thread that carries.
    ///
    /// @param answers all that the server answered to this message, in order
    void handedOver(Handover what, List<Answer> answers);
}
