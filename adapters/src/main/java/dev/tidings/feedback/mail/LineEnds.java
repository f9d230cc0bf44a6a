package dev.tidings.feedback.mail;

import java.util.Arrays;

/// Makes every end of a line, CR, LF or CRLF in any mixture, a LF.
final class LineEnds {
    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private LineEnds() {}

    static byte[] plain(byte[] octets) {
        byte[] plain = new byte[octets.length];
        int length = 0;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] != CR) {
                plain[length++] = octets[i];
            } else if (!endsWithLf(octets, i)) {
                plain[length++] = LF;
            }
        }
        return Arrays.copyOf(plain, length);
    }

    /// Whether a LF stands behind this CR, or behind the further ones that some gateways put there.
    private static boolean endsWithLf(byte[] octets, int at) {
        int next = at + 1;
        while (next < octets.length && octets[next] == CR && next - at < 3) {
            next++;
        }
        return next < octets.length && octets[next] == LF;
    }
}
