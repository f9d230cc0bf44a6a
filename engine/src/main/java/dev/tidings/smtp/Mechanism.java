package dev.tidings.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// One way to say who we are: from challenge to response (RFC 4422). One value serves one exchange.
sealed interface Mechanism permits Plain, LoginWords, CramMd5, ScramSha256, TokenMechanism {
    /// As servers offer it.
    String name();

    /// What is said unasked; empty where the server speaks first.
    Optional<String> opening();

    /// The answer to a challenge, both without their Base64.
    ///
    /// @param challenge as it came, in Base64
    /// @throws Breakdown when it is not one of this mechanism
    /// @throws NoSession when it is one that must not be answered
    String respond(String challenge) throws NoSession, Breakdown;

    /// What must be shown nowhere, of what was said so far or comes next.
    List<String> secrets();

    /// Called when the server says that all is well.
    ///
    /// @throws NoSession when it owes us a proof of its own
    default void requireServerProven() throws NoSession {}

    /// What the server said of its refusal within the exchange; not clean.
    default Optional<String> complaint() {
        return Optional.empty();
    }

    /// The strongest that is offered.
    ///
    /// SCRAM-SHA-256 never shows the password, makes guessing expensive, and has the server prove that it
    /// knows it too. PLAIN and LOGIN say the password to a server whose certificate was checked. CRAM-MD5
    /// comes last though it does not say it: it lets anybody who hears it guess cheaply, has the server keep
    /// the password itself, and proves nothing of the server; under TLS that is no gain.
    static Optional<Mechanism> forPassword(Credentials.Password password, Set<String> offered) {
        return strongest(
                List.of(
                        () -> new ScramSha256(password.user(), password.secret()),
                        () -> new Plain(password.user(), password.secret()),
                        () -> new LoginWords(password.user(), password.secret()),
                        () -> new CramMd5(password.user(), password.secret())),
                offered);
    }

    /// OAUTHBEARER is the standard, XOAUTH2 what came before it.
    static Optional<Mechanism> forToken(String user, String token, Set<String> offered) {
        return strongest(
                List.of(() -> TokenMechanism.oauthBearer(user, token), () -> TokenMechanism.xoauth2(user, token)),
                offered);
    }

    private static Optional<Mechanism> strongest(List<Supplier<Mechanism>> byStrength, Set<String> offered) {
        return byStrength.stream()
                .map(Supplier::get)
                .filter(each -> offered.contains(each.name()))
                .findFirst();
    }

    /// @throws Breakdown when it is not Base64 of UTF-8
    static String decoded(String challenge) throws Breakdown {
        try {
            byte[] octets = Base64.getDecoder().decode(challenge);
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (IllegalArgumentException | CharacterCodingException garbage) {
            throw Breakdown.protocol(Verb.AUTH, "a challenge that is not Base64 of text");
        }
    }

    static Breakdown unasked(String name) {
        return Breakdown.protocol(Verb.AUTH, "a challenge that " + name + " does not know");
    }
}
