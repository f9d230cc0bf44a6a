package dev.tidings.notification;

import dev.tidings.mail.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One id from firing to callback, derived from (occurrence, recipient) so that every node and every retry
/// arrives at the same one.
///
/// All traces of an occurrence share their first 6 octets, which keeps them together in an index; the other
/// 10 tell its recipients apart (2⁻⁸⁰: a collision among a million recipients is out of reach).
///
/// @param hex 32 hexadecimal digits, as W3C Trace Context writes a trace id
public record Trace(String hex) {
    private static final int SHARED = 6;
    private static final int LENGTH = 16;
    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern INSIDE = Pattern.compile("\\b[0-9a-f]{32}\\b");

    public Trace {
        if (!isTrace(hex)) {
            throw new IllegalArgumentException("a trace id is 32 hexadecimal digits, not \"" + hex + "\"");
        }
    }

    private static boolean isTrace(String hex) {
        for (int i = 0; i < hex.length(); i++) {
            if (!HexFormat.isHexDigit(hex.charAt(i))) {
                return false;
            }
        }
        return hex.length() == 2 * LENGTH;
    }

    /// The revision is known to whoever has the files: a reader of one mail cannot name another's.
    static Trace of(Occurrence.Key key, Revision revision) {
        byte[] hash = sha256(
                key.notification(),
                Long.toString(key.instant().toEpochMilli()),
                key.cause().word(),
                revision.hash());
        return new Trace(HEX.formatHex(hash, 0, LENGTH));
    }

    /// The trace of one recipient's message within this occurrence.
    public Trace of(String recipientKey) {
        byte[] hash = sha256(hex, recipientKey);
        return new Trace(hex.substring(0, 2 * SHARED) + HEX.formatHex(hash, 0, LENGTH - SHARED));
    }

    /// The trace that a Message-ID, a header or a line of text carries.
    public static Optional<Trace> in(String text) {
        Matcher matcher = INSIDE.matcher(text);
        return matcher.find() ? Optional.of(new Trace(matcher.group())) : Optional.empty();
    }

    public byte[] octets() {
        return HEX.parseHex(hex);
    }

    public static Trace of(byte[] octets) {
        return new Trace(HEX.formatHex(octets));
    }

    @Override
    public String toString() {
        return hex;
    }

    private static byte[] sha256(String... parts) {
        MessageDigest digest = Sha256.fresh();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return digest.digest();
    }
}
