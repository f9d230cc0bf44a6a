package dev.tidings.deliver;

import dev.tidings.notification.TransportSpec.Provider;
import dev.tidings.smtp.Break;
import dev.tidings.smtp.Handover;
import dev.tidings.smtp.NoSession;
import dev.tidings.smtp.NoToken;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.util.Optional;
import java.util.regex.Pattern;

/// What SMTP's facts mean for a message and its road: the reply → action table.
///
/// @param provider whose advice is added to its refusals
record Meaning(Optional<Provider> provider) {
    /// A `4yz` with these words is about how much we send, not about the message.
    private static final Pattern THROTTLING = Pattern.compile(
            "\\b(throttl\\w*|too many (connections|messages|mails|requests)|too fast|too (much|frequent\\w*)"
                    + "|rate limit\\w*|(sending|message) rate|concurrent connections|connection limit)\\b",
            Pattern.CASE_INSENSITIVE);

    /// @return empty when the message was withheld and belongs to somebody else
    Optional<Outcome> of(Handover handover) {
        return switch (handover) {
            case Handover.Answered answered -> Optional.of(answered(answered));
            case Handover.Unfit unfit ->
                Optional.of(new Outcome.Unfit(unfit.code().toString(), unfit.why()));
            case Handover.Withheld withheld -> Optional.empty();
            case Handover.NotBegun(Break how) ->
                Optional.of(new Outcome.Unreachable(Trouble.CONNECTION, how.toString()));
            case Handover.Broken(Break how) -> Optional.of(broken(how));
            case Handover.Uncertain(Break how) -> Optional.of(new Outcome.Uncertain(how.toString()));
        };
    }

    Outcome of(NoSession.Why why) {
        return switch (why) {
            case NoSession.Why.Unreachable(String said) -> new Outcome.Unreachable(Trouble.CONNECTION, said);
            case NoSession.Why.Refused(Verb at, Reply reply) -> refusedAtTheDoor(at, reply);
            case NoSession.Why.TlsNotOffered none ->
                new Outcome.Unreachable(
                        Trouble.TLS,
                        "STARTTLS is required and the server does not offer it; nothing is sent in clear text");
            case NoSession.Why.TlsFailed(String said) -> new Outcome.Unreachable(Trouble.TLS, said);
            case NoSession.Why.AuthImpossible(String said) -> new Outcome.Unreachable(Trouble.SIGN_IN, said);
            case NoSession.Why.AuthRefused(Reply reply) ->
                new Outcome.Unreachable(Trouble.SIGN_IN, "sign-in refused: " + advised(reply));
            case NoSession.Why.AuthDeferred(Reply reply) ->
                new Outcome.Unreachable(Trouble.THROTTLED, "sign-in put off: " + advised(reply));
            case NoSession.Why.WithoutToken(NoToken.Reason reason, String said) ->
                new Outcome.Unreachable(trouble(reason), "no access token: " + advised(said));
            case NoSession.Why.ServerUnproven(String said) ->
                new Outcome.Unreachable(Trouble.SIGN_IN, "the server is not believed: " + said);
            case NoSession.Why.Broken(Break how) -> new Outcome.Unreachable(Trouble.CONNECTION, how.toString());
        };
    }

    private static Trouble trouble(NoToken.Reason reason) {
        return switch (reason) {
            case REFUSED -> Trouble.SIGN_IN;
            case THROTTLED -> Trouble.THROTTLED;
            case UNREACHABLE -> Trouble.CONNECTION;
        };
    }

    private Outcome answered(Handover.Answered answered) {
        // One envelope recipient each: when RCPT turned it down, that is the answer.
        if (!answered.refused().isEmpty()) {
            return replied(Verb.RCPT, answered.refused().values().iterator().next());
        }
        return answered.isAccepted()
                ? new Outcome.Accepted(answered.reply())
                : replied(answered.at(), answered.reply());
    }

    /// A `421` at MAIL says nothing about the message, which the server has not heard of yet; later on it is
    /// a deferral as any other (RFC 5321 §3.8), so that a message which every road meets with one ends.
    private Outcome replied(Verb at, Reply reply) {
        if (at == Verb.MAIL && isSignIn(reply)) {
            return new Outcome.Unreachable(Trouble.SIGN_IN, advised(reply));
        }
        if (reply.isPermanent()) {
            return new Outcome.Refused(at, advisedReply(reply));
        }
        if (isThrottling(reply)) {
            return new Outcome.Unreachable(Trouble.THROTTLED, advised(reply));
        }
        return at == Verb.MAIL && reply.isFarewell()
                ? new Outcome.Unreachable(Trouble.SERVER, at + ": " + advised(reply))
                : new Outcome.Deferred(at, advisedReply(reply));
    }

    private static boolean isSignIn(Reply reply) {
        return switch (reply.code()) {
            case 530, 534, 535, 538 -> true;
            default -> false;
        };
    }

    private Outcome refusedAtTheDoor(Verb at, Reply reply) {
        Trouble trouble = isThrottling(reply) ? Trouble.THROTTLED : Trouble.SERVER;
        return new Outcome.Unreachable(trouble, at + ": " + advised(reply));
    }

    private static boolean isThrottling(Reply reply) {
        return reply.isTransient() && THROTTLING.matcher(reply.text()).find();
    }

    /// Nothing of the message was answered yet at these steps, so it says nothing about the message.
    private static Outcome broken(Break how) {
        return switch (how.at()) {
            case RSET, MAIL -> new Outcome.Unreachable(Trouble.CONNECTION, how.toString());
            default -> new Outcome.Broken(how.at(), how.why());
        };
    }

    private Reply advisedReply(Reply reply) {
        return provider.flatMap(each -> each.advise(reply.toString()))
                .map(advice -> new Reply(reply.code(), reply.enhanced(), reply.text() + " — " + advice))
                .orElse(reply);
    }

    private String advised(Reply reply) {
        return advisedReply(reply).toString();
    }

    private String advised(String said) {
        return provider.flatMap(each -> each.advise(said))
                .map(advice -> said + " — " + advice)
                .orElse(said);
    }
}
