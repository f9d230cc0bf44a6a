package dev.tidings.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// CRAM-MD5 (RFC 2195).
final class CramMd5 implements Mechanism {
    private final String user;
    private final String secret;
    private Optional<String> digest = Optional.empty();

    CramMd5(String user, String secret) {
        this.user = user;
        this.secret = secret;
    }

    @Override
    public String name() {
        return "CRAM-MD5";
    }

    @Override
    public Optional<String> opening() {
        return Optional.empty();
    }

    @Override
    public String respond(String challenge) throws Breakdown {
        if (digest.isPresent()) {
            throw Mechanism.unasked(name());
        }
        String hex = HexFormat.of().formatHex(mac(Mechanism.decoded(challenge)));
        digest = Optional.of(hex);
        return user + " " + hex;
    }

    private byte[] mac(String challenge) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacMD5"));
            return mac.doFinal(challenge.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-MD5", e);
        }
    }

    @Override
    public List<String> secrets() {
        return digest.map(hex -> List.of(secret, hex)).orElseGet(() -> List.of(secret));
    }

    @Override
    public String toString() {
        return name();
    }
}
