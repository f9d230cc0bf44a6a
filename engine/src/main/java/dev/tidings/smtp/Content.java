package dev.tidings.smtp;

/// A message's octets, and what they ask of a server.
final class Content {
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
        for (int i = 0; i < octets.length; i++) {
            if (isPairAt(i)) {
                i++;
            } else if (octets[i] == '\r' || octets[i] == '\n') {
                bare++;
            }
        }
        return bare;
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
