package dev.tidings.roadtest;

import dev.tidings.mail.Address;
import dev.tidings.notification.TransportSpec;
import dev.tidings.smtp.Break;
import dev.tidings.smtp.Handover;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.SmtpSession;
import dev.tidings.smtp.Verb;
import java.util.Map;
import java.util.Optional;

/// Whether the server takes mail from one of our senders. Asked by MAIL, and taken back by RSET.
record SenderStep(TransportSpec road, Optional<SmtpSession> session, Address sender) {
    private static final String NAME = "Sender";

    Step step() {
        return session.map(each -> told(each.ask(sender.toString())))
                .orElseGet(() -> Step.notTried(NAME, sender + ": there is no session to ask in"));
    }

    private Step told(Handover handover) {
        return switch (handover) {
            case Handover.Answered(var at, Reply reply, Map<String, Reply> refused) -> answered(reply);
            case Handover.Unfit(var code, String why) ->
                Step.failed(NAME, sender + " cannot be said to this server: " + why, "Write another sender (from).");
            case Handover.Broken(Break how) -> broken(how);
            case Handover.NotBegun(Break how) -> broken(how);
            case Handover.Uncertain(Break how) -> broken(how);
            case Handover.Withheld _ -> Step.notTried(NAME, sender + ": not asked");
        };
    }

    private Step answered(Reply reply) {
        if (reply.isPositive()) {
            return Step.passed(NAME, "the server takes mail from " + sender);
        }
        String said = reply.toString();
        return reply.isPermanent()
                ? Step.failed(
                        NAME,
                        "the server takes no mail from " + sender + ": " + said,
                        new Advice(road)
                                .on(
                                        Verb.MAIL,
                                        said,
                                        "Write a sender (from) that the account may use, have this one allowed there,"
                                                + " or write user and password if there are none."))
                : Step.warning(
                        NAME,
                        "the server puts mail from " + sender + " off: " + said,
                        new Advice(road).on(Verb.MAIL, said, "It may be taken later."));
    }

    private Step broken(Break how) {
        return Step.failed(
                NAME, sender + ": the line broke: " + how, "Try again; if it stays, ask whoever runs the server.");
    }
}
