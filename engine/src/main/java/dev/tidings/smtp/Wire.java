package dev.tidings.smtp;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;

/// One connection: commands out, replies in, each step within its time. Once one goes wrong it is closed.
final class Wire {
    private static final int GATHERED_MAX = 64 * 1024;

    private final Socket tcp;
    private final Timeouts timeouts;
    private final Transcript transcript;
    private final boolean quickAck;
    private final Alarm alarm;
    private final Secrets secrets = new Secrets();
    private byte[] gathering = new byte[0];
    private int gathered;
    private String refusedWrite = "";
    private Socket top;
    private OutputStream out;
    private ReplyReader replies;
    private long written = System.nanoTime();
    private long heard = written;
    private long heardBefore = written;

    /// @param tcp connected
    Wire(Socket tcp, Timeouts timeouts, Transcript transcript) throws IOException {
        this.tcp = tcp;
        this.timeouts = timeouts;
        this.transcript = transcript;
        this.quickAck = tcp.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        this.alarm = new Alarm(this::closeTcp);
        tcp.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.top = tcp;
        this.out = tcp.getOutputStream();
        this.replies = new ReplyReader(tcp.getInputStream());
    }

    /// Writes commands as one segment: apart, they would meet Nagle's algorithm and delayed acknowledgements.
    void say(List<Command> commands) throws Breakdown {
        byte[] group = octets(commands);
        write(commands.getFirst().verb(), group, group.length);
    }

    /// The octets of commands that leave with something else, by [#write]; the transcript hears of them now.
    byte[] octets(List<Command> commands) {
        ByteArrayOutputStream group = new ByteArrayOutputStream(256);
        for (Command command : commands) {
            transcript.sent(command.toString());
            group.writeBytes(command.octets());
        }
        return group.toByteArray();
    }

    void say(Command command) throws Breakdown {
        say(List.of(command));
    }

    void write(Verb at, byte[] octets, int count) throws Breakdown {
        if (!offer(at, octets, count)) {
            close();
            throw new Breakdown(new Break(at, Break.Kind.LOST, refusedWrite));
        }
    }

    /// As [#write], but to a server that may have said why it reads no more: that can be heard yet.
    ///
    /// @return false when it reads no more
    boolean offer(Verb at, byte[] octets, int count) throws Breakdown {
        alarm.arm(timeouts.of(at));
        try {
            out.write(octets, 0, count);
            alarm.disarm();
            written = System.nanoTime();
            return true;
        } catch (IOException e) {
            if (alarm.rang()) {
                throw broken(at, e, "the server stopped reading");
            }
            alarm.disarm();
            refusedWrite = Display.clean(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /// Takes octets to be written with what follows; what has been gathered leaves when it is a good deal, and at
    /// [#flush].
    ///
    /// @return false when the server reads no more; the last of the octets has not left then
    boolean gather(Verb at, byte[] octets) throws Breakdown {
        if (gathering.length == 0) {
            gathering = new byte[GATHERED_MAX];
        }
        for (int done = 0; done < octets.length; ) {
            if (gathered == gathering.length && !flush(at)) {
                return false;
            }
            int now = Math.min(octets.length - done, gathering.length - gathered);
            System.arraycopy(octets, done, gathering, gathered, now);
            gathered += now;
            done += now;
        }
        return true;
    }

    /// @return false when the server reads no more
    boolean flush(Verb at) throws Breakdown {
        int count = gathered;
        gathered = 0;
        return count == 0 || offer(at, gathering, count);
    }

    /// When the last write was done, in the JVM's nanoseconds.
    long written() {
        return written;
    }

    /// How long the server took for the last reply to what was written by then.
    Duration waited(long written) {
        return Duration.ofMillis(NANOSECONDS.toMillis(Math.max(0, Math.min(heard - written, heard - heardBefore))));
    }

    /// How long the server took for the last reply to what was written last.
    Duration waited() {
        return waited(written);
    }

    /// Whether somebody follows all that is said on this connection.
    boolean isHeard() {
        return transcript != Transcript.NONE;
    }

    /// For the transcript, what [#write] puts on the wire unseen.
    void note(String line) {
        transcript.sent(line);
    }

    /// No reply shows this from now on.
    void keepSecret(String secret) {
        secrets.add(secret);
    }

    /// A text without what is secret.
    String hidden(String text) {
        return secrets.hidden(text);
    }

    /// The next reply, within the time for `at`. A challenge within AUTH is as the server said it, and not
    /// to be shown.
    Reply reply(Verb at) throws Breakdown {
        return replyTo(at, at);
    }

    /// The next reply, of which only its passing matters, within the short time for RSET.
    Reply passing(Verb at) throws Breakdown {
        return replyTo(at, Verb.RSET);
    }

    private Reply replyTo(Verb at, Verb timed) throws Breakdown {
        alarm.arm(timeouts.of(timed));
        try {
            acknowledgeAtOnce();
            Reply reply = replies.read();
            heardBefore = heard;
            heard = replies.arrived();
            alarm.disarm();
            boolean challenge = at == Verb.AUTH && reply.isIntermediate();
            Reply shown = challenge ? new Reply(reply.code(), Optional.empty(), "…") : shown(at, reply);
            transcript.received(shown);
            return challenge ? reply : shown;
        } catch (IOException e) {
            throw broken(
                    at,
                    e,
                    "no reply within "
                            + timeouts.of(timed).toString().substring(2).toLowerCase(Locale.ROOT));
        }
    }

    /// The list of what a server offers is read, and needed whole.
    private Reply shown(Verb at, Reply reply) {
        Reply hidden = secrets.hidden(reply);
        return at == Verb.EHLO ? hidden : hidden.kept();
    }

    /// Linux forgets this option after a while, so it is set for each wait. Without it Postfix, whose second
    /// small segment waits for our acknowledgement of the first, stalls 40 ms on every mail.
    private void acknowledgeAtOnce() throws IOException {
        if (quickAck && replies.isDrained()) {
            tcp.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }

    /// Whether the server has said something that was not asked for.
    boolean hasUnread() {
        try {
            return replies.hasUnread();
        } catch (IOException e) {
            return true;
        }
    }

    /// Puts TLS under everything that follows.
    void secure(Trust trust, String host, int port) throws Breakdown {
        alarm.arm(timeouts.of(Verb.STARTTLS));
        try {
            SSLSocket tls = trust.over(tcp, host, port);
            alarm.disarm();
            top = tls;
            out = tls.getOutputStream();
            replies = new ReplyReader(tls.getInputStream());
            transcript.secured(words(tls.getSession()));
        } catch (IOException e) {
            throw broken(Verb.STARTTLS, e, "the TLS handshake took too long");
        }
    }

    /// Version and cipher suite, `TLSv1.3 TLS_AES_256_GCM_SHA384`.
    static String words(SSLSession tls) {
        return tls.getProtocol() + " " + tls.getCipherSuite();
    }

    Optional<SSLSession> tls() {
        return top instanceof SSLSocket tls ? Optional.of(tls.getSession()) : Optional.empty();
    }

    boolean isLoopback() {
        return tcp.getInetAddress().isLoopbackAddress();
    }

    InetSocketAddress peer() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getPort());
    }

    boolean isOpen() {
        return !tcp.isClosed();
    }

    /// Says QUIT, hears the answer out and closes, all on a thread of its own: nobody waits for it.
    void quit() {
        if (!isOpen()) {
            return;
        }
        Thread.ofVirtual().name("smtp-quit").start(() -> {
            try {
                say(Command.of(Verb.QUIT, "QUIT"));
                reply(Verb.QUIT);
                alarm.arm(timeouts.of(Verb.QUIT));
                top.close();
            } catch (Breakdown | IOException e) {
                // it was to be closed, and is: nothing depends on how
            } finally {
                close();
            }
        });
    }

    void close() {
        alarm.stop();
        closeTcp();
    }

    /// The bare socket: closing TLS can wait for the very write that hangs.
    private void closeTcp() {
        try {
            tcp.close();
        } catch (IOException e) {
            // nothing is left to lose
        }
    }

    private Breakdown broken(Verb at, IOException e, String whenLate) {
        boolean late = alarm.rang();
        close();
        if (late) {
            return new Breakdown(new Break(at, Break.Kind.TIMED_OUT, whenLate));
        }
        return switch (e) {
            case ProtocolViolation violation -> Breakdown.protocol(at, violation.why(secrets::hidden));
            case EOFException end -> new Breakdown(new Break(at, Break.Kind.LOST, "the server closed the connection"));
            default -> new Breakdown(new Break(at, Break.Kind.LOST, Display.clean(String.valueOf(e.getMessage()))));
        };
    }
}
