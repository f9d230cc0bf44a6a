package dev.tidings.mime;

import java.util.Base64;

/// RFC 2045 §6.8: lines of 76 columns.
final class Base64Lines {
    private static final int COLUMNS = 76;
    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(COLUMNS, new byte[] {'\r', '\n'});

    private Base64Lines() {}

    /// The last line is left open.
    static void write(byte[] content, Octets out) {
        out.add(ENCODER.encode(content));
    }

    static int octets(int length) {
        long characters = (length + 2L) / 3 * 4;
        return (int) Math.min(characters + characters / COLUMNS * 2, Integer.MAX_VALUE / 2);
    }
}
