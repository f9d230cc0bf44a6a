package dev.tidings.deliver;

import dev.tidings.notification.Fault;
import dev.tidings.notification.Pause;
import dev.tidings.notification.Sense;
import dev.tidings.notification.Sense.Scope;
import dev.tidings.smtp.Break;
import dev.tidings.smtp.Handover;
import dev.tidings.smtp.NoSession;
import dev.tidings.smtp.NoToken;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import dev.tidings.workspace.Replies;
import java.util.Optional;

/// What SMTP's facts mean for a message and its road: the reply → action table. The first digit decides, where no rule
/// of [Replies] knows better.
final class Meaning {
    private final Phrases phrases;

    /// @param provider whose replies they are, where that is known
    Meaning(Optional<String> provider) {
        this.phrases = new Phrases(Replies.of(provider));
    }

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
            case NoSession.Why.Refused(Verb at, Reply reply) -> refused(at, reply, Trouble.SERVER, at + ": ");
            case NoSession.Why.TlsNotOffered none ->
                new Outcome.Unreachable(
                        Trouble.TLS,
                        "STARTTLS is required and the server does not offer it; nothing is sent in clear text");
            case NoSession.Why.TlsFailed(String said) -> new Outcome.Unreachable(Trouble.TLS, said);
            case NoSession.Why.AuthImpossible(String said) -> new Outcome.Unreachable(Trouble.SIGN_IN, said);
            case NoSession.Why.AuthRefused(Reply reply) ->
                refused(Verb.AUTH, reply, Trouble.SIGN_IN, "sign-in refused: ");
            case NoSession.Why.AuthDeferred(Reply reply) ->
                refused(Verb.AUTH, reply, Trouble.THROTTLED, "sign-in put off: ");
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

    private Outcome replied(Verb at, Reply reply) {
        Optional<Sense> sense = phrases.sense(at, reply);
        return sense.isPresent() ? meant(sense.get(), at, reply) : byFirstDigit(at, reply);
    }

    private Outcome meant(Sense sense, Verb at, Reply reply) {
        return switch (sense) {
            case Sense.Throttled(Scope scope, Optional<Pause> pause) -> {
                Optional<Pause> until = Phrases.said(reply).or(() -> pause);
                yield scope == Scope.DOMAIN
                        ? new Outcome.Slowed(advised(at, reply), until)
                        : new Outcome.Unreachable(Trouble.THROTTLED, advised(at, reply), until);
            }
            case Sense.Quota(Pause pause) ->
                new Outcome.Unreachable(
                        Trouble.QUOTA, advised(at, reply), Phrases.said(reply).or(() -> Optional.of(pause)));
            case Sense.SignIn _ -> new Outcome.Unreachable(Trouble.SIGN_IN, advised(at, reply));
            case Sense.Account _ -> new Outcome.Unreachable(Trouble.ACCOUNT, advised(at, reply));
            case Sense.Definite(Fault fault) -> new Outcome.Refused(at, advisedReply(at, reply), fault);
            case Sense.Later _ -> new Outcome.Deferred(at, advisedReply(at, reply));
        };
    }

    /// A `421` at MAIL says nothing about the message, which the server has not heard of yet; later on it is
    /// a deferral as any other (RFC 5321 §3.8), so that a message which every road meets with one ends.
    private Outcome byFirstDigit(Verb at, Reply reply) {
        if (reply.isPermanent()) {
            return new Outcome.Refused(at, advisedReply(at, reply));
        }
        return at == Verb.MAIL && reply.isFarewell()
                ? new Outcome.Unreachable(Trouble.SERVER, at + ": " + advised(at, reply))
                : new Outcome.Deferred(at, advisedReply(at, reply));
    }

    /// No message was spoken of, so whatever was said is about the road.
    private Outcome.Unreachable refused(Verb at, Reply reply, Trouble usual, String before) {
        String why = before + advised(at, reply);
        return phrases.sense(at, reply)
                .map(sense -> meant(sense, at, reply))
                .filter(Outcome.Unreachable.class::isInstance)
                .map(Outcome.Unreachable.class::cast)
                .map(meant -> new Outcome.Unreachable(meant.trouble(), why, meant.pause()))
                .orElseGet(() -> new Outcome.Unreachable(usual, why));
    }

    /// Nothing of the message was answered yet at these steps, so it says nothing about the message.
    private static Outcome broken(Break how) {
        return switch (how.at()) {
            case RSET, MAIL -> new Outcome.Unreachable(Trouble.CONNECTION, how.toString());
            default -> new Outcome.Broken(how.at(), how.why());
        };
    }

    private Reply advisedReply(Verb at, Reply reply) {
        return phrases.advice(at, reply.toString())
                .map(advice -> new Reply(reply.code(), reply.enhanced(), reply.text() + " — " + advice))
                .orElse(reply);
    }

    private String advised(Verb at, Reply reply) {
        return advisedReply(at, reply).toString();
    }

    private String advised(String said) {
        return phrases.advice(Verb.AUTH, said)
                .map(advice -> said + " — " + advice)
                .orElse(said);
    }
}
