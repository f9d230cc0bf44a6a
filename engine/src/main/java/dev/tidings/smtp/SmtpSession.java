package dev.tidings.smtp;

import dev.tidings.smtp.Handover.Unfit;
import java.net.InetSocketAddress;
import java.util.Optional;

/// An open conversation with a mail server, ready to take messages one after another.
///
/// For one thread at a time, which blocks while the server thinks; a virtual thread is best. Nothing here
/// sleeps, retries or keeps a thread of its own, and no step outlives its time ([Timeouts]).
///
/// ```java
/// try (SmtpSession session = SmtpSession.open(server)) {
///     Handover what = session.send(new Envelope("reports@example.com", "ann@example.org"), octets, gate);
/// }
/// ```
public final class SmtpSession implements AutoCloseable {
    private final Wire wire;
    private final Extensions extensions;
    private boolean needsReset;

    SmtpSession(Wire wire, Extensions extensions) {
        this.wire = wire;
        this.extensions = extensions;
    }

    /// Connects, greets, secures and signs in, as `server` says; each of its addresses is tried in turn.
    ///
    /// @throws NoSession with the reason; nothing is left open then
    public static SmtpSession open(SmtpServer server) throws NoSession {
        return open(server, Transcript.NONE);
    }

    public static SmtpSession open(SmtpServer server, Transcript transcript) throws NoSession {
        return Opening.open(server, transcript, Resolver.SYSTEM);
    }

    /// What the server offered last, so after TLS.
    public Extensions extensions() {
        return extensions;
    }

    /// The address that took the connection.
    public InetSocketAddress peer() {
        return wire.peer();
    }

    /// Version and cipher suite, `TLSv1.3 TLS_AES_256_GCM_SHA384`; empty in clear text.
    public Optional<String> tls() {
        return wire.tls().map(tls -> tls.getProtocol() + " " + tls.getCipherSuite());
    }

    /// Hands over one message. The octets leave as they are, but for doubled dots and for bare CR or LF,
    /// which become CRLF.
    ///
    /// @param content a whole message as RFC 5322 has it, with CRLF line ends
    /// @param gate    asked at most once, right before the write with the final dot
    public Handover send(Envelope envelope, byte[] content, EndOfDataGate gate) {
        Demands demands = new Demands(envelope, new Content(content), extensions);
        Optional<Unfit> unfit = demands.unmet();
        return unfit.isPresent() ? unfit.get() : send(demands, gate);
    }

    private Handover send(Demands demands, EndOfDataGate gate) {
        Transaction transaction = new Transaction(wire, demands, needsReset);
        boolean known = false;
        try {
            Handover handover = transaction.run(gate);
            needsReset = transaction.needsReset();
            known = true;
            return handover;
        } finally {
            if (!known) {
                wire.close();
            }
        }
    }

    /// Whether the conversation is in a known state and may take another message. An unfinished envelope is
    /// cleared by RSET ahead of the next one. What a server did to an idle connection is known only when it
    /// is used.
    public boolean reusable() {
        return wire.isOpen() && !wire.hasUnread();
    }

    /// Says QUIT, if there is still somebody to say it to. Returns at once; the answer is waited for
    /// elsewhere.
    @Override
    public void close() {
        wire.quit();
    }
}
