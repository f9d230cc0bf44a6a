package dev.tidings.bench.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;

/// What came in and was not looked at yet.
final class Incoming {
    private static final int CONTENT_END = 5;

    private final byte[] buffer = new byte[128 * 1024];
    private InputStream in = InputStream.nullInputStream();
    private int line;
    private int from;
    private int to;

    /// Forgets what came before: what is said in clear text does not count any more.
    void from(Socket socket) throws IOException {
        in = socket.getInputStream();
        line = 0;
        from = 0;
        to = 0;
    }

    void more() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = to == buffer.length ? -1 : in.read(buffer, to, buffer.length - to);
        if (read < 0) {
            throw new EOFException();
        }
        to += read;
    }

    /// Takes the next line, if it is all there.
    boolean hasLine() {
        for (int at = from; at < to; at++) {
            if (buffer[at] == '\n') {
                line = from;
                from = at + 1;
                return true;
            }
        }
        return false;
    }

    /// The first four letters of the line.
    int verb() {
        return from - line < 5 ? 0 : verb(buffer, line);
    }

    static int verb(byte[] octets, int at) {
        int upper = ~0x20;
        return (octets[at] & upper) << 24
                | (octets[at + 1] & upper) << 16
                | (octets[at + 2] & upper) << 8
                | (octets[at + 3] & upper);
    }

    /// The octets that BDAT announces.
    int chunkLength() {
        int length = 0;
        for (int at = line + 5; at < from && buffer[at] >= '0' && buffer[at] <= '9'; at++) {
            length = length * 10 + buffer[at] - '0';
        }
        return length;
    }

    boolean isLastChunk() {
        return new String(buffer, line, from - line, US_ASCII)
                .toUpperCase(Locale.ROOT)
                .contains("LAST");
    }

    void skip(int octets) throws IOException {
        int left = octets;
        while (left > to - from) {
            left -= to - from;
            from = to;
            more();
        }
        from += left;
    }

    /// Skips up to CR LF dot CR LF. The line end of the command before it counts.
    void skipContent() throws IOException {
        from -= 2;
        while (true) {
            while (from + CONTENT_END <= to) {
                int step = step(buffer[from + CONTENT_END - 1]);
                if (step == 0) {
                    from += CONTENT_END;
                    return;
                }
                from += step;
            }
            more();
        }
    }

    /// How far the end of content is away at least, judged by the octet where its last one would be.
    private int step(byte last) {
        return switch (last) {
            case '\n' -> isContentEnd() ? 0 : 3;
            case '\r' -> 1;
            case '.' -> 2;
            default -> CONTENT_END;
        };
    }

    private boolean isContentEnd() {
        return buffer[from] == '\r'
                && buffer[from + 1] == '\n'
                && buffer[from + 2] == '.'
                && buffer[from + 3] == '\r'
                && buffer[from + 4] == '\n';
    }
}
