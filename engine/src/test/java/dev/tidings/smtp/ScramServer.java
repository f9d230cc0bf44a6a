package dev.tidings.smtp;

import static dev.tidings.contracts.Act.say;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.contracts.Act;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The other side of SCRAM-SHA-256, written from RFC 5802 without a look at ours.
final class ScramServer {
    private static final byte[] SALT = "salty".getBytes(UTF_8);
    private static final int ROUNDS = 4096;

    private final String password;

    ScramServer(String password) {
        this.password = password;
    }

    /// @param heard AUTH with the client's first message, then its last, then an empty line
    Act next(List<String> heard) {
        return next(heard, true);
    }

    /// Takes any proof.
    Act nextUnchecked(List<String> heard) {
        return next(heard, false);
    }

    private Act next(List<String> heard, boolean checking) {
        String bare = decoded(heard.getFirst().split(" ")[2]).substring("n,,".length());
        String first = "r=" + bare.substring(bare.indexOf(",r=") + 3) + "srv,s=" + encoded(SALT) + ",i=" + ROUNDS;
        if (heard.size() == 1) {
            return say("334 " + encoded(first.getBytes(UTF_8)));
        }
        if (heard.size() > 2) {
            return say("235 2.7.0 welcome");
        }
        String last = decoded(heard.get(1));
        int proofAt = last.indexOf(",p=");
        byte[] exchange = (bare + "," + first + "," + last.substring(0, proofAt)).getBytes(UTF_8);
        byte[] salted = salted();
        byte[] proof = Base64.getDecoder().decode(last.substring(proofAt + 3));
        byte[] storedKey = sha256(hmac(salted, "Client Key".getBytes(UTF_8)));
        byte[] clientKey = xor(proof, hmac(storedKey, exchange));
        if (checking && !Arrays.equals(sha256(clientKey), storedKey)) {
            return say("535 5.7.8 no");
        }
        byte[] signature = hmac(hmac(salted, "Server Key".getBytes(UTF_8)), exchange);
        return say("334 " + encoded(("v=" + encoded(signature)).getBytes(UTF_8)));
    }

    private byte[] salted() {
        byte[] key = password.getBytes(UTF_8);
        byte[] begin = Arrays.copyOf(SALT, SALT.length + 4);
        begin[begin.length - 1] = 1;
        byte[] round = hmac(key, begin);
        byte[] salted = round;
        for (int i = 1; i < ROUNDS; i++) {
            round = hmac(key, round);
            salted = xor(salted, round);
        }
        return salted;
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] both = one.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] ^= other[i];
        }
        return both;
    }

    private static byte[] hmac(byte[] key, byte[] octets) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), UTF_8);
    }
}
