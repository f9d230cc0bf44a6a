package dev.tidings.compose;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.mail.Address;
import dev.tidings.mail.MalformedAddress;
import dev.tidings.notification.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals who may leave what into octets that nobody else can make, change or read (decision 0026).
///
/// `version ▹ tag ▹ text`: the tag is the HMAC-SHA-256 of version and text, cut to 16 octets; the text is
/// enciphered with AES-CTR that begins at the tag, as SIV does it (RFC 5297 §2). The same leaver gives the same
/// octets every time.
record LeaveSeal(SecretKeySpec tagging, SecretKeySpec enciphering) {
    private static final byte VERSION = 1;
    private static final int TAG_OCTETS = 16;

    static LeaveSeal of(Secret key) {
        return new LeaveSeal(
                new SecretKeySpec(derived(key, "tidings unsubscribe tag"), "HmacSHA256"),
                new SecretKeySpec(derived(key, "tidings unsubscribe text"), "AES"));
    }

    private static byte[] derived(Secret key, String purpose) {
        return mac(new SecretKeySpec(key.value().getBytes(UTF_8), "HmacSHA256"), purpose.getBytes(UTF_8));
    }

    byte[] seal(Leaver leaver) {
        byte[] text = (leaver.notification().orElse("") + "\0" + leaver.address()).getBytes(UTF_8);
        byte[] tag = tag(text);
        return ByteBuffer.allocate(1 + TAG_OCTETS + text.length)
                .put(VERSION)
                .put(tag)
                .put(ciphered(tag, text))
                .array();
    }

    /// Empty when somebody else made it, or anything of it was changed.
    Optional<Leaver> open(byte[] sealed) {
        if (sealed.length <= 1 + TAG_OCTETS || sealed[0] != VERSION) return Optional.empty();
        byte[] tag = Arrays.copyOfRange(sealed, 1, 1 + TAG_OCTETS);
        byte[] text = ciphered(tag, Arrays.copyOfRange(sealed, 1 + TAG_OCTETS, sealed.length));
        return MessageDigest.isEqual(tag, tag(text)) ? read(new String(text, UTF_8)) : Optional.empty();
    }

    private static Optional<Leaver> read(String text) {
        int end = text.indexOf('\0');
        try {
            return Optional.of(new Leaver(
                    Address.parse(text.substring(end + 1)),
                    Optional.of(text.substring(0, Math.max(0, end))).filter(each -> !each.isEmpty())));
        } catch (MalformedAddress madeByAnotherVersion) {
            return Optional.empty();
        }
    }

    private byte[] tag(byte[] text) {
        byte[] whole =
                ByteBuffer.allocate(1 + text.length).put(VERSION).put(text).array();
        return Arrays.copyOf(mac(tagging, whole), TAG_OCTETS);
    }

    private static byte[] mac(SecretKeySpec key, byte[] octets) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(octets);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every JDK has HmacSHA256", impossible);
        }
    }

    /// Applied twice it gives back what it was given.
    private byte[] ciphered(byte[] start, byte[] octets) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, enciphering, new IvParameterSpec(start));
            return cipher.doFinal(octets);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every JDK has AES in counter mode", impossible);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
