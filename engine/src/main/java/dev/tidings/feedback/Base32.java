package dev.tidings.feedback;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// Octets in letters and digits of one case (RFC 4648 §6), without padding.
final class Base32 {
    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;

    private Base32() {}

    static int length(int octets) {
        return Math.ceilDiv(octets * 8, BITS);
    }

    static String of(byte[] octets) {
        StringBuilder text = new StringBuilder(length(octets.length));
        int held = 0;
        int bits = 0;
        for (byte octet : octets) {
            held = held << 8 | Byte.toUnsignedInt(octet);
            for (bits += 8; bits >= BITS; bits -= BITS) {
                text.append(DIGITS.charAt(held >> bits - BITS & 31));
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) text.append(DIGITS.charAt(held << BITS - bits & 31));
        return text.toString();
    }

    /// Empty when that is not what such octets look like.
    static Optional<byte[]> octets(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (int at = 0; at < text.length(); at++) {
            int digit = DIGITS.indexOf(text.charAt(at));
            if (digit < 0) return Optional.empty();
            held = held << BITS | digit;
            bits += BITS;
            if (bits >= 8) {
                bits -= 8;
                octets.write(held >> bits & 255);
                held &= (1 << bits) - 1;
            }
        }
        return Optional.of(octets.toByteArray());
    }
}
