package dev.tidings.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The one hash of everything here: of bodies that are signed, of ids that are derived, of what is told apart.
public final class Sha256 {
    private Sha256() {}

    /// For whoever has the octets one after the other.
    public static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    public static byte[] of(byte[] octets) {
        return fresh().digest(octets);
    }

    public static byte[] of(String text) {
        return of(text.getBytes(UTF_8));
    }

    /// In hexadecimal digits.
    public static String hex(byte[] octets) {
        return HexFormat.of().formatHex(of(octets));
    }
}
