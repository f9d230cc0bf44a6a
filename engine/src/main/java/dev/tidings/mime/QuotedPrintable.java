package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// RFC 2045 §6.7, with two precautions of RFC 2049 §3: a dot at a line's start and `From ` there are escaped,
/// since they suffer most on the way.
final class QuotedPrintable {
    private static final int COLUMNS_MAX = 75; // and one more for the `=` of a soft line break
    private static final int ROOM = 4096;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(US_ASCII);

    private final byte[] text;
    private final Octets out;
    private byte[] buffer;
    private int at;
    private int column;

    private QuotedPrintable(byte[] text, int expected, Octets out) {
        this.text = text;
        this.out = out;
        this.buffer = out.reserve(expected);
        this.at = out.size();
    }

    /// @param expected about how many octets it will take
    static void write(byte[] text, int expected, Octets out) {
        new QuotedPrintable(text, expected, out).write();
    }

    static boolean isFromLine(byte[] text, int at) {
        return text.length - at > 4
                && text[at] == 'F'
                && text[at + 1] == 'r'
                && text[at + 2] == 'o'
                && text[at + 3] == 'm'
                && text[at + 4] == ' ';
    }

    private void write() {
        for (int i = 0; i < text.length; i++) {
            makeRoom();
            if (column == 0 && (text[i] == '.' || isFromLine(text, i))) {
                escape(text[i]);
                continue;
            }
            i = plain(i);
            if (i == text.length) break;
            byte b = text[i];
            if (column == COLUMNS_MAX && (Plain.is(b) || b == '\t')) {
                softBreak();
                i--;
            } else if (b == '\t') {
                buffer[at++] = b;
                column++;
            } else if (b == '\r' || b == '\n') {
                lineEnd();
                if (b == '\r' && i + 1 < text.length && text[i + 1] == '\n') i++;
            } else {
                escape(b);
            }
        }
        protectLastSpace();
        out.wroteUpTo(at);
    }

    /// Copies what needs no escape, as far as the line has room.
    private int plain(int from) {
        int end = Plain.end(text, from, Math.min(text.length, from + COLUMNS_MAX - column));
        int octets = end - from;
        System.arraycopy(text, from, buffer, at, octets);
        column += octets;
        at += octets;
        return end;
    }

    private void escape(byte b) {
        if (column + 3 > COLUMNS_MAX) softBreak();
        buffer[at++] = '=';
        buffer[at++] = HEX[(b >> 4) & 15];
        buffer[at++] = HEX[b & 15];
        column += 3;
    }

    private void softBreak() {
        buffer[at++] = '=';
        newLine();
    }

    private void lineEnd() {
        protectLastSpace();
        newLine();
    }

    /// White space at the end of a line gets lost on the way, so it is escaped.
    private void protectLastSpace() {
        if (column == 0) return;
        byte last = buffer[at - 1];
        if (last != ' ' && last != '\t') return;
        at--;
        column--;
        escape(last);
    }

    private void newLine() {
        buffer[at++] = '\r';
        buffer[at++] = '\n';
        column = 0;
    }

    private void makeRoom() {
        if (buffer.length - at > 128) return;
        out.wroteUpTo(at);
        buffer = out.reserve(ROOM);
    }
}
