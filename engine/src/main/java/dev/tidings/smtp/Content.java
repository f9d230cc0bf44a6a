package dev.tidings.smtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A message's octets, and what they ask of a server.
final class Content {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long CARRIAGE_RETURNS = ONES * '\r';
    private static final long LINE_FEEDS = ONES * '\n';

    private final byte[] octets;
    private final boolean eightBit;

    Content(byte[] octets) {
        this.octets = octets;
        this.eightBit = isEightBit(octets, octets.length);
    }

    /// Needs 8BITMIME (RFC 6152).
    boolean isEightBit() {
        return eightBit;
    }

    /// Has raw UTF-8 in its header, and so needs SMTPUTF8 (RFC 6531 §3.2).
    boolean hasInternationalHeader() {
        return eightBit && isEightBit(octets, headerLength());
    }

    int length() {
        return octets.length;
    }

    byte[] octets() {
        return octets;
    }

    /// With every bare CR or LF made CRLF, as it must be before its length is said: BDAT takes octets as they
    /// come (RFC 3030), so nobody else would mend them.
    Content withLineEnds() {
        int bare = bareLineEnds();
        if (bare == 0) {
            return this;
        }
        byte[] mended = new byte[octets.length + bare];
        int to = 0;
        for (int i = 0; i < octets.length; i++) {
            boolean lineEnd = octets[i] == '\r' || octets[i] == '\n';
            if (!lineEnd) {
                mended[to++] = octets[i];
                continue;
            }
            if (isPairAt(i)) {
                i++;
            }
            mended[to++] = '\r';
            mended[to++] = '\n';
        }
        return new Content(mended);
    }

    private int bareLineEnds() {
        int bare = 0;
        for (int i = lineEndFrom(0); i < octets.length; i = lineEndFrom(i + 1)) {
            if (isPairAt(i)) {
                i++;
            } else {
                bare++;
            }
        }
        return bare;
    }

    /// The place of the next CR or LF; the length where there is none. Looks at eight octets at a time: this is done
    /// for every mail, and few octets are line ends.
    private int lineEndFrom(int from) {
        int i = from;
        while (i + Long.BYTES <= octets.length && !holdsLineEnd((long) EIGHT.get(octets, i))) {
            i += Long.BYTES;
        }
        while (i < octets.length && octets[i] != '\r' && octets[i] != '\n') {
            i++;
        }
        return i;
    }

    private static boolean holdsLineEnd(long eight) {
        return holdsZero(eight ^ CARRIAGE_RETURNS) || holdsZero(eight ^ LINE_FEEDS);
    }

    /// Whether one of the eight octets is zero: only then does taking one off each borrow from its highest bit.
    private static boolean holdsZero(long eight) {
        return ((eight - ONES) & ~eight & HIGHS) != 0;
    }

    private boolean isPairAt(int at) {
        return octets[at] == '\r' && at + 1 < octets.length && octets[at + 1] == '\n';
    }

    private int headerLength() {
        for (int i = 3; i < octets.length; i++) {
            if (octets[i] == '\n' && octets[i - 1] == '\r' && octets[i - 2] == '\n' && octets[i - 3] == '\r') {
                return i;
            }
        }
        return octets.length;
    }

    private static boolean isEightBit(byte[] octets, int length) {
        int union = 0;
        for (int i = 0; i < length; i++) {
            union |= octets[i];
        }
        return union < 0;
    }
}
