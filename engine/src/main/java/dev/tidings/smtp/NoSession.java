package dev.tidings.smtp;

import java.io.Serial;
import java.time.Duration;
import java.util.List;

/// A session could not be opened. Says something about the road, nothing about a message.
public final class NoSession extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Why why;
    private final transient List<Answer> answers;

    NoSession(Why why) {
        this(why, List.of());
    }

    private NoSession(Why why, List<Answer> answers) {
        super(why.toString());
        this.why = why;
        this.answers = answers;
    }

    /// The same, with how long the server took for the reply that ended it, if one did.
    NoSession answeredIn(Duration waited) {
        NoSession same = new NoSession(why, answers(waited));
        same.setStackTrace(getStackTrace());
        return same;
    }

    private List<Answer> answers(Duration waited) {
        return switch (why) {
            case Why.Refused(Verb at, Reply reply) -> List.of(new Answer(at, reply, waited));
            case Why.AuthRefused(Reply reply) -> List.of(new Answer(Verb.AUTH, reply, waited));
            case Why.AuthDeferred(Reply reply) -> List.of(new Answer(Verb.AUTH, reply, waited));
            case Why.Unreachable _,
                    Why.TlsNotOffered _,
                    Why.TlsFailed _,
                    Why.AuthImpossible _,
                    Why.WithoutToken _,
                    Why.ServerUnproven _,
                    Why.Broken _ -> List.of();
        };
    }

    /// The reply that ended it; none where none did.
    public List<Answer> answers() {
        return answers;
    }

    public Why why() {
        return why;
    }

    /// The cases, in the order in which they can come.
    public sealed interface Why {
        /// The name did not resolve, no address took the connection, or what took it sent no greeting.
        record Unreachable(String why) implements Why {}

        /// The server answered and would not go on.
        ///
        /// @param at GREETING, EHLO, HELO or STARTTLS
        record Refused(Verb at, Reply reply) implements Why {}

        /// STARTTLS is required and was not offered: an old server, or somebody in between (RFC 8314 §5).
        record TlsNotOffered() implements Why {}

        /// The TLS handshake failed: certificate, host name, version, or plain text where none may be.
        record TlsFailed(String why) implements Why {}

        /// Signing in was not tried: no mechanism in common, or it would have sent a secret in clear text.
        record AuthImpossible(String why) implements Why {}

        /// A `5yz` to AUTH (535, 530, 534, 538 …): it will fail again, and trying may lock the account.
        record AuthRefused(Reply reply) implements Why {}

        /// A `4yz` to AUTH (454, 432, 421): the account may work later.
        record AuthDeferred(Reply reply) implements Why {}

        /// There is no access token to sign in with; the server was not asked, or not again.
        record WithoutToken(NoToken.Reason reason, String why) implements Why {}

        /// The server took the sign-in and could not prove that it is the one that knows the password.
        record ServerUnproven(String why) implements Why {}

        /// The line broke, or the server stopped speaking SMTP, after its greeting.
        record Broken(Break how) implements Why {}
    }
}
