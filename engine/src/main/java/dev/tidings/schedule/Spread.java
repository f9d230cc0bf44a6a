package dev.tidings.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

/// Staggers people over a window, each at the same offset every time.
///
/// The offset is made of a hash, so it needs no memory, is the same on every node, and does not change
/// between versions.
///
/// @param window whole milliseconds count; 0 for no spreading
public record Spread(Duration window) {
    public Spread {
        if (window.isNegative()) {
            throw new IllegalArgumentException("a window is 0 or more, not " + window);
        }
    }

    /// An offset from 0 up to, not including, the window, in milliseconds.
    public Duration offset(String id, String key) {
        long hash = ByteBuffer.wrap(sha256(id + "\n" + key)).getLong();
        return Duration.ofMillis(Math.unsignedMultiplyHigh(hash, window.toMillis()));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
