package dev.tidings.mime;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A private key as text: PKCS#8 (`BEGIN PRIVATE KEY`), or PKCS#1 as `opendkim-genkey` writes it
/// (`BEGIN RSA PRIVATE KEY`). Variables often hold it on one line, with `\n` for the line ends; that is read
/// too.
///
/// What is thrown says what is wrong with a key and nothing of the key.
final class Pem {
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";
    private static final String PKCS8 = "PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";
    private static final byte[] VERSION_0 = {2, 1, 0};
    /// SEQUENCE { OBJECT IDENTIFIER rsaEncryption, NULL }
    private static final byte[] RSA = {
        0x30, 13, 6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 13, 1, 1, 1, 5, 0
    };

    private Pem() {}

    static PrivateKey privateKey(String text) {
        int begin = text.indexOf(BEGIN);
        int named = begin < 0 ? -1 : text.indexOf(DASHES, begin + BEGIN.length());
        if (named < 0) throw new IllegalArgumentException("is not a key in PEM: there is no \"-----BEGIN\" in it");
        String label = text.substring(begin + BEGIN.length(), named);
        int end = text.indexOf("-----END " + label + DASHES, named);
        if (end < 0) throw new IllegalArgumentException("is cut off: there is no \"-----END\" in it");
        return key(label, text.substring(named + DASHES.length(), end));
    }

    private static PrivateKey key(String label, String body) {
        if (label.startsWith("ENCRYPTED") || body.contains("ENCRYPTED")) {
            throw new IllegalArgumentException("is locked with a passphrase");
        }
        byte[] der = decoded(body);
        return switch (label) {
            case PKCS8 -> pkcs8(der);
            case PKCS1 -> pkcs8(wrapped(der));
            default -> throw new IllegalArgumentException("is no private key in PKCS#8 or PKCS#1");
        };
    }

    private static byte[] decoded(String body) {
        try {
            return Base64.getDecoder().decode(body.replace("\\n", "").replaceAll("\\s", ""));
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("is damaged: it is not Base64"); // without the octet it stumbled over
        }
    }

    private static PrivateKey pkcs8(byte[] der) {
        return List.of("RSA", "Ed25519").stream()
                .flatMap(algorithm -> read(der, algorithm).stream())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("is neither an RSA key nor an Ed25519 key, or damaged"));
    }

    private static Optional<PrivateKey> read(byte[] der, String algorithm) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException other) {
            return Optional.empty();
        }
    }

    /// PKCS#1 within PKCS#8 (RFC 5208 §5).
    private static byte[] wrapped(byte[] pkcs1) {
        byte[] key = der(4, pkcs1);
        Octets inside = new Octets(key.length + VERSION_0.length + RSA.length);
        return der(0x30, inside.add(VERSION_0).add(RSA).add(key).toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        Octets der = new Octets(content.length + 6).add((char) tag);
        if (content.length < 0x80) der.add((char) content.length);
        else if (content.length < 0x100) der.add((char) 0x81).add((char) content.length);
        else if (content.length < 0x10000)
            der.add((char) 0x82).add((char) (content.length >> 8)).add((char) content.length);
        else throw new IllegalArgumentException("is longer than any key");
        return der.add(content).toByteArray();
    }
}
