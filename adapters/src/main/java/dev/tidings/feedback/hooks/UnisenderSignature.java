package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// `auth` within the body is the MD5 of the body in which the API key stands in its place: all that Unisender Go
/// offers.
record UnisenderSignature(Keyring keys) implements Proving {
    @Override
    public Check check(Call call, Instant now) {
        Optional<String> auth = auth(call).filter(text -> text.matches("[0-9a-f]{32}"));
        if (auth.isEmpty()) {
            return new Check.Forged("it has no auth");
        }
        boolean signed = keys.fits(
                auth.get(),
                secret -> md5(replaced(
                        call.body(), auth.get().getBytes(UTF_8), secret.value().getBytes(UTF_8))));
        return signed ? Check.GENUINE : new Check.Forged("its auth is not by a key of ours");
    }

    private static Optional<String> auth(Call call) {
        try {
            return call.facts().text("auth");
        } catch (Unreadable garbled) {
            return Optional.empty();
        }
    }

    private static byte[] replaced(byte[] body, byte[] old, byte[] by) {
        ByteArrayOutputStream replaced = new ByteArrayOutputStream(body.length);
        int at = 0;
        while (at < body.length) {
            if (isAt(body, at, old)) {
                replaced.writeBytes(by);
                at += old.length;
            } else {
                replaced.write(body[at++]);
            }
        }
        return replaced.toByteArray();
    }

    private static boolean isAt(byte[] body, int at, byte[] sought) {
        if (at + sought.length > body.length) {
            return false;
        }
        for (int each = 0; each < sought.length; each++) {
            if (body[at + each] != sought[each]) {
                return false;
            }
        }
        return true;
    }

    private static String md5(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(octets));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has MD5", impossible);
        }
    }
}
