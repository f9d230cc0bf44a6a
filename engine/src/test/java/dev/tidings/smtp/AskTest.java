package dev.tidings.smtp;

import static dev.tidings.contracts.Act.drop;
import static dev.tidings.contracts.Act.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A question about a sender begins no message and leaves the conversation as it was.
@Timeout(30)
class AskTest {
    private static final Envelope ENVELOPE = new Envelope("reports@example.com", "ann@example.org");
    private static final byte[] CONTENT = "Subject: x\r\n\r\nhello\r\n".getBytes();

    private static SmtpSession open(ScriptedServer server) throws NoSession {
        return SmtpSession.open(new SmtpServer("localhost", server.port(), Security.NONE, "client.example"));
    }

    private static Handover answered(int code, String enhanced, String text) {
        return new Handover.Answered(Verb.MAIL, new Reply(code, EnhancedCode.leading(enhanced + " "), text), Map.of());
    }

    @Test
    void a_sender_that_is_taken_is_taken_back_and_a_mail_may_follow() throws Exception {
        try (ScriptedServer server = new Script().start();
                SmtpSession session = open(server)) {
            assertThat(session.ask("a@example.com")).isEqualTo(answered(250, "2.1.0", "ok"));
            assertThat(session.ask("b@example.com")).isEqualTo(answered(250, "2.1.0", "ok"));
            assertThat(session.reusable()).isTrue();
            session.send(ENVELOPE, CONTENT, EndOfDataGate.OPEN);

            assertThat(server.commands())
                    .startsWith(
                            "EHLO client.example",
                            "MAIL FROM:<a@example.com>",
                            "RSET",
                            "MAIL FROM:<b@example.com>",
                            "RSET",
                            "MAIL FROM:<reports@example.com>",
                            "RCPT TO:<ann@example.org>");
            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void a_refused_sender_is_an_answer_and_the_conversation_goes_on() throws Exception {
        try (ScriptedServer server =
                        new Script().always(Verb.MAIL, say("550 5.7.1 not you")).start();
                SmtpSession session = open(server)) {
            assertThat(session.ask("a@example.com")).isEqualTo(answered(550, "5.7.1", "not you"));
            assertThat(session.reusable()).isTrue();
        }
    }

    @Test
    void a_server_that_leaves_is_not_asked_again() throws Exception {
        try (ScriptedServer server = new Script()
                        .always(Verb.MAIL, say("421 4.3.2 going down"))
                        .start();
                SmtpSession session = open(server)) {
            assertThat(session.ask("a@example.com")).isEqualTo(answered(421, "4.3.2", "going down"));
            assertThat(session.reusable()).isFalse();
        }
        for (Verb at : List.of(Verb.MAIL, Verb.RSET)) {
            try (ScriptedServer server = new Script().always(at, drop()).start();
                    SmtpSession session = open(server)) {
                assertThat(session.ask("a@example.com")).isInstanceOf(Handover.Broken.class);
                assertThat(session.reusable()).isFalse();
            }
        }
    }

    @Test
    void an_international_sender_is_asked_for_only_where_it_can_be_said() throws Exception {
        try (ScriptedServer server = new Script().start();
                SmtpSession session = open(server)) {
            assertThat(session.ask("é@example.com")).isInstanceOf(Handover.Unfit.class);
            assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL"));
        }
        try (ScriptedServer server = new Script().offering("SMTPUTF8").start();
                SmtpSession session = open(server)) {
            session.ask("é@example.com");
            assertThat(server.commands()).contains("MAIL FROM:<é@example.com> SMTPUTF8");
        }
    }
}
