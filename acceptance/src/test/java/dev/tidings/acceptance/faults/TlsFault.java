package dev.tidings.acceptance.faults;

import static dev.tidings.contracts.Act.say;

import dev.tidings.acceptance.faults.Laboratory.Bench;
import dev.tidings.contracts.OldTls;
import dev.tidings.contracts.Script;
import dev.tidings.contracts.TestCertificate;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.Timeouts;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.util.Locale;

/// What stands between us and TLS: a server that is set up badly, or somebody in between.
enum TlsFault {
    NOT_THERE("no TLS: STARTTLS stripped, or clear text on the TLS port"),
    EXPIRED("the certificate has expired, and is itself in `ca`"),
    WRONG_HOST("the certificate is for another host"),
    SELF_SIGNED("the certificate is self-signed"),
    TLS_1_0("nothing newer than TLS 1.0"),
    TLS_1_1("nothing newer than TLS 1.1"),
    INJECTED("replies in clear text smuggled in behind STARTTLS"),
    STAYING_CLEAR("says go ahead to STARTTLS, and answers EHLO in clear text"),
    AUTH_WITHDRAWN("offers AUTH in clear text, and under TLS no longer");

    private static final TestCertificate ELSEWHERE = TestCertificate.of("dns:elsewhere.example");
    private static final TestCertificate OVER = TestCertificate.expired("dns:localhost");

    private final String word;

    TlsFault(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /// Whether there can be such a fault.
    boolean isPossible(Security security) {
        return security == Security.STARTTLS || compareTo(INJECTED) < 0;
    }

    /// What the road is closed for.
    String expected() {
        return this == AUTH_WITHDRAWN ? "sign-in" : "tls";
    }

    String id(Security security) {
        return "%s-%s".formatted(this, security).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Script script(Security security) {
        Script script = new Script().offering("PIPELINING");
        if (this == AUTH_WITHDRAWN) {
            return serving(script.offeringInClear("AUTH PLAIN"), security);
        }
        script.offering("AUTH PLAIN");
        return switch (this) {
            case NOT_THERE -> script;
            case TLS_1_0, TLS_1_1 -> serving(script, security).knowingOnly(OldTls.valueOf(name()));
            case INJECTED ->
                serving(script, security)
                        .always(Verb.STARTTLS, say("220 go ahead\r\n250-evil.example\r\n250 AUTH PLAIN"));
            case STAYING_CLEAR -> serving(script, security).stayingClear();
            case EXPIRED, WRONG_HOST, SELF_SIGNED, AUTH_WITHDRAWN -> serving(script, security);
        };
    }

    private Script serving(Script script, Security security) {
        return security == Security.STARTTLS
                ? script.startTls(certificate().server())
                : script.implicitTls(certificate().server());
    }

    private TestCertificate certificate() {
        return switch (this) {
            case EXPIRED -> OVER;
            case WRONG_HOST -> ELSEWHERE;
            default -> Step.certificate();
        };
    }

    Bench bench(Security security, int port) {
        String scheme = security == Security.STARTTLS ? "smtp" : "smtps";
        String trust = this == SELF_SIGNED ? "" : "ca: " + certificate().pem();
        return new Bench(
                id(security),
                """
                smtp: %s://localhost:%d
                user: user
                password: s3cret
                %s
                """.formatted(scheme, port, trust).strip().indent(4),
                Timeouts.all(Duration.ofSeconds(5)));
    }
}
