package dev.tidings.feedback.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.feedback.imap.Failure.Kind;
import dev.tidings.notification.MailboxSpec.Server;
import dev.tidings.smtp.Alarm;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;

/// Octets to a server and from it, each step within its time and its size. A step that outlives its time finds
/// the connection closed.
final class Connection implements AutoCloseable {
    private final Socket tcp;
    private final Duration answer;
    private final Alarm alarm;
    private final boolean quickAck;
    private Socket top;
    private BoundedInput in;
    private OutputStream out;

    private Connection(Socket tcp, Duration answer) throws IOException {
        this.tcp = tcp;
        this.answer = answer;
        this.alarm = new Alarm(this::closeTcp);
        this.quickAck = tcp.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        this.top = tcp;
        tcp.setTcpNoDelay(true);
        tcp.setKeepAlive(true);
        this.in = new BoundedInput(tcp.getInputStream(), this::acknowledgeAtOnce);
        this.out = tcp.getOutputStream();
    }

    /// Each address of the server is tried in turn.
    static Connection to(Server server, Duration answer) throws Failure {
        List<String> failures = new ArrayList<>();
        for (InetAddress address : addresses(server.host())) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, server.port()), (int) answer.toMillis());
                return new Connection(socket, answer);
            } catch (IOException e) {
                close(socket);
                failures.add(address.getHostAddress() + ": " + e.getMessage());
            }
        }
        throw new Failure(
                Kind.LOST, "port " + server.port() + " takes no connection (" + String.join("; ", failures) + ")");
    }

    private static InetAddress[] addresses(String host) throws Failure {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new Failure(Kind.LOST, "there is no such host");
        }
    }

    BoundedInput in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /// A step begins, in which the server may say so much.
    void begin(long octets) {
        in.allow(octets);
        alarm.arm(answer);
    }

    /// Linux forgets this option with each segment of ours, so it is set for each wait. Without it a server
    /// that answers by two small segments holds the second back for 40 ms.
    private void acknowledgeAtOnce() {
        try {
            if (quickAck) {
                tcp.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            }
        } catch (IOException closed) {
            // the step itself will say so
        }
    }

    void end() {
        alarm.disarm();
    }

    /// Whether a step took too long.
    boolean late() {
        return alarm.rang();
    }

    Duration answer() {
        return answer;
    }

    /// Puts TLS under everything that follows.
    void secure(Server server) throws IOException {
        SSLSocket tls = server.trust().over(tcp, server.host(), server.port());
        top = tls;
        in = new BoundedInput(tls.getInputStream(), this::acknowledgeAtOnce);
        out = tls.getOutputStream();
    }

    boolean isSecure() {
        return top instanceof SSLSocket;
    }

    boolean isLoopback() {
        return tcp.getInetAddress().isLoopbackAddress();
    }

    void say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(US_ASCII));
        out.flush();
    }

    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.write(octet);
        }
        return line.toString(UTF_8).stripTrailing();
    }

    boolean hasUnread() throws IOException {
        return in.available() > 0;
    }

    /// Waits until the server says something, or closes.
    ///
    /// @return false when it has not
    boolean await(Duration atMost) throws IOException {
        top.setSoTimeout((int) Math.max(1, atMost.toMillis()));
        try {
            in.peek();
            return true;
        } catch (SocketTimeoutException silence) {
            return false;
        } finally {
            top.setSoTimeout(0);
        }
    }

    @Override
    public void close() {
        alarm.stop();
        closeTcp();
    }

    /// The bare socket: closing TLS can wait for the very write that hangs.
    private void closeTcp() {
        close(tcp);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // nothing is left to lose
        }
    }
}
