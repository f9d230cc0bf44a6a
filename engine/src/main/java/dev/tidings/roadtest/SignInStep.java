package dev.tidings.roadtest;

import static java.util.stream.Collectors.joining;

import dev.tidings.notification.TransportSpec;
import dev.tidings.smtp.Break;
import dev.tidings.smtp.Extensions;
import dev.tidings.smtp.NoSession.Why;
import dev.tidings.smtp.NoToken;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.util.List;

/// Whether the server lets us in.
record SignInStep(TransportSpec road, Meeting meeting) {
    private static final String NAME = Place.SIGN_IN.title();

    Step step() {
        if (meeting.why().isPresent()) {
            return failed(meeting.why().get()).with(facts());
        }
        if (meeting.server().login().isEmpty()) {
            return Step.notTried(NAME, "tidings.yaml names no user for this transport");
        }
        String mechanism = meeting.journey().mechanism().orElse("");
        return Step.passed(NAME, "the server lets us in, by " + mechanism).with(facts());
    }

    private List<Fact> facts() {
        String offered = meeting.journey().ehlo().map(SignInStep::offered).orElse("");
        return meeting.journey()
                .mechanism()
                .map(chosen -> List.of(new Fact(
                        "chosen",
                        chosen + ", the strongest of those that both know; offered: "
                                + (offered.isEmpty() ? "none" : offered))))
                .orElse(List.of());
    }

    private static String offered(Reply ehlo) {
        return Extensions.of(ehlo).authMechanisms().stream().sorted().collect(joining(" "));
    }

    private Step failed(Why why) {
        return switch (why) {
            case Why.AuthRefused(Reply reply) ->
                Step.failed(
                        NAME,
                        "the server does not take user and password: " + reply,
                        advice(
                                reply.toString(),
                                "Compare both with what the provider gave you; many want an app password or an"
                                        + " authorization code here, not the password of the account. Do not try often:"
                                        + " accounts get locked."));
            case Why.AuthDeferred(Reply reply) ->
                Step.warning(
                        NAME,
                        "the server puts the sign-in off: " + reply,
                        advice(reply.toString(), "It may work later. Was it tried too often?"));
            case Why.AuthImpossible(String said) ->
                Step.failed(
                        NAME,
                        "no password was said: " + said,
                        said.contains("clear text")
                                ? "Leave security: none out; or, for a server on this machine, write"
                                        + " allow-clear-text-sign-in: loopback."
                                : "Is this the port for sending mail with a user (465 or 587)? A service that takes"
                                        + " access tokens alone wants oauth: in place of password:.");
            case Why.WithoutToken(NoToken.Reason reason, String said) -> withoutToken(reason, said);
            case Why.ServerUnproven(String said) ->
                Step.failed(
                        NAME,
                        "the server could not prove that it knows the password: " + said,
                        "It is not the server that the password was made for, or it is broken. Ask whoever runs it.");
            case Why.Broken(Break how) ->
                Step.failed(
                        NAME, "the line broke: " + how.why(), "Try again; if it stays, ask whoever runs the server.");
            case Why.Unreachable _, Why.TlsNotOffered _, Why.TlsFailed _ ->
                Step.failed(NAME, ServerSteps.words(why), "See above.");
            case Why.Refused(Verb at, Reply reply) -> Step.failed(NAME, reply.toString(), "See above.");
        };
    }

    private Step withoutToken(NoToken.Reason reason, String said) {
        String found = "there is no access token to sign in with: " + said;
        return switch (reason) {
            case REFUSED ->
                Step.failed(
                        NAME,
                        found,
                        advice(said, "The issuer wants a person to act: look at client, secret and refresh-token."));
            case THROTTLED -> Step.warning(NAME, found, "The issuer asks to come later.");
            case UNREACHABLE -> Step.failed(NAME, found, "Is token-url right, and may this machine reach it?");
        };
    }

    private String advice(String said, String usual) {
        return new Advice(road).on(Verb.AUTH, said, usual);
    }
}
