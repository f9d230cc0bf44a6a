package dev.tidings.feedback.imap;

import java.io.IOException;
import java.io.InputStream;

/// What a server says, no more than is allowed. A literal that is announced too long (`{2000000000}`) counts
/// before it has come: whoever reads it makes room for it first.
final class BoundedInput extends InputStream {
    /// Each becomes an object, many times as large as a short one.
    private static final int LINES_MAX = 5_000;

    private static final int NOTHING = -1;

    private final InputStream in;
    private final Runnable beforeWaiting;
    private final byte[] one = new byte[1];
    private long allowed;
    private long left;
    private int linesLeft = LINES_MAX;
    private int peeked = NOTHING;
    private long literalLeft;
    private long announced = NOTHING;
    private Brace brace = Brace.NONE;

    /// How much of `{123}` CR has come.
    private enum Brace {
        NONE,
        OPEN,
        SHUT,
        RETURNED
    }

    /// @param beforeWaiting done before each read from `in`
    BoundedInput(InputStream in, Runnable beforeWaiting) {
        this.in = in;
        this.beforeWaiting = beforeWaiting;
    }

    /// So much, from now on, in some thousands of lines.
    void allow(long octets) {
        allowed = octets;
        left = octets;
        linesLeft = LINES_MAX;
    }

    /// Waits for the next octet, which is kept, or for the end.
    ///
    /// @throws java.net.SocketTimeoutException when the socket's time is over
    void peek() throws IOException {
        if (peeked == NOTHING) {
            peeked = in.read();
        }
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] octets, int from, int most) throws IOException {
        int count = readRaw(octets, from, most);
        for (int i = from; i < from + count; i++) {
            pass(octets[i]);
        }
        return count;
    }

    private int readRaw(byte[] octets, int from, int most) throws IOException {
        if (peeked == NOTHING || most == 0) {
            beforeWaiting.run();
            return in.read(octets, from, most);
        }
        octets[from] = (byte) peeked;
        peeked = NOTHING;
        return 1;
    }

    private void pass(byte octet) throws TooMuch {
        boolean content = literalLeft > 0;
        if (--left < 0 || (octet == '\n' && !content && --linesLeft < 0)) {
            throw new TooMuch(allowed);
        }
        if (content) {
            literalLeft--;
        }
        // also within content: Angus takes a brace at its end and what follows it for the next announcement
        boolean ends = octet == '\n' && brace == Brace.RETURNED;
        if (ends && !content) {
            literalLeft = announced;
            if (literalLeft > left) {
                throw new TooMuch(allowed);
            }
        }
        note(octet);
    }

    private void note(byte octet) {
        if (octet == '{') {
            brace = Brace.OPEN;
            announced = 0;
        } else if (brace == Brace.OPEN && octet >= '0' && octet <= '9') {
            announced = Math.min(announced * 10 + octet - '0', Integer.MAX_VALUE);
        } else if (brace == Brace.OPEN && octet == '}') {
            brace = Brace.SHUT;
        } else {
            brace = brace == Brace.SHUT && octet == '\r' ? Brace.RETURNED : Brace.NONE;
        }
    }

    @Override
    public int available() throws IOException {
        return (peeked == NOTHING ? 0 : 1) + in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
