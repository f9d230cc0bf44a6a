package dev.tidings.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.mail.Sha256;
import dev.tidings.smtp.NoSession.Why;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding. The server has to prove that it knows the
/// password too.
final class ScramSha256 implements Mechanism {
    /// Less is cheap to guess (RFC 7677 §4).
    static final int ROUNDS_MIN = 4096;

    /// More keeps us busy for seconds: about one at this count.
    static final int ROUNDS_MAX = 1_000_000;

    private static final String HEADER = "n,,";
    private static final int SALT_OCTETS_MAX = 1024;
    private static final Pattern FIRST =
            Pattern.compile("r=([\\x21-\\x2b\\x2d-\\x7e]{1,1024}),s=([A-Za-z0-9+/=]+),i=(\\d{1,18})(?:,.*)?");
    private static final Pattern LAST = Pattern.compile("v=([A-Za-z0-9+/=]+)(?:,.*)?");
    private static final Pattern ERROR = Pattern.compile("e=([^,]{1,100})(?:,.*)?");

    private final String password;
    private final String nonce;
    private final String opening;
    private final List<String> secrets = new ArrayList<>();
    private Step step = Step.OPENED;
    private byte[] expected = {};
    private boolean proven;
    private Optional<String> complaint = Optional.empty();

    private enum Step {
        OPENED,
        PROOF_GIVEN,
        ENDED
    }

    ScramSha256(String user, String password) {
        this(user, password, randomNonce());
    }

    /// @param nonce never used before
    ScramSha256(String user, String password, String nonce) {
        this.password = password;
        this.nonce = nonce;
        this.opening = "n=" + Prepared.of(user).replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
        secrets.add(password);
    }

    private static String randomNonce() {
        byte[] octets = new byte[18];
        new SecureRandom().nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }

    @Override
    public String name() {
        return "SCRAM-SHA-256";
    }

    @Override
    public Optional<String> opening() {
        return Optional.of(HEADER + opening);
    }

    @Override
    public String respond(String challenge) throws NoSession, Breakdown {
        String said = Mechanism.decoded(challenge);
        return switch (step) {
            case OPENED -> proof(said);
            case PROOF_GIVEN -> verified(said);
            case ENDED -> throw Mechanism.unasked(name());
        };
    }

    private String proof(String said) throws NoSession, Breakdown {
        Matcher first = FIRST.matcher(said);
        if (!first.matches()) {
            throw Mechanism.unasked(name());
        }
        String both = first.group(1);
        if (!both.startsWith(nonce) || both.length() == nonce.length()) {
            throw new NoSession(new Why.ServerUnproven("it answered to another sign-in than ours (SCRAM nonce)"));
        }
        byte[] salted = salted(salt(first.group(2)), rounds(first.group(3)));
        String ending = "c=" + base64(HEADER.getBytes(UTF_8)) + ",r=" + both;
        byte[] exchange = (opening + "," + said + "," + ending).getBytes(UTF_8);
        byte[] clientKey = hmac(salted, "Client Key".getBytes(UTF_8));
        byte[] proof = hmac(Sha256.of(clientKey), exchange);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        expected = hmac(hmac(salted, "Server Key".getBytes(UTF_8)), exchange);
        step = Step.PROOF_GIVEN;
        secrets.add(base64(proof));
        secrets.add(base64(expected));
        return ending + ",p=" + base64(proof);
    }

    private String verified(String said) throws NoSession, Breakdown {
        step = Step.ENDED;
        Matcher error = ERROR.matcher(said);
        if (error.matches()) {
            complaint = Optional.of(error.group(1));
            return "";
        }
        Matcher last = LAST.matcher(said);
        if (!last.matches()) {
            throw Mechanism.unasked(name());
        }
        proven = MessageDigest.isEqual(expected, octets(last.group(1)));
        requireServerProven();
        return "";
    }

    @Override
    public void requireServerProven() throws NoSession {
        if (!proven) {
            throw new NoSession(
                    new Why.ServerUnproven("it did not prove that it knows the password (SCRAM signature)"));
        }
    }

    @Override
    public List<String> secrets() {
        return List.copyOf(secrets);
    }

    @Override
    public Optional<String> complaint() {
        return complaint;
    }

    private byte[] salt(String base64) throws Breakdown {
        byte[] salt = octets(base64);
        if (salt.length == 0 || salt.length > SALT_OCTETS_MAX) {
            throw Mechanism.unasked(name());
        }
        return salt;
    }

    private static int rounds(String digits) throws NoSession {
        long rounds = Long.parseLong(digits);
        if (rounds < ROUNDS_MIN || rounds > ROUNDS_MAX) {
            throw new NoSession(new Why.AuthImpossible("the server asks for " + rounds
                    + " rounds of SCRAM-SHA-256; from " + ROUNDS_MIN + " to " + ROUNDS_MAX + " are done"));
        }
        return (int) rounds;
    }

    private byte[] salted(byte[] salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(Prepared.of(password).toCharArray(), salt, rounds, 256);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] hmac(byte[] key, byte[] octets) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    private byte[] octets(String base64) throws Breakdown {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException garbage) {
            throw Mechanism.unasked(name());
        }
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    @Override
    public String toString() {
        return name();
    }
}
