package dev.tidings.bench.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// One conversation of the sink: reads as much as there is, answers all that it holds in one write. It is made to
/// cost little: it makes no object for a line, and looks at every fifth octet of content only.
final class Conversation {
    private static final int DATA = verb("DATA");
    private static final int BDAT = verb("BDAT");
    private static final int EHLO = verb("EHLO");
    private static final int MAIL = verb("MAIL");
    private static final int RCPT = verb("RCPT");
    private static final int QUIT = verb("QUIT");
    private static final int STARTTLS = verb("STAR");

    private static final byte[] OK = "250 ok\r\n".getBytes(US_ASCII);
    private static final byte[] GO_ON = "354 go on\r\n".getBytes(US_ASCII);
    private static final byte[] GONE = "250 2.0.0 gone\r\n".getBytes(US_ASCII);
    private static final byte[] DEFERRED = "451 4.3.0 not now\r\n".getBytes(US_ASCII);
    private static final byte[] NOBODY = "503 5.5.1 nobody to send it to\r\n".getBytes(US_ASCII);

    private final Manners manners;
    private final AtomicLong begun;
    private final AtomicLong taken;
    private final Incoming in = new Incoming();
    private final Replies replies = new Replies();
    private Socket socket;
    private Fault fault = Fault.NONE;
    private boolean nobody;

    /// @param begun counts mails whose envelope has begun
    /// @param taken counts mails that were taken
    Conversation(Socket socket, Manners manners, AtomicLong begun, AtomicLong taken) {
        this.socket = socket;
        this.manners = manners;
        this.begun = begun;
        this.taken = taken;
    }

    void hold() {
        try {
            socket.setTcpNoDelay(true);
            in.from(socket);
            replies.to(socket);
            if (manners.atOnce().isPresent()) {
                secure(manners.atOnce().get());
            }
            replies.add("220 sink\r\n".getBytes(US_ASCII));
            while (true) {
                while (!in.hasLine()) {
                    replies.send();
                    in.more();
                }
                if (!obey(in.verb())) {
                    return;
                }
            }
        } catch (IOException gone) {
            // hung up, or so it was to be
        } finally {
            close();
        }
    }

    /// @return false when that was the last command
    private boolean obey(int verb) throws IOException {
        if (verb == MAIL) {
            fault = manners.faults() ? Fault.of(begun.getAndIncrement()) : Fault.NONE;
            nobody = false;
            replies.add(OK);
        } else if (verb == RCPT) {
            recipient();
        } else if (verb == BDAT) {
            boolean last = in.isLastChunk();
            in.skip(in.chunkLength());
            end(last);
        } else if (verb == DATA) {
            data();
        } else if (verb == EHLO) {
            replies.add(manners.ehlo(socket instanceof SSLSocket).getBytes(US_ASCII));
        } else if (verb == STARTTLS && manners.byStarttls().isPresent()) {
            replies.add("220 go ahead\r\n".getBytes(US_ASCII));
            replies.send();
            secure(manners.byStarttls().get());
        } else if (verb == QUIT) {
            replies.add("221 bye\r\n".getBytes(US_ASCII));
            replies.send();
            return false;
        } else {
            replies.add(OK);
        }
        return true;
    }

    private void recipient() throws IOException {
        if (fault == Fault.RESET) {
            socket.setSoLinger(true, 0);
            throw new EOFException("reset");
        }
        nobody = fault == Fault.RECIPIENT_DEFERRED;
        replies.add(nobody ? DEFERRED : OK);
    }

    private void data() throws IOException {
        if (nobody) {
            replies.add(NOBODY);
            return;
        }
        replies.add(GO_ON);
        replies.send();
        in.skipContent();
        end(true);
    }

    private void end(boolean last) throws IOException {
        if (nobody) {
            replies.add(NOBODY);
            return;
        }
        if (last && fault == Fault.CLOSED) {
            throw new EOFException("closed");
        }
        boolean deferred = last && fault == Fault.CONTENT_DEFERRED;
        replies.add(deferred ? DEFERRED : GONE);
        if (last && !deferred) {
            taken.incrementAndGet();
        }
    }

    private void secure(SSLSocketFactory factory) throws IOException {
        SSLSocket tls = (SSLSocket) factory.createSocket(socket, null, socket.getPort(), true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        socket = tls;
        in.from(socket);
        replies.to(socket);
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // it is
        }
    }

    /// The first four letters of a command, whatever their case.
    private static int verb(String letters) {
        return Incoming.verb(letters.getBytes(US_ASCII), 0);
    }
}
