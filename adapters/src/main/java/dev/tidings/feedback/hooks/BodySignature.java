package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// The HMAC-SHA256 of the body in a header, in hexadecimal digits. It says nothing of when: a call that is repeated
/// tells the same event again.
record BodySignature(String header, Keyring keys) implements Proving {
    @Override
    public Check check(Call call, Instant now) {
        Optional<String> came = call.header(header);
        if (came.isEmpty()) {
            return new Check.Forged("it has no " + header);
        }
        boolean signed = keys.fits(
                came.get().toLowerCase(Locale.ROOT),
                secret -> HexFormat.of()
                        .formatHex(Keyring.hmac("HmacSHA256", secret.value().getBytes(UTF_8), call.body())));
        return signed ? Check.GENUINE : new Check.Forged("its signature is not by a key of ours");
    }
}
