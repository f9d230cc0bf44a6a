package dev.tidings.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// Writes a message's octets as DATA wants them, in one pass: dots doubled at the start of a line (RFC 5321
/// §4.5.2), and every line end CRLF, so that no bare CR or LF ever leaves (§2.3.8) and no server, however
/// lenient, finds an end of data inside a message (SMTP smuggling, CVE-2023-51764 and its kin). For content
/// that is well made only the dots change.
///
/// The last piece is kept back until [#end()], and leaves in the same write as the final dot.
final class ContentWriter {
    private static final byte[] LINE_END = "\r\n".getBytes(US_ASCII);
    private static final byte[] FINAL_DOT = ".\r\n".getBytes(US_ASCII);
    private static final int BUFFER_OCTETS_MAX = 64 * 1024;

    private final Wire wire;
    private final byte[] buffer;
    private int filled;
    private boolean unread;

    ContentWriter(Wire wire, int contentLength) {
        this.wire = wire;
        this.buffer = new byte[Math.min(contentLength + contentLength / 32 + 64, BUFFER_OCTETS_MAX)];
    }

    /// @return false when the server reads no more of it; why, it may have said
    boolean write(byte[] content) throws Breakdown {
        int lineStart = 0;
        while (lineStart < content.length && !unread) {
            int lineEnd = lineStart;
            while (lineEnd < content.length && content[lineEnd] != '\n' && content[lineEnd] != '\r') {
                lineEnd++;
            }
            if (content[lineStart] == '.') {
                put(FINAL_DOT, 0, 1);
            }
            put(content, lineStart, lineEnd - lineStart);
            put(LINE_END, 0, LINE_END.length);
            lineStart = afterLineEnd(content, lineEnd);
        }
        return !unread;
    }

    /// @param behind what leaves in the same write: the next envelope's commands (RFC 2920 §3.1)
    void end(byte[] behind) throws Breakdown {
        put(FINAL_DOT, 0, FINAL_DOT.length);
        put(behind, 0, behind.length);
        wire.write(Verb.END_OF_DATA, buffer, filled);
    }

    private static int afterLineEnd(byte[] content, int lineEnd) {
        boolean pair = lineEnd + 1 < content.length && content[lineEnd] == '\r' && content[lineEnd + 1] == '\n';
        return lineEnd + (pair ? 2 : 1);
    }

    private void put(byte[] octets, int from, int count) throws Breakdown {
        int done = 0;
        while (done < count) {
            if (filled == buffer.length) {
                flush();
            }
            int now = Math.min(count - done, buffer.length - filled);
            System.arraycopy(octets, from + done, buffer, filled, now);
            filled += now;
            done += now;
        }
    }

    private void flush() throws Breakdown {
        unread |= !wire.offer(Verb.CONTENT, buffer, filled);
        filled = 0;
    }
}
