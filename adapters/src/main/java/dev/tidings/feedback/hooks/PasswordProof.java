package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notification.Secret;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// HTTP basic authentication (RFC 7617): what providers offer that do not sign.
record PasswordProof(String user, List<Secret> passwords) implements Proving {
    @Override
    public Check check(Call call, Instant now) {
        byte[] came = call.header("Authorization")
                .filter(header -> header.regionMatches(true, 0, "Basic ", 0, 6))
                .map(header -> decoded(header.substring(6).strip()))
                .orElse(new byte[0]);
        return new Keyring(passwords).fits(came, password -> (user + ":" + password.value()).getBytes(UTF_8))
                ? Check.GENUINE
                : new Check.Forged(came.length == 0 ? "it has no password" : "its user or password is wrong");
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }

    @Override
    public boolean wantsPassword() {
        return true;
    }
}
