package dev.tidings.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.smtp.NoSession.Why;
import java.util.Base64;

/// AUTH (RFC 4954): PLAIN (RFC 4616) where it is offered, else LOGIN, which some providers prefer.
///
/// A secret is never said in clear text, except to this very machine and with leave; it is in no transcript
/// and no message.
final class Login {
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
        if (extensions.authMechanisms().contains("PLAIN")) {
            plain();
        } else if (extensions.authMechanisms().contains("LOGIN")) {
            login();
        } else {
            throw new NoSession(new Why.AuthImpossible(
                    "expected the server to offer PLAIN or LOGIN, it offers " + extensions.authMechanisms()));
        }
    }

    private boolean isAllowedInClear() {
        return switch (credentials.clearText()) {
            case NEVER -> false;
            case ON_LOOPBACK -> wire.isLoopback();
        };
    }

    private void plain() throws NoSession, Breakdown {
        String both = "\0" + credentials.user() + "\0" + credentials.secret();
        wire.say(Command.secret(Verb.AUTH, "AUTH PLAIN " + confidential(both), "AUTH PLAIN …"));
        requireDone(wire.reply(Verb.AUTH));
    }

    private void login() throws NoSession, Breakdown {
        wire.say(Command.of(Verb.AUTH, "AUTH LOGIN"));
        requireMore(wire.reply(Verb.AUTH));
        wire.say(Command.secret(Verb.AUTH, base64(credentials.user()), "…"));
        requireMore(wire.reply(Verb.AUTH));
        wire.say(Command.secret(Verb.AUTH, confidential(credentials.secret()), "…"));
        requireDone(wire.reply(Verb.AUTH));
    }

    private static void requireMore(Reply reply) throws NoSession, Breakdown {
        requireNotRefused(reply);
        if (!reply.isIntermediate()) {
            throw Breakdown.protocol(Verb.AUTH, "expected 334, heard " + reply.code());
        }
    }

    private static void requireDone(Reply reply) throws NoSession, Breakdown {
        requireNotRefused(reply);
        if (!reply.isPositive()) {
            throw Breakdown.protocol(Verb.AUTH, "expected 235, heard " + reply.code());
        }
    }

    private static void requireNotRefused(Reply reply) throws NoSession {
        if (reply.isPermanent()) {
            throw new NoSession(new Why.AuthRefused(reply));
        }
        if (reply.isTransient()) {
            throw new NoSession(new Why.AuthDeferred(reply));
        }
    }

    /// Encodes it; neither form of it, nor the bare secret, is ever quoted from this connection.
    private String confidential(String text) {
        String encoded = base64(text);
        wire.keepSecret(credentials.secret());
        wire.keepSecret(encoded);
        wire.keepSecret(base64(credentials.secret()));
        return encoded;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
