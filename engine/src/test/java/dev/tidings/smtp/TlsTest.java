package dev.tidings.smtp;

import static dev.tidings.contracts.Act.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.contracts.OldTls;
import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.contracts.TestCertificate;
import dev.tidings.smtp.Credentials.ClearText;
import dev.tidings.smtp.NoSession.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever stands between us and TLS, neither a secret nor a word of the message is said in clear text.
@Timeout(30)
class TlsTest {
    private static final TestCertificate HERE = TestCertificate.of("dns:localhost,ip:127.0.0.1");
    private static final TestCertificate ELSEWHERE = TestCertificate.of("dns:elsewhere.example");
    private static final Credentials.Password LOGIN = new Credentials.Password("user@example.com", "s3cret");
    private static final Envelope ENVELOPE = new Envelope("reports@example.com", "ann@example.org");
    private static final byte[] CONTENT = "Subject: x\r\n\r\nhello\r\n".getBytes();

    @Test
    void a_message_goes_out_by_starttls_and_nothing_but_that_was_clear() throws Exception {
        Script script = new Script().offering("AUTH PLAIN LOGIN", "SIZE 9").startTls(HERE.server());
        try (ScriptedServer server = script.start();
                SmtpSession session = SmtpSession.open(at(server, Security.STARTTLS, HERE))) {
            assertThat(session.tls()).hasValueSatisfying(tls -> assertThat(tls).startsWith("TLSv1.3 "));
            assertThat(session.extensions().starttls()).isFalse(); // the second list, not the first
            assertThat(server.heardInClear()).isEqualTo("EHLO client.example\r\nSTARTTLS\r\n");
            assertThat(server.commands())
                    .containsExactly("EHLO client.example", "STARTTLS", "EHLO client.example", plain(LOGIN));
        }
    }

    @Test
    void a_message_goes_out_by_implicit_tls() throws Exception {
        Script script = new Script().offering("AUTH LOGIN", "PIPELINING").implicitTls(HERE.server());
        try (ScriptedServer server = script.start();
                SmtpSession session = SmtpSession.open(at(server, Security.IMPLICIT_TLS, HERE))) {
            Handover handover = session.send(ENVELOPE, CONTENT, EndOfDataGate.OPEN);

            assertThat(handover).isInstanceOf(Handover.Answered.class);
            assertThat(server.mails()).hasSize(1);
            assertThat(server.heardInClear()).isEmpty();
        }
    }

    @Test
    void starttls_stripped_from_the_offer_fails_closed() throws Exception {
        try (ScriptedServer server = new Script().offering("AUTH PLAIN").start()) {
            assertThat(why(server, Security.STARTTLS, HERE)).isEqualTo(new Why.TlsNotOffered());
            assertNothingSaidInClear(server);
        }
    }

    @Test
    void starttls_refused_fails_closed() throws Exception {
        Script script = new Script().startTls(HERE.server()).always(Verb.STARTTLS, say("454 4.7.0 not now"));
        try (ScriptedServer server = script.offering("AUTH PLAIN").start()) {
            assertThat(why(server, Security.STARTTLS, HERE)).isInstanceOfSatisfying(Why.Refused.class, refused -> {
                assertThat(refused.at()).isEqualTo(Verb.STARTTLS);
                assertThat(refused.reply().code()).isEqualTo(454);
            });
            assertNothingSaidInClear(server);
        }
    }

    @Test
    void a_certificate_nobody_vouches_for_is_refused() throws Exception {
        for (Security security : List.of(Security.STARTTLS, Security.IMPLICIT_TLS)) {
            try (ScriptedServer server = serving(security, HERE).start()) {
                assertThat(why(server, security, ELSEWHERE)).isInstanceOf(Why.TlsFailed.class);
                assertNothingSaidInClear(server);
            }
        }
    }

    @Test
    void a_trusted_certificate_for_another_host_is_refused() throws Exception {
        for (Security security : List.of(Security.STARTTLS, Security.IMPLICIT_TLS)) {
            try (ScriptedServer server = serving(security, ELSEWHERE).start()) {
                assertThat(why(server, security, ELSEWHERE))
                        .isInstanceOfSatisfying(
                                Why.TlsFailed.class,
                                failed -> assertThat(failed.why()).contains("localhost"));
                assertNothingSaidInClear(server);
            }
        }
    }

    @Test
    void a_certificate_whose_time_is_over_is_refused_even_where_it_is_itself_trusted() throws Exception {
        TestCertificate expired = TestCertificate.expired("dns:localhost");
        for (Security security : List.of(Security.STARTTLS, Security.IMPLICIT_TLS)) {
            try (ScriptedServer server = serving(security, expired).start()) {
                assertThat(why(server, security, expired))
                        .isInstanceOfSatisfying(
                                Why.TlsFailed.class,
                                failed -> assertThat(failed.why()).containsIgnoringCase("expired"));
                assertNothingSaidInClear(server);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_knows_no_tls_newer_than_1_1_is_refused(OldTls old) throws Exception {
        for (Security security : List.of(Security.STARTTLS, Security.IMPLICIT_TLS)) {
            try (ScriptedServer server =
                    serving(security, HERE).knowingOnly(old).start()) {
                assertThat(why(server, security, HERE))
                        .isInstanceOfSatisfying(
                                Why.TlsFailed.class,
                                failed -> assertThat(failed.why()).contains("version"));
                assertNothingSaidInClear(server);
            }
        }
    }

    @Test
    void the_systems_authorities_do_not_vouch_for_a_self_signed_one() throws Exception {
        try (ScriptedServer server = serving(Security.STARTTLS, HERE).start()) {
            SmtpServer settings = new SmtpServer("localhost", server.port(), Security.STARTTLS, "client.example");
            assertThat(why(settings.with(LOGIN))).isInstanceOf(Why.TlsFailed.class);
            assertNothingSaidInClear(server);
        }
    }

    @Test
    void plain_text_smuggled_in_behind_starttls_is_noticed() throws Exception {
        Script script = new Script()
                .startTls(HERE.server())
                .offering("AUTH PLAIN")
                .always(Verb.STARTTLS, say("220 go ahead\r\n250-evil.example\r\n250 AUTH PLAIN"));
        try (ScriptedServer server = script.start()) {
            assertThat(why(server, Security.STARTTLS, HERE))
                    .isInstanceOfSatisfying(
                            Why.TlsFailed.class,
                            failed -> assertThat(failed.why()).contains("plain text after STARTTLS"));
            assertNothingSaidInClear(server);
        }
    }

    @Test
    void a_server_that_speaks_no_tls_where_tls_is_due_is_refused() throws Exception {
        try (ScriptedServer server = new Script().offering("AUTH PLAIN").start()) {
            assertThat(why(server, Security.IMPLICIT_TLS, HERE)).isInstanceOf(Why.TlsFailed.class);
            assertNothingSaidInClear(server);
        }
    }

    @Test
    void no_secret_is_said_in_clear_text_unless_to_this_machine_and_with_leave() throws Exception {
        try (ScriptedServer server = new Script().offering("AUTH PLAIN").start()) {
            SmtpServer clear = new SmtpServer("localhost", server.port(), Security.NONE, "client.example");
            assertThat(why(clear.with(LOGIN))).isInstanceOf(Why.AuthImpossible.class);
            assertNothingSaidInClear(server);

            Credentials.Password allowed = new Credentials.Password("user", "s3cret", ClearText.ON_LOOPBACK);
            SmtpSession.open(clear.with(allowed)).close();
            assertThat(server.commands()).contains(plain(allowed));
        }
    }

    @Test
    void login_is_used_where_plain_is_not_offered_and_neither_where_neither_is() throws Exception {
        try (ScriptedServer server =
                new Script().offering("AUTH LOGIN NTLM").startTls(HERE.server()).start()) {
            SmtpSession.open(at(server, Security.STARTTLS, HERE)).close();
            assertThat(server.commands())
                    .containsSubsequence("AUTH LOGIN", base64("user@example.com"), base64("s3cret"));
        }
        try (ScriptedServer server =
                new Script().offering("AUTH NTLM").startTls(HERE.server()).start()) {
            assertThat(why(server, Security.STARTTLS, HERE))
                    .isInstanceOfSatisfying(
                            Why.AuthImpossible.class,
                            impossible -> assertThat(impossible.why()).contains("NTLM"));
        }
    }

    @Test
    void secrets_show_nowhere() throws Exception {
        List<String> shown = new CopyOnWriteArrayList<>();
        Transcript transcript = new Transcript() {
            @Override
            public void sent(String line) {
                shown.add(line);
            }
        };
        for (String mechanism : List.of("AUTH PLAIN", "AUTH LOGIN")) {
            Script script =
                    new Script().offering(mechanism).startTls(HERE.server()).always(Verb.AUTH, say("535 5.7.8 wrong"));
            try (ScriptedServer server = script.start()) {
                SmtpServer settings = at(server, Security.STARTTLS, HERE);
                NoSession none = catchThrowableOfType(NoSession.class, () -> SmtpSession.open(settings, transcript));
                assertThat(none.why()).isInstanceOf(Why.AuthRefused.class);
                shown.add(none.toString());
                shown.add(settings.toString());
            }
        }
        assertThat(String.join("\n", shown))
                .contains("AUTH PLAIN …", "Credentials[…]")
                .doesNotContain(
                        "s3cret", base64("s3cret"), plain(LOGIN), "user@example.com", base64("user@example.com"));
    }

    @Test
    void a_file_without_certificates_is_found_out_at_once(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path junk = Files.writeString(folder.resolve("junk.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");

        assertThatThrownBy(() -> Trust.authorities(empty))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("empty.pem");
        assertThatThrownBy(() -> Trust.authorities(junk))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("junk.pem");
        assertThatThrownBy(() -> Trust.authorities(folder.resolve("none.pem"))).isInstanceOf(IOException.class);
    }

    private static Script serving(Security security, TestCertificate certificate) {
        Script script = new Script().offering("AUTH PLAIN");
        return security == Security.STARTTLS
                ? script.startTls(certificate.server())
                : script.implicitTls(certificate.server());
    }

    private static void assertNothingSaidInClear(ScriptedServer server) {
        assertThat(server.heardInClear()).doesNotContain("AUTH", "MAIL", "hello");
        assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }

    private static SmtpServer at(ScriptedServer server, Security security, TestCertificate trusted) throws IOException {
        return new SmtpServer("localhost", server.port(), security, "client.example")
                .with(LOGIN)
                .with(Trust.authorities(trusted.pem()));
    }

    private static Why why(ScriptedServer server, Security security, TestCertificate trusted) throws IOException {
        return why(at(server, security, trusted));
    }

    private static Why why(SmtpServer settings) {
        return catchThrowableOfType(NoSession.class, () -> SmtpSession.open(settings))
                .why();
    }

    private static String plain(Credentials.Password credentials) {
        return "AUTH PLAIN " + base64("\0" + credentials.user() + "\0" + credentials.secret());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes());
    }
}
