package dev.tidings.server.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What opens the door: the token, and what is derived from it, so that a cookie or a page that leaks does
/// not give the token away. All of them end when the token changes.
///
/// @param session the cookie's value
/// @param form    goes with every form of the console
record Keys(String token, String session, String form) {
    static Keys of(String token) {
        if (token.length() < 16) {
            throw new IllegalArgumentException("a token has at least 16 characters");
        }
        return new Keys(token, derived(token, "session"), derived(token, "form"));
    }

    private static String derived(String token, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every JDK has HmacSHA256", impossible);
        }
    }

    /// Takes as long for a near miss as for a wild guess.
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "***";
    }
}
