package dev.tidings.feedback.smtp;

import dev.tidings.mail.Sha256;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;

/// A message as it comes in: the hash of all of it, and so much of its beginning as anybody reads. What a
/// report says stands in front of what it returns.
final class Content {
    private static final int KEPT = 1_000_000;
    private static final int BLOCK = 8192;

    private final long octetsMax;
    private final MessageDigest digest = Sha256.fresh();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(BLOCK);
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private long octets;
    private boolean ambiguous;

    Content(long octetsMax) {
        this.octetsMax = octetsMax;
    }

    void add(int octet) {
        octets++;
        if (octets > octetsMax) {
            return;
        }
        block[filled++] = (byte) octet;
        if (filled == BLOCK) {
            flush();
        }
    }

    private void flush() {
        digest.update(block, 0, filled);
        kept.write(block, 0, Math.min(filled, KEPT - kept.size()));
        filled = 0;
    }

    /// A CR or LF stood alone.
    void endsLinesOtherwise() {
        ambiguous = true;
    }

    boolean isAmbiguous() {
        return ambiguous;
    }

    boolean isTooLong() {
        return octets > octetsMax;
    }

    long octets() {
        return octets;
    }

    byte[] beginning() {
        flush();
        return kept.toByteArray();
    }

    /// Of all octets; once.
    byte[] hash() {
        flush();
        return digest.digest();
    }
}
