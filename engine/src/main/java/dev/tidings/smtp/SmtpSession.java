package dev.tidings.smtp;

import dev.tidings.smtp.Handover.Answered;
import dev.tidings.smtp.Handover.Unfit;
import dev.tidings.smtp.Transaction.Start;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
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
    static final Break ENDED = new Break(Verb.MAIL, Break.Kind.LOST, "the conversation ended before its turn");

    private final Wire wire;
    private final Extensions extensions;
    private boolean needsReset;
    private boolean used;
    private boolean mishandlesChunking;

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

    /// @param transcript hears all that is said on this connection, to its end; see [Letter#transcript] too
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
        return wire.tls().map(Wire::words);
    }

    /// Asks whether the server takes this sender, and takes the question back by RSET: no message begins.
    ///
    /// @return the reply to MAIL, or where the line broke
    public Handover ask(String sender) {
        Demands demands = new Demands(new Envelope(sender, sender), new Content(new byte[0]), extensions);
        Optional<Unfit> unfit = demands.unmet();
        if (unfit.isPresent()) {
            return unfit.get();
        }
        try {
            used = true;
            wire.say(demands.mail());
            Reply reply = wire.reply(Verb.MAIL);
            if (reply.isFarewell()) {
                wire.close();
            } else {
                takeBack();
            }
            return new Answered(Verb.MAIL, reply, Map.of());
        } catch (Breakdown breakdown) {
            return new Handover.Broken(breakdown.how());
        }
    }

    private void takeBack() throws Breakdown {
        wire.say(Command.of(Verb.RSET, "RSET"));
        if (!wire.reply(Verb.RSET).isPositive()) {
            wire.close();
        }
    }

    /// Hands over one message.
    ///
    /// @param content as [Letter#content]
    /// @param gate    asked at most once, right before the write with the final dot
    public Handover send(Envelope envelope, byte[] content, EndOfDataGate gate) {
        Single single = new Single(envelope, content, gate);
        carry(single, 1);
        return single.outcome();
    }

    /// Carries letters until the bag is empty or the conversation ends. Each that was taken out hears what came
    /// of it.
    ///
    /// @param window how many may be in flight at once where the server offers CHUNKING and PIPELINING; 1 for
    ///               none
    public void carry(Mailbag bag, int window) {
        boolean known = false;
        try {
            if (window > 1 && extensions.chunking() && extensions.pipelining()) {
                carryByWindow(bag, window);
            } else {
                carryOneByOne(bag);
            }
            known = true;
        } finally {
            if (!known) {
                wire.close();
            }
        }
    }

    private void carryByWindow(Mailbag bag, int size) {
        Window window = new Window(wire, extensions, size, used);
        used = true;
        needsReset = false; // each of its envelopes begins with one
        window.run(bag);
        mishandlesChunking = window.mishandled();
    }

    private void carryOneByOne(Mailbag bag) {
        Optional<Transaction> next = next(bag, false);
        while (next.isPresent()) {
            Transaction transaction = next.get();
            transaction.run(bag, () -> next(bag, true));
            needsReset = transaction.needsReset();
            next = transaction.next();
            if (!wire.isOpen()) {
                next.ifPresent(each -> each.abandon(ENDED));
                return;
            }
            if (next.isEmpty()) {
                next = next(bag, false);
            }
        }
    }

    /// The next letter that this server can take.
    ///
    /// @param behind its envelope leaves with the end of the one before
    private Optional<Transaction> next(Mailbag bag, boolean behind) {
        while (wire.isOpen()) {
            List<Letter> letters = bag.next(1);
            if (letters.isEmpty()) {
                return Optional.empty();
            }
            Letter letter = letters.getFirst();
            Demands demands = new Demands(letter.envelope(), new Content(letter.content()), extensions);
            Optional<Unfit> unfit = demands.unmet();
            if (unfit.isEmpty()) {
                Start start = new Start(!behind && needsReset, behind, used);
                used = true;
                return Optional.of(new Transaction(wire, letter, demands, start));
            }
            letter.handedOver(unfit.get(), List.of());
        }
        return Optional.empty();
    }

    /// The server offers CHUNKING and does not know BDAT, as was found out.
    public boolean mishandlesChunking() {
        return mishandlesChunking;
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
