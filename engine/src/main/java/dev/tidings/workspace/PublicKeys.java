package dev.tidings.workspace;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/// Public keys as providers show them: base64 of a SubjectPublicKeyInfo (RFC 5280 §4.1), in PEM or without.
final class PublicKeys {
    static final String FORM =
            "Write the base64 text that the provider shows, with or without its BEGIN and END lines.";

    private PublicKeys() {}

    static PublicKey read(String text) {
        byte[] octets = octets(text);
        for (String algorithm : List.of("EC", "RSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(octets));
            } catch (GeneralSecurityException other) {
                // the next one
            }
        }
        throw new Mistake("is not a public key of the kinds EC or RSA", FORM);
    }

    private static byte[] octets(String text) {
        try {
            return Base64.getDecoder()
                    .decode(text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "")
                            .replaceAll("\\s+", ""));
        } catch (IllegalArgumentException malformed) {
            throw new Mistake("is not base64", FORM);
        }
    }
}
