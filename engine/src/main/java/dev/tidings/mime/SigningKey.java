package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tidings.mail.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A private key that signs mail: RSA (`rsa-sha256`, RFC 6376) or Ed25519 (`ed25519-sha256`, RFC 8463). The
/// same octets get the same signature every time. Shows nothing of itself but its kind.
public final class SigningKey {
    /// RFC 8301 §3.2: shorter ones are refused by verifiers, and they must read no longer ones.
    private static final int RSA_BITS_MIN = 1024;

    private static final int RSA_BITS_MAX = 4096;
    private static final int ED25519_OCTETS = 32;
    private static final byte[] PROBE = "probe".getBytes(US_ASCII);

    /// How a key signs.
    public enum Kind {
        RSA("rsa", "SHA256withRSA"),
        ED25519("ed25519", "Ed25519");

        private final String word;
        private final String jdk;

        Kind(String word, String jdk) {
            this.word = word;
            this.jdk = jdk;
        }

        /// As DKIM writes it: `k=rsa`.
        public String word() {
            return word;
        }
    }

    private final Kind kind;
    private final PrivateKey secret;
    private final PublicKey open;
    private final int bits;

    private SigningKey(Kind kind, PrivateKey secret, PublicKey open, int bits) {
        this.kind = kind;
        this.secret = secret;
        this.open = open;
        this.bits = bits;
    }

    /// Reads a key in PEM, PKCS#8 or PKCS#1, without a passphrase.
    ///
    /// @throws IllegalArgumentException with what is wrong in words that follow on "the key": `has 512 bits …`;
    ///                                  nothing of the key is in it
    public static SigningKey parse(String pem) {
        SigningKey key = of(Pem.privateKey(pem));
        if (!key.verifies()) throw new IllegalArgumentException("is damaged: its parts do not belong together");
        return key;
    }

    private static SigningKey of(PrivateKey secret) {
        try {
            return switch (secret) {
                case RSAPrivateCrtKey rsa -> rsa(rsa);
                case EdECPrivateKey edwards -> new SigningKey(Kind.ED25519, edwards, open(edwards), 256);
                default -> throw new IllegalArgumentException("lacks its public part");
            };
        } catch (GeneralSecurityException damaged) {
            throw new IllegalArgumentException("is damaged");
        }
    }

    private static SigningKey rsa(RSAPrivateCrtKey secret) throws GeneralSecurityException {
        int bits = secret.getModulus().bitLength();
        if (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX) {
            throw new IllegalArgumentException(
                    "has %d bits; receivers accept RSA keys of %d to %d".formatted(bits, RSA_BITS_MIN, RSA_BITS_MAX));
        }
        PublicKey open = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
        return new SigningKey(Kind.RSA, secret, open, bits);
    }

    /// The JDK derives a public key only where it makes a pair, so it is given the private one to draw.
    private static PublicKey open(EdECPrivateKey secret) throws GeneralSecurityException {
        byte[] seed = secret.getBytes().orElseThrow(() -> new IllegalArgumentException("cannot be read"));
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("Ed25519");
        pairs.initialize(NamedParameterSpec.ED25519, new Drawn(seed));
        return pairs.generateKeyPair().getPublic();
    }

    private static final class Drawn extends SecureRandom {
        private final byte[] seed;

        Drawn(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }

    private boolean verifies() {
        try {
            Signature signature = Signature.getInstance(kind.jdk);
            signature.initVerify(open);
            signature.update(kind == Kind.RSA ? PROBE : Sha256.of(PROBE));
            return signature.verify(sign(PROBE));
        } catch (GeneralSecurityException | IllegalStateException damaged) {
            return false;
        }
    }

    /// What stands behind `b=`. An Ed25519 key signs the hash of the octets (RFC 8463 §3).
    byte[] sign(byte[] octets) {
        try {
            Signature signature = Signature.getInstance(kind.jdk);
            signature.initSign(secret);
            signature.update(kind == Kind.RSA ? octets : Sha256.of(octets));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a mail cannot be signed", e);
        }
    }

    public Kind kind() {
        return kind;
    }

    public int bits() {
        return bits;
    }

    /// The public key as a DNS record holds it behind `p=`: an X.509 structure, of Ed25519 the bare key.
    String published() {
        byte[] x509 = open.getEncoded();
        byte[] octets = kind == Kind.RSA ? x509 : Arrays.copyOfRange(x509, x509.length - ED25519_OCTETS, x509.length);
        return Base64.getEncoder().encodeToString(octets);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SigningKey key && secret.equals(key.secret);
    }

    @Override
    public int hashCode() {
        return open.hashCode();
    }

    @Override
    public String toString() {
        return kind == Kind.RSA ? "RSA " + bits : "Ed25519";
    }
}
