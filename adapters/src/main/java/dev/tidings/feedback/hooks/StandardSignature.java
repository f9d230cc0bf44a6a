package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notification.Secret;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// Standard Webhooks 1.0, as our own callbacks are signed, and Svix' older names for its headers: HMAC-SHA256 over
/// `id.timestamp.body`, in base64 behind `v1,`. There may be several signatures, while a sender replaces its key. Each
/// try is signed anew.
record StandardSignature(Keyring keys, Window window) implements Proving {
    private static final String PREFIX = "whsec_";
    private static final int SIGNATURES_MAX = 10;

    @Override
    public Check check(Call call, Instant now) {
        Optional<String> id = header(call, "id");
        Optional<String> time = header(call, "timestamp");
        Optional<String> signatures = header(call, "signature");
        if (id.isEmpty() || time.isEmpty() || signatures.isEmpty()) {
            return new Check.Forged("it has no id, timestamp and signature");
        }
        byte[] before = (id.get() + "." + time.get() + ".").getBytes(UTF_8);
        boolean signed = false;
        for (String each : signatures.get().split(" ", SIGNATURES_MAX)) {
            signed |= keys.fits(
                    each, secret -> "v1," + base64(Keyring.hmac("HmacSHA256", key(secret), before, call.body())));
        }
        return window.check(signed, () -> window.check(time.get(), now));
    }

    private static Optional<String> header(Call call, String name) {
        return call.header("webhook-" + name).or(() -> call.header("svix-" + name));
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static byte[] key(Secret secret) {
        String value = secret.value();
        if (!value.startsWith(PREFIX)) {
            return value.getBytes(UTF_8);
        }
        try {
            return Base64.getDecoder().decode(value.substring(PREFIX.length()));
        } catch (IllegalArgumentException text) {
            return value.getBytes(UTF_8);
        }
    }
}
