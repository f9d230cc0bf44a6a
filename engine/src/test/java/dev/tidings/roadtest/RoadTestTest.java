package dev.tidings.roadtest;

import static dev.tidings.contracts.Act.say;
import static dev.tidings.roadtest.Mark.FAILED;
import static dev.tidings.roadtest.Mark.NOT_TRIED;
import static dev.tidings.roadtest.Mark.PASSED;
import static dev.tidings.roadtest.Mark.WARNING;
import static dev.tidings.roadtest.Trial.marks;
import static dev.tidings.roadtest.Trial.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.contracts.TestCertificate;
import dev.tidings.mime.DkimVerdicts;
import dev.tidings.notification.Stage;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.Verb;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoadTestTest {
    private static final TestCertificate HERE = TestCertificate.of("dns:localhost,ip:127.0.0.1");
    private static final TestCertificate ELSEWHERE = TestCertificate.of("dns:elsewhere.example");
    private static final TestCertificate EXPIRED = TestCertificate.expired("dns:localhost");
    private static final Duration A_MONTH = Duration.ofDays(30);

    private static Script well() {
        return new Script()
                .offering("PIPELINING", "CHUNKING", "SIZE 35882577", "8BITMIME", "AUTH PLAIN LOGIN", "HELP")
                .startTls(HERE.server());
    }

    @Test
    void a_road_that_is_well_passes_every_step() throws Exception {
        try (ScriptedServer server = well().start()) {
            Trial trial = new Trial().at(server).trusting(HERE).clockBehind(A_MONTH);

            Report report = trial.run();

            assertThat(report.mark()).as(report.toString()).isEqualTo(PASSED);
            assertThat(report.parts())
                    .extracting(Part::title)
                    .containsExactly("The server localhost, port " + server.port(), "Mail from example.com");
            assertThat(report.parts().getFirst().steps())
                    .extracting(Step::name)
                    .containsExactly(
                            "Address", "Connection", "Greeting", "Encryption", "Certificate", "Offers", "Sign-in");
            assertThat(report.parts().getLast().steps())
                    .extracting(Step::name)
                    .containsExactly("Sender", "SPF", "DKIM s2026", "DMARC", "Answers");
            assertThat(trial.heard).extracting(Report::parts).last().isEqualTo(report.parts());
            assertThat(trial.heard).extracting(each -> each.parts().size()).containsExactly(1, 2);
        }
    }

    @Test
    void an_expert_sees_the_facts() throws Exception {
        try (ScriptedServer server = well().start()) {
            Report report =
                    new Trial().at(server).trusting(HERE).clockBehind(A_MONTH).run();

            assertThat(step(report, "Encryption").found()).isEqualTo("TLS 1.3");
            assertThat(step(report, "Encryption").facts()).contains(new Fact("cipher", "TLS_AES_256_GCM_SHA384"));
            assertThat(step(report, "Certificate").facts())
                    .contains(new Fact("names", "localhost, 127.0.0.1"), new Fact("subject", "CN=test"))
                    .anyMatch(fact -> fact.name().equals("key") && fact.value().matches("EC 256, sha256/.{44}"))
                    .anyMatch(fact -> fact.name().equals("authorities")
                            && fact.value().equals(HERE.pem().toString()));
            assertThat(step(report, "Offers").found())
                    .isEqualTo("up to 8 mails in flight on a connection; mails of up to 35.9 MB");
            assertThat(step(report, "Offers").facts())
                    .contains(
                            new Fact("AUTH", "LOGIN PLAIN"),
                            new Fact("DSN", "not offered"),
                            new Fact("others", "HELP: not needed"));
            assertThat(step(report, "Sign-in").found()).isEqualTo("the server lets us in, by PLAIN");
            assertThat(step(report, "Sign-in").facts().getFirst().value()).contains("offered: LOGIN PLAIN");
            assertThat(step(report, "DMARC").found()).endsWith("ours passes by SPF and DKIM");
        }
    }

    @Test
    void nothing_is_sent_unless_it_is_asked_for_and_nothing_secret_is_shown() throws Exception {
        try (ScriptedServer server = well().start()) {
            Report report = new Trial().at(server).trusting(HERE).run();

            assertThat(server.mails()).isEmpty();
            assertThat(server.connections()).isOne();
            assertThat(server.commands())
                    .containsSubsequence("MAIL FROM:<no-reply@example.com> SIZE=0", "RSET")
                    .doesNotContain("DATA");
            assertThat(report.toString()).doesNotContain("s3cret", "reports@example.com");
        }
    }

    @Test
    void a_test_mail_is_composed_and_signed_as_any_other_and_sent_whatever_the_stage() throws Exception {
        try (ScriptedServer server = well().start()) {
            Report report = new Trial().at(server).trusting(HERE).at(Stage.TEST).sendTo("me@example.org");

            assertThat(step(report, "Test mail").mark()).isEqualTo(PASSED);
            assertThat(step(report, "Test mail").found())
                    .contains("250 2.0.0 queued as 4711", "The stage is test; it was sent all the same");
            assertThat(step(report, "Test mail").facts()).contains(new Fact("signatures", "1"));
            assertThat(server.mails()).singleElement().satisfies(mail -> {
                assertThat(mail.to()).containsExactly("me@example.org");
                assertThat(mail.text())
                        .contains(
                                "Subject: Test of the road main (Tidings)",
                                "To: me@example.org",
                                "From: Tidings <no-reply@example.com>",
                                "This mail is a test",
                                "spf=pass, dkim=pass and dmarc=pass")
                        .doesNotContain("qa@example.com");
                assertThat(DkimVerdicts.of(mail.content(), List.of(Trial.KEY))).containsOnly(true);
            });
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void a_refused_test_mail_fails_and_says_what_the_server_said() throws Exception {
        Script script = well().forRecipient("me@example.org", say("550 5.7.1 relaying denied"));
        try (ScriptedServer server = script.start()) {
            Step mail = step(new Trial().at(server).trusting(HERE).sendTo("me@example.org"), "Test mail");

            assertThat(mail.mark()).isEqualTo(FAILED);
            assertThat(mail.found()).contains("RCPT", "550 5.7.1 relaying denied");
        }
    }

    @Test
    void a_wrong_password_fails_with_the_providers_advice_and_is_tried_once() throws Exception {
        Script script = well().always(Verb.AUTH, say("535 5.7.8 Authentication failed"));
        try (ScriptedServer server = script.start()) {
            Report report = new Trial().at(server).trusting(HERE).of("exmail").sendTo("me@example.org");

            assertThat(step(report, "Sign-in").mark()).isEqualTo(FAILED);
            assertThat(step(report, "Sign-in").found()).contains("535 5.7.8 Authentication failed");
            assertThat(step(report, "Sign-in").mend())
                    .hasValueSatisfying(
                            mend -> assertThat(mend).startsWith("Use the authorization code of the mailbox"));
            assertThat(step(report, "Sender").mark()).isEqualTo(NOT_TRIED);
            assertThat(step(report, "Test mail").mark()).isEqualTo(NOT_TRIED);
            assertThat(step(report, "SPF").mark())
                    .as("DNS is asked all the same")
                    .isNotEqualTo(NOT_TRIED);
            assertThat(server.connections()).isOne();
            assertThat(server.commands())
                    .filteredOn(line -> line.startsWith("AUTH"))
                    .hasSize(1);
        }
    }

    @Test
    void an_expired_certificate_is_told_with_its_day() throws Exception {
        try (ScriptedServer server =
                new Script().offering("AUTH PLAIN").startTls(EXPIRED.server()).start()) {
            Report report = new Trial().at(server).trusting(EXPIRED).run();

            assertThat(marks(report, 0)).containsExactly(PASSED, PASSED, PASSED, FAILED, FAILED, NOT_TRIED, NOT_TRIED);
            assertThat(step(report, "Certificate").found()).matches("it ended on 20\\d\\d-\\d\\d-\\d\\d, 8 days ago");
            assertThat(server.heardInClear()).doesNotContain("AUTH");
        }
    }

    @Test
    void a_certificate_that_ends_soon_is_a_warning() throws Exception {
        try (ScriptedServer server = well().start()) {
            Step certificate = step(new Trial().at(server).trusting(HERE).run(), "Certificate");

            assertThat(certificate.mark()).isEqualTo(WARNING);
            assertThat(certificate.found()).contains("it ends in a day");
        }
    }

    @Test
    void a_certificate_that_vouches_for_itself_is_told_so() throws Exception {
        try (ScriptedServer server = well().start()) {
            Step certificate = step(new Trial().at(server).run(), "Certificate");

            assertThat(certificate.mark()).isEqualTo(FAILED);
            assertThat(certificate.found()).contains("self-signed");
            assertThat(certificate.mend())
                    .hasValueSatisfying(mend -> assertThat(mend).contains("write ca:"));
            assertThat(certificate.facts()).contains(new Fact("names", "localhost, 127.0.0.1"));
        }
    }

    @Test
    void a_certificate_of_another_host_names_both() throws Exception {
        try (ScriptedServer server =
                new Script().implicitTls(ELSEWHERE.server()).start()) {
            Report report = new Trial()
                    .at(server)
                    .by(Security.IMPLICIT_TLS)
                    .trusting(ELSEWHERE)
                    .run();

            assertThat(step(report, "Certificate").mark()).isEqualTo(FAILED);
            assertThat(step(report, "Certificate").found()).isEqualTo("it is for elsewhere.example, not for localhost");
            assertThat(step(report, "Greeting").mark()).isEqualTo(NOT_TRIED);
        }
    }

    @Test
    void a_server_without_starttls_hears_nothing_secret() throws Exception {
        try (ScriptedServer server = new Script().offering("AUTH PLAIN").start()) {
            Report report = new Trial().at(server).run();

            assertThat(marks(report, 0))
                    .containsExactly(PASSED, PASSED, PASSED, FAILED, NOT_TRIED, NOT_TRIED, NOT_TRIED);
            assertThat(step(report, "Encryption").found()).contains("does not offer STARTTLS");
            assertThat(server.heardInClear()).doesNotContain("AUTH");
        }
    }

    @Test
    void a_server_that_speaks_no_tls_at_once_is_told_from_one_that_does() throws Exception {
        try (ScriptedServer server = new Script().start()) {
            Step encryption =
                    step(new Trial().at(server).by(Security.IMPLICIT_TLS).run(), "Encryption");

            assertThat(encryption.mark()).isEqualTo(FAILED);
            assertThat(encryption.found()).contains("does not speak TLS at once");
            assertThat(encryption.mend())
                    .hasValueSatisfying(mend -> assertThat(mend).contains("smtp://"));
        }
    }

    @Test
    void where_nobody_listens_the_connection_fails() throws Exception {
        Report report = new Trial().at("localhost", closedPort()).run();

        assertThat(marks(report, 0))
                .containsExactly(PASSED, FAILED, NOT_TRIED, NOT_TRIED, NOT_TRIED, NOT_TRIED, NOT_TRIED);
        assertThat(step(report, "Connection").found()).contains("refused");
        assertThat(step(report, "Connection").mend())
                .hasValueSatisfying(mend -> assertThat(mend).contains("Nobody listens there"));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void a_host_without_an_address_fails_at_once() {
        Report report = new Trial().at("no-such-host.invalid", 465).run();

        assertThat(step(report, "Address").mark()).isEqualTo(FAILED);
        assertThat(step(report, "Address").found()).isEqualTo("no-such-host.invalid has no address");
        assertThat(step(report, "Connection").mark()).isEqualTo(NOT_TRIED);
    }

    @Test
    void a_server_that_turns_us_away_is_quoted() throws Exception {
        try (ScriptedServer server = new Script()
                .always(Verb.GREETING, say("554 5.7.1 your address is listed"))
                .start()) {
            Step greeting = step(new Trial().at(server).run(), "Greeting");

            assertThat(greeting.mark()).isEqualTo(FAILED);
            assertThat(greeting.found()).contains("554 5.7.1 your address is listed");
        }
    }

    @Test
    void a_server_that_only_knows_helo_is_a_warning() throws Exception {
        try (ScriptedServer server =
                new Script().always(Verb.EHLO, say("502 5.5.1 what?")).start()) {
            Report report =
                    new Trial().at(server).by(Security.NONE).withoutUser().run();

            assertThat(step(report, "Offers").mark()).isEqualTo(WARNING);
            assertThat(step(report, "Encryption").found()).contains("stays within this machine");
            assertThat(step(report, "Sign-in").mark()).isEqualTo(NOT_TRIED);
        }
    }

    @Test
    void a_sender_that_is_not_taken_fails_and_the_next_one_is_asked() throws Exception {
        Script script = new Script().once(Verb.MAIL, say("550 5.7.60 not allowed to send as this sender"));
        try (ScriptedServer server = script.start()) {
            Report report = new Trial()
                    .at(server)
                    .by(Security.NONE)
                    .withoutUser()
                    .notification("weekly", "Weekly <weekly@example.com>", "main")
                    .run();

            assertThat(step(report, "Sender").mark()).isEqualTo(FAILED);
            assertThat(step(report, "Sender").found())
                    .contains("weekly@example.com", "550 5.7.60 not allowed to send as this sender");
        }
    }

    @Test
    void every_domain_from_which_mail_goes_this_way_is_looked_at() throws Exception {
        try (ScriptedServer server = new Script().start()) {
            Report report = new Trial()
                    .at(server)
                    .by(Security.NONE)
                    .withoutUser()
                    .notification("weekly", "weekly@example.com", "main")
                    .notification("daily", "daily@example.com", "backup", "main")
                    .notification("news", "news@news.example.org", "main")
                    .notification("other", "other@example.net", "backup")
                    .run();

            assertThat(report.parts())
                    .extracting(Part::title)
                    .containsExactly(
                            "The server localhost, port " + server.port(),
                            "Mail from example.com",
                            "Mail from news.example.org");
            assertThat(report.parts().get(1).about()).isEqualTo("used by daily, weekly");
            assertThat(server.commands())
                    .filteredOn(line -> line.startsWith("MAIL"))
                    .containsExactly(
                            "MAIL FROM:<daily@example.com>",
                            "MAIL FROM:<weekly@example.com>",
                            "MAIL FROM:<news@news.example.org>");
        }
    }

    @Test
    void a_closed_network_is_a_warning_and_costs_two_questions() throws Exception {
        try (ScriptedServer server = well().start()) {
            Trial trial = new Trial().at(server).trusting(HERE).clockBehind(A_MONTH);
            trial.dns.close();

            Report report = trial.run();

            assertThat(marks(report, 0)).containsOnly(PASSED);
            assertThat(marks(report, 1)).containsExactly(PASSED, WARNING, WARNING, WARNING, WARNING);
            assertThat(step(report, "SPF").found()).isEqualTo("not known: DNS does not answer (nobody answers)");
            assertThat(trial.dns.asked()).isEqualTo(2);
        }
    }

    @Test
    void a_domain_of_ones_own_network_is_not_asked_for() throws Exception {
        try (ScriptedServer server = new Script().start()) {
            Trial trial = new Trial()
                    .at(server)
                    .by(Security.NONE)
                    .withoutUser()
                    .notification("alarm", "alarm@tower.lan", "main");

            assertThat(marks(trial.run(), 1)).containsExactly(PASSED, NOT_TRIED);
            assertThat(trial.dns.asked()).isZero();
        }
    }

    @Test
    void who_signs_nothing_is_warned_unless_a_provider_may() throws Exception {
        try (ScriptedServer server = new Script().start()) {
            Trial trial = new Trial().at(server).by(Security.NONE).withoutUser().withoutKeys();

            assertThat(step(trial.run(), "DKIM").mark()).isEqualTo(WARNING);
            trial.of("outlook");
            assertThat(step(trial.run(), "DKIM").mark()).isEqualTo(NOT_TRIED);
        }
    }
}
