package dev.tidings.mime;

import dev.tidings.mail.Sha256;
import java.security.MessageDigest;

/// The canonical form `relaxed` of header fields and of the body (RFC 6376 §3.4.2, §3.4.4): what relays may
/// do to white space does not show in it.
final class Relaxed {
    private static final int PIECE = 8192;
    private static final int SPACE_AND_OCTET = 2;

    private final MessageDigest digest = Sha256.fresh();
    private final byte[] piece = new byte[PIECE];
    private int filled;

    private Relaxed() {}

    /// Adds a header field without the line end behind it: its name in lower case, its lines joined, every run
    /// of white space one space, and none around the colon or at the end.
    ///
    /// @param to the field's end, before its CRLF
    static void field(byte[] mail, int from, int to, Octets out) {
        byte[] target = out.reserve(to - from);
        int size = out.size();
        int at = from;
        for (; mail[at] != ':'; at++) {
            byte octet = mail[at];
            if (!isSpace(octet)) target[size++] = octet >= 'A' && octet <= 'Z' ? (byte) (octet + 32) : octet;
        }
        target[size++] = ':';
        boolean space = false;
        boolean begun = false;
        for (at++; at < to; at++) {
            byte octet = mail[at];
            if (octet == '\r' || octet == '\n') continue;
            if (isSpace(octet)) {
                space = begun;
            } else {
                if (space) target[size++] = ' ';
                target[size++] = octet;
                space = false;
                begun = true;
            }
        }
        out.wroteUpTo(size);
    }

    /// SHA-256 of the body: every run of white space one space, none at a line's end, no empty lines at the
    /// end. A body of nothing but empty lines is no octet at all.
    static byte[] bodyHash(byte[] mail, int from) {
        return new Relaxed().hash(mail, from);
    }

    private byte[] hash(byte[] mail, int from) {
        int lines = 0;
        boolean space = false;
        boolean begun = false;
        for (int at = from; at < mail.length; at++) {
            byte octet = mail[at];
            if (octet == '\r' && at + 1 < mail.length && mail[at + 1] == '\n') {
                lines++;
                at++;
                space = false;
            } else if (isSpace(octet)) {
                space = true;
            } else {
                for (; lines > 0; lines--) endLine();
                if (filled > PIECE - SPACE_AND_OCTET) flush();
                if (space) piece[filled++] = ' ';
                piece[filled++] = octet;
                space = false;
                begun = true;
            }
        }
        if (begun) endLine();
        flush();
        return digest.digest();
    }

    private void endLine() {
        if (filled > PIECE - 2) flush();
        piece[filled++] = '\r';
        piece[filled++] = '\n';
    }

    private void flush() {
        digest.update(piece, 0, filled);
        filled = 0;
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }
}
