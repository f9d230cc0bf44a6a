package dev.tidings.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Reads replies off a stream, and trusts none of it: every length has a limit, every code is looked at.
///
/// It accepts LF for CRLF, as Postfix does. It does not watch the clock: the stream's owner closes it in
/// time.
final class ReplyReader {
    /// Octets in all lines of one reply.
    static final int REPLY_OCTETS_MAX = 64 * 1024;

    /// Octets in one line; RFC 5321 §4.5.3.1.5 allows 512, real servers say more.
    static final int LINE_OCTETS_MAX = 4 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[LINE_OCTETS_MAX + 1024];
    private int start;
    private int end;
    private long arrived = System.nanoTime();

    ReplyReader(InputStream in) {
        this.in = in;
    }

    /// One whole reply, however many lines it has.
    ///
    /// @throws ProtocolViolation when it is none, or too long
    /// @throws EOFException      when the server closed before its last line
    Reply read() throws IOException {
        List<String> lines = new ArrayList<>(1);
        String line = line();
        int code = code(line);
        int octets = line.length();
        while (goesOn(line)) {
            lines.add(text(line));
            line = line();
            octets += line.length();
            if (octets > REPLY_OCTETS_MAX) {
                throw new ProtocolViolation("a reply of more than " + REPLY_OCTETS_MAX + " octets");
            }
            if (code(line) != code) {
                throw new ProtocolViolation("a reply with two codes, " + code + " and " + code(line));
            }
        }
        lines.add(text(line));
        return Reply.of(code, lines);
    }

    /// Whether something was received that nobody has read.
    boolean hasUnread() throws IOException {
        return start < end || in.available() > 0;
    }

    /// Whether the next read has to wait for the network.
    boolean isDrained() {
        return start == end;
    }

    /// When the last octets came that the latest reply needed, in the JVM's nanoseconds.
    long arrived() {
        return arrived;
    }

    private String line() throws IOException {
        int scanned = start;
        while (true) {
            while (scanned < end && buffer[scanned] != '\n') {
                scanned++;
            }
            if (scanned - start > LINE_OCTETS_MAX) {
                throw new ProtocolViolation("a line of more than " + LINE_OCTETS_MAX + " octets");
            }
            if (scanned < end) {
                String line = decode(start, scanned);
                start = scanned + 1;
                return line;
            }
            scanned -= start;
            fill();
        }
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        int count = in.read(buffer, end, buffer.length - end);
        if (count < 0) {
            throw new EOFException();
        }
        arrived = System.nanoTime();
        end += count;
    }

    private String decode(int from, int lineFeed) {
        boolean carriageReturn = lineFeed > from && buffer[lineFeed - 1] == '\r';
        return new String(buffer, from, (carriageReturn ? lineFeed - 1 : lineFeed) - from, UTF_8);
    }

    private static int code(String line) throws ProtocolViolation {
        if (line.length() >= 3 && isDigit(line, 0) && isDigit(line, 1) && isDigit(line, 2) && isParted(line)) {
            int code = Integer.parseInt(line, 0, 3, 10);
            if (code >= 200 && code <= 599) {
                return code;
            }
        }
        throw new ProtocolViolation("not an SMTP reply", line);
    }

    private static boolean isDigit(String line, int index) {
        return line.charAt(index) >= '0' && line.charAt(index) <= '9';
    }

    private static boolean isParted(String line) {
        return line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-';
    }

    private static boolean goesOn(String line) {
        return line.length() > 3 && line.charAt(3) == '-';
    }

    private static String text(String line) {
        return line.length() > 4 ? Display.clean(line.substring(4)).strip() : "";
    }
}
