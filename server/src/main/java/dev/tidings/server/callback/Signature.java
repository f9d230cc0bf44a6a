package dev.tidings.server.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notification.Secret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs as Standard Webhooks 1.0: base64 of HMAC-SHA256 over `id.timestamp.body`.
///
/// @param secret `whsec_` and base64, or any other text, whose octets are the key then
record Signature(Secret secret) {
    private static final String PREFIX = "whsec_";

    /// The value of `webhook-signature`.
    String of(String id, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(), "HmacSHA256"));
            byte[] hash = mac.doFinal((id + "." + timestamp + "." + body).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every JDK has HmacSHA256", impossible);
        }
    }

    private byte[] key() {
        String value = secret.value();
        return value.startsWith(PREFIX)
                ? Base64.getDecoder().decode(value.substring(PREFIX.length()))
                : value.getBytes(UTF_8);
    }
}
