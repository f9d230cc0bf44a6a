package dev.tidings.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/// Private keys in PEM, made anew for each run of the tests.
public final class TestKeys {
    public static final String RSA_2048 = rsa(2048);
    public static final String ED25519 = pkcs8("Ed25519", 255);

    private TestKeys() {}

    public static String rsa(int bits) {
        return pkcs8("RSA", bits);
    }

    /// In PKCS#8.
    public static String pkcs8(String algorithm, int size) {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance(algorithm);
            pairs.initialize(size);
            return pem("PRIVATE KEY", pairs.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, body);
    }
}
