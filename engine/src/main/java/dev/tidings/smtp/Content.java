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
