package dev.tidings.feedback.mail;

import java.util.Arrays;

/// Where a message begins: behind empty lines, a byte order mark and the line that mailboxes put before it (`From `).
final class Beginning {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Beginning() {}

    /// @param octets with LF at the end of lines
    static byte[] cut(byte[] octets) {
        int start = startsWith(MARK, octets, 0) ? MARK.length : 0;
        while (start < octets.length && Character.isWhitespace(octets[start])) {
            start++;
        }
        if (startsWith(new byte[] {'F', 'r', 'o', 'm', ' '}, octets, start)) {
            while (start < octets.length && octets[start] != '\n') {
                start++;
            }
            start = Math.min(start + 1, octets.length);
        }
        return start == 0 ? octets : Arrays.copyOfRange(octets, start, octets.length);
    }

    private static boolean startsWith(byte[] what, byte[] octets, int at) {
        return octets.length >= at + what.length && Arrays.equals(what, 0, what.length, octets, at, at + what.length);
    }
}
