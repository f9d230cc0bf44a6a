package dev.tidings.acceptance.faults;

import static dev.tidings.contracts.Act.say;

import dev.tidings.contracts.Act;
import dev.tidings.contracts.Misdeed;
import dev.tidings.contracts.Script;
import dev.tidings.contracts.TestCertificate;
import dev.tidings.smtp.Verb;

/// A row of the table: where the server does wrong, once, and whose mail is hit.
enum Step {
    GREETING(Verb.GREETING),
    EHLO(Verb.EHLO),
    STARTTLS(Verb.STARTTLS),
    AUTH(Verb.AUTH),
    MAIL(Verb.MAIL),
    RCPT(Verb.RCPT),
    /// By a window: at BDAT, before it has read the content.
    DATA(Verb.DATA),
    /// The final dot, or BDAT's last octet.
    DOT(Verb.END_OF_DATA),
    RSET(Verb.RSET),
    QUIT(Verb.QUIT),
    HELO(Verb.HELO),
    /// On a connection that has carried a mail.
    MAIL_LATER(Verb.MAIL),
    /// The server has taken the mail, and does not say so.
    DOT_TAKEN(Verb.END_OF_DATA);

    private final Verb verb;

    Step(Verb verb) {
        this.verb = verb;
    }

    String word(Way way) {
        return switch (this) {
            case GREETING -> "greeting";
            case DATA -> way == Way.WINDOW ? "BDAT" : "DATA";
            case DOT -> way == Way.WINDOW ? "last octet" : "final dot";
            case MAIL_LATER -> "MAIL, later on";
            case DOT_TAKEN -> word(way, DOT) + ", taken";
            default -> name();
        };
    }

    private static String word(Way way, Step step) {
        return step.word(way);
    }

    /// The first of those who wait, except where a server can do wrong only once it has carried another.
    Person hit() {
        return this == RSET || this == MAIL_LATER ? Person.BOB : Person.ANN;
    }

    Verb verb() {
        return verb;
    }

    /// Whose answer is waited for in vain.
    Verb timed(Way way) {
        return way == Way.WINDOW && this == DATA ? Verb.END_OF_DATA : verb;
    }

    Script script(Way way, Misdeed misdeed) {
        Script script = way.script();
        Act act = misdeed.act();
        return switch (this) {
            case STARTTLS -> script.startTls(certificate().server()).nth(1, verb, act);
            case HELO -> script.nth(1, Verb.EHLO, say("502 5.5.1 what?")).nth(1, verb, act);
            case DATA -> script.nth(1, way == Way.WINDOW ? Verb.CONTENT : verb, act);
            case RSET -> (way == Way.WINDOW ? script : refusingAnn(script)).nth(1, verb, act);
            case MAIL_LATER -> script.nth(2, verb, act);
            case DOT_TAKEN -> script.nth(1, verb, new Act.Take(act));
            case GREETING, EHLO, AUTH, MAIL, RCPT, DOT, QUIT -> script.nth(1, verb, act);
        };
    }

    /// RSET follows upon a refusal.
    private static Script refusingAnn(Script script) {
        return script.forRecipient(Person.ANN.address(), say("550 5.1.1 no ann"));
    }

    static TestCertificate certificate() {
        return TestCertificate.of("dns:localhost,ip:127.0.0.1");
    }
}
