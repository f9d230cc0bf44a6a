package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// ECDSA with SHA-256 over the timestamp and the body, as it came.
record SendGridSignature(List<PublicKey> keys, Window window) implements Proving {
    private static final String SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature";
    private static final String TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp";

    @Override
    public Check check(Call call, Instant now) {
        Optional<String> signature = call.header(SIGNATURE);
        Optional<String> time = call.header(TIMESTAMP);
        if (signature.isEmpty() || time.isEmpty()) {
            return new Check.Forged("it has no " + SIGNATURE + " and timestamp");
        }
        boolean signed = Signatures.verify(
                "SHA256withECDSA", keys, signature.get(), time.get().getBytes(UTF_8), call.body());
        return window.check(signed, () -> window.check(time.get(), now));
    }
}
