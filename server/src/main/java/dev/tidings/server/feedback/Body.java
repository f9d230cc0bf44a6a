package dev.tidings.server.feedback;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/// Reads what somebody posts: so much of it, and not for longer than it may take.
record Body(int most, Duration within) {
    private static final int BLOCK = 16 * 1024;

    /// @return one octet more than there may be, when there is more; empty when it takes too long
    Optional<byte[]> read(InputStream in) throws IOException {
        long began = System.nanoTime();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] block = new byte[BLOCK];
        while (read.size() <= most) {
            int octets = in.read(block, 0, Math.min(BLOCK, most + 1 - read.size()));
            if (octets < 0) {
                break;
            }
            read.write(block, 0, octets);
            if (System.nanoTime() - began > within.toNanos()) {
                return Optional.empty();
            }
        }
        return Optional.of(read.toByteArray());
    }
}
