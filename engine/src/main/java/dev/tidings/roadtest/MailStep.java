package dev.tidings.roadtest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tidings.compose.Composition;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.notification.Stage;
import dev.tidings.notification.TransportSpec;
import dev.tidings.smtp.Break;
import dev.tidings.smtp.EndOfDataGate;
import dev.tidings.smtp.Envelope;
import dev.tidings.smtp.Handover;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.SmtpSession;
import dev.tidings.smtp.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A mail by this road, as somebody wished.
record MailStep(TransportSpec road, Optional<SmtpSession> session, TestMail mail) {
    private static final String NAME = "Test mail";

    Step send(Composition composition) {
        return switch (composition) {
            case Composed composed ->
                session.map(each -> sent(each, composed))
                        .orElseGet(() -> Step.notTried(NAME, "there is no session to send it in, see above"))
                        .with(facts(composed));
            case Composition.Unfit(String rule, String why) ->
                Step.failed(
                        NAME, "it could not be composed: " + rule + ": " + why, "Look at from, dkim and the address.");
            case Composition.Unready(String why) -> Step.failed(NAME, "it could not be composed: " + why, "Try again.");
        };
    }

    private static List<Fact> facts(Composed composed) {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("from", composed.sender().toString()),
                new Fact("to", composed.receiver().toString()),
                new Fact("subject", composed.subject()),
                new Fact("size", composed.content().length + " octets")));
        String head = new String(composed.content(), ISO_8859_1);
        facts.add(new Fact(
                "signatures",
                String.valueOf(head.lines()
                        .takeWhile(line -> !line.isEmpty())
                        .filter(line -> line.startsWith("DKIM-Signature:"))
                        .count())));
        return facts;
    }

    private Step sent(SmtpSession session, Composed composed) {
        Envelope envelope =
                new Envelope(composed.sender().toString(), composed.receiver().toString());
        return told(session.send(envelope, composed.content(), EndOfDataGate.OPEN));
    }

    private Step told(Handover handover) {
        return switch (handover) {
            case Handover.Answered answered when answered.isAccepted() -> accepted(answered.reply());
            case Handover.Answered(Verb at, Reply reply, Map<String, Reply> refused) ->
                refused(at, refused.values().stream().findFirst().orElse(reply));
            case Handover.Unfit(var code, String why) ->
                Step.failed(NAME, "the server cannot take it: " + why, "Try another address.");
            case Handover.Uncertain(Break how) ->
                Step.warning(
                        NAME,
                        "nobody can say whether the server has it: " + how,
                        "Look whether it arrives. With a mail that counts, this is what when-uncertain decides.");
            case Handover.Broken(Break how) -> broken(how);
            case Handover.NotBegun(Break how) -> broken(how);
            case Handover.Withheld _ -> Step.notTried(NAME, "not sent");
        };
    }

    private Step accepted(Reply reply) {
        Stage stage = mail.house().settings().rehearsal().stage();
        String whatever = stage == Stage.LIVE
                ? ""
                : ". The stage is " + stage.word() + "; it was sent all the same, as you asked for it";
        Step accepted = Step.passed(NAME, "the server has it: " + reply + whatever);
        return new Step(
                accepted.name(),
                accepted.mark(),
                accepted.found(),
                Optional.of("Look into the mailbox of " + mail.to()
                        + ", and where it keeps spam. Its source should say spf=pass, dkim=pass and dmarc=pass."),
                accepted.facts(),
                accepted.took());
    }

    private Step refused(Verb at, Reply reply) {
        String said = reply.toString();
        String usual = at == Verb.RCPT
                ? "Is the address written right? The server may also not be willing to carry mail there for us."
                : "What the server says is what there is; ask whoever runs it.";
        return Step.failed(
                NAME, "the server does not take it (" + at + "): " + said, new Advice(road).on(at, said, usual));
    }

    private static Step broken(Break how) {
        return Step.failed(NAME, "the line broke: " + how, "Nothing was sent. Try again.");
    }
}
