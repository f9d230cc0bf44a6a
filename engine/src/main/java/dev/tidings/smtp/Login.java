package dev.tidings.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.smtp.NoSession.Why;
import java.util.Base64;
import java.util.Optional;

/// AUTH (RFC 4954), by the strongest [Mechanism] that the server offers for our credentials. None other is
/// tried when it refuses: that would let whoever sits in between choose the weakest, and lock accounts.
///
/// A secret is never said in clear text, except a password to this very machine and with leave; it is in no
/// transcript and no message.
final class Login {
    /// With its CRLF (RFC 5321 §4.5.3.1.4); a longer opening waits for the server's go-ahead (RFC 4954 §4).
    private static final int LINE_OCTETS_MAX = 512;

    /// No mechanism of ours has as many.
    private static final int CHALLENGES_MAX = 5;

    private final Wire wire;
    private final Credentials credentials;
    private final Extensions extensions;

    Login(Wire wire, Credentials credentials, Extensions extensions) {
        this.wire = wire;
        this.credentials = credentials;
        this.extensions = extensions;
    }

    void run() throws NoSession, Breakdown {
        if (wire.tls().isEmpty() && !isAllowedInClear()) {
            throw new NoSession(new Why.AuthImpossible("it would send the secret in clear text"));
        }
        switch (credentials) {
            case Credentials.Password password -> byPassword(password);
            case Credentials.Bearer bearer -> byToken(bearer);
        }
    }

    private boolean isAllowedInClear() {
        return switch (credentials) {
            case Credentials.Password password ->
                switch (password.clearText()) {
                    case NEVER -> false;
                    case ON_LOOPBACK -> wire.isLoopback();
                };
            case Credentials.Bearer bearer -> false;
        };
    }

    private void byPassword(Credentials.Password password) throws NoSession, Breakdown {
        Mechanism mechanism = Mechanism.forPassword(password, extensions.authMechanisms())
                .orElseThrow(() -> noneOffered("SCRAM-SHA-256, PLAIN, LOGIN or CRAM-MD5"));
        requireDone(exchange(mechanism), mechanism);
    }

    /// A token that is refused may have ended early; it is renewed once.
    private void byToken(Credentials.Bearer bearer) throws NoSession, Breakdown {
        String token = token(bearer);
        Mechanism mechanism = mechanism(bearer, token);
        Reply reply = exchange(mechanism);
        if (isTokenRefused(reply, mechanism)) {
            bearer.tokens().refused(token);
            mechanism = mechanism(bearer, token(bearer));
            reply = exchange(mechanism);
        }
        requireDone(reply, mechanism);
    }

    private static String token(Credentials.Bearer bearer) throws NoSession {
        try {
            return bearer.tokens().token();
        } catch (NoToken none) {
            throw new NoSession(new Why.WithoutToken(none.reason(), none.why()));
        }
    }

    private Mechanism mechanism(Credentials.Bearer bearer, String token) throws NoSession {
        return Mechanism.forToken(bearer.user(), token, extensions.authMechanisms())
                .orElseThrow(() -> noneOffered("OAUTHBEARER or XOAUTH2"));
    }

    /// Gmail says status 400 and 535 of a token that has ended, Microsoft 535 alone.
    private static boolean isTokenRefused(Reply reply, Mechanism mechanism) {
        boolean named = mechanism
                .complaint()
                .filter(status -> status.equals("401") || status.equalsIgnoreCase("invalid_token"))
                .isPresent();
        return reply.code() == 535 || (reply.isPermanent() && named);
    }

    private NoSession noneOffered(String wanted) {
        return new NoSession(new Why.AuthImpossible(
                "expected the server to offer " + wanted + ", it offers " + extensions.authMechanisms()));
    }

    /// @return the answer to the whole; a 2yz only where the server has proven what it owes
    private Reply exchange(Mechanism mechanism) throws NoSession, Breakdown {
        keepSecrets(mechanism);
        Optional<String> unsaid = begin(mechanism);
        Reply reply = wire.reply(Verb.AUTH);
        for (int challenges = 0; reply.isIntermediate(); challenges++) {
            if (challenges == CHALLENGES_MAX) {
                throw Breakdown.protocol(Verb.AUTH, "more than " + CHALLENGES_MAX + " challenges");
            }
            String response = unsaid.isPresent() ? unsaid.get() : response(mechanism, reply.text());
            unsaid = Optional.empty();
            wire.say(Command.secret(Verb.AUTH, confidential(response, mechanism), "…"));
            reply = wire.reply(Verb.AUTH);
        }
        if (reply.isPositive()) {
            mechanism.requireServerProven();
        }
        return reply;
    }

    /// @return what is to be said once the server says go ahead
    private Optional<String> begin(Mechanism mechanism) throws Breakdown {
        String command = "AUTH " + mechanism.name();
        Optional<String> opening = mechanism.opening();
        if (opening.isPresent()) {
            String line = command + " " + confidential(opening.get(), mechanism);
            if (line.length() + 2 <= LINE_OCTETS_MAX) {
                wire.say(Command.secret(Verb.AUTH, line, command + " …"));
                return Optional.empty();
            }
        }
        wire.say(Command.of(Verb.AUTH, command));
        return opening;
    }

    private String response(Mechanism mechanism, String challenge) throws NoSession, Breakdown {
        try {
            return mechanism.respond(challenge);
        } catch (NoSession | Breakdown wrong) {
            cancel();
            throw wrong;
        }
    }

    /// So that the server takes what comes next for a command again.
    private void cancel() {
        try {
            wire.say(Command.of(Verb.AUTH, "*"));
            wire.reply(Verb.AUTH);
        } catch (Breakdown late) {
            // what was wrong before is what will be told
        }
    }

    private void requireDone(Reply reply, Mechanism mechanism) throws NoSession {
        if (reply.isPermanent()) {
            throw new NoSession(new Why.AuthRefused(explained(reply, mechanism)));
        }
        if (reply.isTransient()) {
            throw new NoSession(new Why.AuthDeferred(explained(reply, mechanism)));
        }
    }

    private Reply explained(Reply reply, Mechanism mechanism) {
        return mechanism
                .complaint()
                .map(said -> wire.hidden(Display.clean(said)))
                .map(said -> new Reply(reply.code(), reply.enhanced(), reply.text() + " (reason: " + said + ")"))
                .orElse(reply);
    }

    /// Encodes it; neither form of it, nor a bare secret of the mechanism, is ever quoted from this connection.
    private String confidential(String response, Mechanism mechanism) {
        keepSecrets(mechanism);
        String encoded = base64(response);
        wire.keepSecret(encoded);
        return encoded;
    }

    private void keepSecrets(Mechanism mechanism) {
        for (String secret : mechanism.secrets()) {
            wire.keepSecret(secret);
            wire.keepSecret(base64(secret));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
