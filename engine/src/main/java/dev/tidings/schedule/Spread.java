package dev.tidings.schedule;

import dev.tidings.mail.Sha256;
import java.nio.ByteBuffer;
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
        long hash = ByteBuffer.wrap(Sha256.of(id + "\n" + key)).getLong();
        return Duration.ofMillis(Math.unsignedMultiplyHigh(hash, window.toMillis()));
    }
}
