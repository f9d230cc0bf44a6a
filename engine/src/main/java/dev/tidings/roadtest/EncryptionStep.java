package dev.tidings.roadtest;

import dev.tidings.smtp.NoSession.Why;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.Verb;
import java.util.List;
import java.util.Optional;

/// Whether what is said can be read on the way.
record EncryptionStep(Meeting meeting) {
    private static final String NAME = Place.ENCRYPTION.title();

    Step step() {
        if (meeting.server().security() == Security.NONE) {
            return clear();
        }
        Optional<String> tls = meeting.journey().tls();
        return tls.isPresent()
                ? secured(tls.get())
                : meeting.why().map(this::failed).orElseThrow();
    }

    private Step clear() {
        boolean here = meeting.journey()
                .peer()
                .filter(peer -> peer.getAddress().isLoopbackAddress())
                .isPresent();
        return here
                ? Step.passed(NAME, "none, as security: none says; it stays within this machine")
                : Step.warning(
                        NAME,
                        "none, as security: none says: whoever sits in between can read and change every mail",
                        "Leave security: none out, unless every wire up to the server is your own.");
    }

    private static Step secured(String tls) {
        String[] words = tls.split(" ", 2);
        return Step.passed(NAME, words[0].replaceFirst("TLSv", "TLS "))
                .with(List.of(new Fact("cipher", words.length > 1 ? words[1] : "")));
    }

    private Step failed(Why why) {
        return switch (why) {
            case Why.TlsNotOffered _ ->
                Step.failed(
                        NAME,
                        "the server does not offer STARTTLS, and nothing is said in clear text",
                        "On port 465 write smtps://. If this server ought to offer it, somebody in between takes the"
                                + " offer away; nobody should sign in from here until that is found.");
            case Why.Refused(Verb at, Reply reply) ->
                Step.failed(
                        NAME,
                        "the server offers STARTTLS and does not do it: " + reply,
                        "Whoever runs the server must mend that; its certificate or its key may not be readable.");
            case Why.TlsFailed(String said) -> broken(said);
            case Why.Unreachable _,
                    Why.AuthImpossible _,
                    Why.AuthRefused _,
                    Why.AuthDeferred _,
                    Why.WithoutToken _,
                    Why.ServerUnproven _,
                    Why.Broken _ -> broken(ServerSteps.words(why));
        };
    }

    private Step broken(String said) {
        if (meeting.doubt().isPresent()) {
            return Step.failed(
                    NAME,
                    "broken off by us: the server's certificate is not believed",
                    "See the certificate, below. Nothing was said but that we want TLS.");
        }
        boolean plain = said.contains("Unsupported or unrecognized SSL message");
        return plain && meeting.server().security() == Security.IMPLICIT_TLS
                ? Step.failed(
                        NAME,
                        "the server does not speak TLS at once on this port",
                        "Write smtp:// in place of smtps://, which begins with STARTTLS; its usual port is 587.")
                : Step.failed(
                        NAME,
                        "TLS did not come about: " + said,
                        "Tidings speaks TLS 1.2 and 1.3. A server that is older, or wants a certificate of its clients,"
                                + " cannot be used.");
    }
}
