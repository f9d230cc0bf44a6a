package dev.tidings.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.mail.Sha256;
import dev.tidings.notification.Revision;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// Makes a [Revision] of named pieces. Each name and piece goes in with its length before it, so that no two
/// lists of pieces look alike.
final class Fingerprint {
    /// Raised when the same files are to give another revision.
    private static final String FORM = "tidings 1";

    private final MessageDigest digest = Sha256.fresh();

    Fingerprint() {
        put(FORM.getBytes(UTF_8));
    }

    Fingerprint add(String name, byte[] piece) {
        put(name.getBytes(UTF_8));
        put(piece);
        return this;
    }

    Fingerprint add(String name, String piece) {
        return add(name, piece.getBytes(UTF_8));
    }

    Fingerprint addAll(Map<String, String> pieces) {
        new TreeMap<>(pieces).forEach(this::add);
        return this;
    }

    Fingerprint addAllOctets(Map<String, byte[]> pieces) {
        new TreeMap<>(pieces).forEach(this::add);
        return this;
    }

    private void put(byte[] octets) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(octets.length).array());
        digest.update(octets);
    }

    Revision revision() {
        return new Revision(HexFormat.of().formatHex(digest.digest()));
    }
}
