package dev.tidings.mime;

import java.util.Arrays;
import java.util.Base64;

/// Text beyond ASCII in a header, as encoded words (RFC 2047): at most 75 characters each, on lines of at
/// most 76, whole characters in each. Readers drop the line ends between neighbours.
final class EncodedWords {
    private static final int COLUMNS_MAX = 75; // of 76, so that a quote may follow
    private static final int FRAME = "=?UTF-8?B?".length() + "?=".length();
    private static final int ROOM_MIN = 12; // one character of four octets as Q
    private static final String HEX = "0123456789ABCDEF";

    private final byte[] text;
    private final boolean base64;

    EncodedWords(byte[] text) {
        this.text = text;
        this.base64 = (text.length + 2) / 3 * 4 < octetsAsQ(text, 0, text.length);
    }

    /// Writes white space and then the words, and tells the column behind the last one.
    ///
    /// @param column where on its line the white space goes; folds there when no word has room behind it
    int writeAfter(int column, Octets out) {
        boolean hasRoom = column + 1 + FRAME + ROOM_MIN <= COLUMNS_MAX;
        out.add(hasRoom ? " " : "\r\n ");
        return writeAt(hasRoom ? column + 1 : 1, out);
    }

    /// Writes the words and tells the column behind the last one.
    ///
    /// @param column where on its line the first word starts; leaves room for one
    int writeAt(int column, Octets out) {
        int start = column;
        for (int from = 0; from < text.length; ) {
            if (from > 0) {
                out.add("\r\n ");
                start = 1;
            }
            int to = endOfWord(from, COLUMNS_MAX - FRAME - start);
            int before = out.size();
            out.add(base64 ? "=?UTF-8?B?" : "=?UTF-8?Q?");
            if (base64) out.add(Base64.getEncoder().encode(Arrays.copyOfRange(text, from, to)));
            else writeQ(from, to, out);
            out.add("?=");
            start += out.size() - before;
            from = to;
        }
        return start;
    }

    private int endOfWord(int from, int room) {
        int to = from;
        for (int next = from; next < text.length; to = next) {
            next = endOfCharacter(next);
            int octets = base64 ? (next - from + 2) / 3 * 4 : octetsAsQ(text, from, next);
            if (octets > room) break;
        }
        return to;
    }

    private int endOfCharacter(int from) {
        int end = from + 1;
        while (end < text.length && (text[end] & 0xC0) == 0x80) end++;
        return end;
    }

    private void writeQ(int from, int to, Octets out) {
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (b == ' ') out.add('_');
            else if (isPlain(b)) out.add((char) b);
            else out.add('=').add(HEX.charAt((b >> 4) & 15)).add(HEX.charAt(b & 15));
        }
    }

    private static int octetsAsQ(byte[] text, int from, int to) {
        int octets = 0;
        for (int i = from; i < to; i++) octets += text[i] == ' ' || isPlain(text[i]) ? 1 : 3;
        return octets;
    }

    /// What may stand for itself even in a name before an address (RFC 2047 §5 (3)).
    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '!'
                || b == '*'
                || b == '+'
                || b == '-'
                || b == '/';
    }
}
