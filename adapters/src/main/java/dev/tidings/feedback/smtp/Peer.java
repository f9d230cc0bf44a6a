package dev.tidings.feedback.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.smtp.Alarm;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// Whoever has called: their lines and messages in, our replies out, each within its time as a whole. A trickle
/// of octets gains nobody more of it.
final class Peer implements AutoCloseable {
    /// With an address of 256 octets and all parameters that we know (RFC 5321 §4.5.3.1.4, RFC 6531 §3.4).
    private static final int LINE_OCTETS_MAX = 2048;

    private static final int NOTHING = -1;
    private static final Duration FOR_WRITING = Duration.ofSeconds(30);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Alarm alarm;
    private final byte[] buffer = new byte[8192];
    private int start;
    private int end;
    private long deadline;

    Peer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = new BufferedOutputStream(socket.getOutputStream());
        this.alarm = new Alarm(this::close);
        socket.setTcpNoDelay(true);
    }

    InetAddress address() {
        return socket.getInetAddress();
    }

    /// The next line, without its end.
    ///
    /// @throws Misread                when it is none
    /// @throws SocketTimeoutException when it takes longer than that
    /// @throws EOFException           when nobody is there any more
    String line(Duration patience) throws IOException {
        deadline = System.nanoTime() + patience.toNanos();
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int octet = read(); octet != '\r'; octet = read()) {
            if (octet == '\n') {
                throw new Misread(Rejection.LINE_END, "500 5.5.2 a line ends with CR LF");
            }
            if (line.size() == LINE_OCTETS_MAX) {
                throw new Misread(Rejection.PROTOCOL, "500 5.5.2 a line has at most " + LINE_OCTETS_MAX + " octets");
            }
            line.write(octet);
        }
        if (read() != '\n') {
            throw new Misread(Rejection.LINE_END, "500 5.5.2 a line ends with CR LF");
        }
        return line.toString(UTF_8);
    }

    /// Reads a message up to the line that is a dot alone (RFC 5321 §4.1.1.4). It ends there and nowhere else.
    ///
    /// @param most octets, after which nobody is listened to any more
    void read(Content content, long most, Duration patience) throws IOException {
        deadline = System.nanoTime() + patience.toNanos();
        int before = '\n';
        boolean lineBegins = true;
        while (content.octets() <= most) {
            int octet = read();
            if (lineBegins && octet == '.') {
                octet = read();
                if (octet == '\r') {
                    octet = read();
                    if (octet == '\n') {
                        return;
                    }
                    content.add('\r');
                    before = '\r';
                }
            }
            lineBegins = octet == '\n' && before == '\r';
            if ((octet == '\n') != (before == '\r')) {
                content.endsLinesOtherwise();
            }
            content.add(octet);
            before = octet;
        }
        throw new Misread(Rejection.SIZE, "552 5.3.4 this is much too long");
    }

    private int read() throws IOException {
        if (start == end) {
            fill();
        }
        return buffer[start++] & 0xFF;
    }

    private void fill() throws IOException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        flush();
        socket.setSoTimeout((int) Math.max(1, Duration.ofNanos(left).toMillis()));
        int count = in.read(buffer);
        if (count == NOTHING) {
            throw new EOFException();
        }
        start = 0;
        end = count;
    }

    /// Leaves before the next line is waited for: what was asked in one go is answered in one.
    void say(String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(UTF_8));
    }

    void flush() throws IOException {
        alarm.arm(FOR_WRITING);
        out.flush();
        alarm.disarm();
    }

    @Override
    public void close() {
        alarm.stop();
        try {
            socket.close();
        } catch (IOException e) {
            // nothing is left to lose
        }
    }
}
