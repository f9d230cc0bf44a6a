package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notification.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Secrets of which each is believed. How long a comparison takes tells nothing of what was expected, nor which of them
/// it was.
record Keyring(List<Secret> secrets) {
    /// @param expected what would have come by one of the secrets
    boolean fits(byte[] came, Function<Secret, byte[]> expected) {
        boolean fits = false;
        for (Secret secret : secrets) {
            fits |= MessageDigest.isEqual(came, expected.apply(secret));
        }
        return fits;
    }

    /// @param expected what would have come by one of the secrets
    boolean fits(String came, Function<Secret, String> expected) {
        return fits(came.getBytes(UTF_8), secret -> expected.apply(secret).getBytes(UTF_8));
    }

    /// @param algorithm one that every JDK has
    static byte[] hmac(String algorithm, byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every JDK has " + algorithm, impossible);
        }
    }
}
