package dev.tidings.smtp;

import dev.tidings.mail.Sha256;
import java.security.PublicKey;
import java.util.Base64;
import java.util.regex.Pattern;

/// The fingerprint of one public key: SHA-256 of its SubjectPublicKeyInfo (as in RFC 7469 §2.4), written
/// `sha256/BASE64`. A certificate that is renewed with the same key keeps its pin.
public record Pin(String base64) {
    private static final String PREFIX = "sha256/";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9+/]{43}=");

    public Pin {
        if (!FORM.matcher(base64).matches()) {
            throw new IllegalArgumentException("a pin is 32 octets in Base64");
        }
    }

    /// @param text `sha256/BASE64`
    public static Pin parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a pin begins with " + PREFIX);
        }
        return new Pin(text.substring(PREFIX.length()));
    }

    public static Pin of(PublicKey key) {
        return new Pin(Base64.getEncoder().encodeToString(Sha256.of(key.getEncoded())));
    }

    @Override
    public String toString() {
        return PREFIX + base64;
    }
}
