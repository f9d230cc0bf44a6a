package dev.tidings.smtp;

import static dev.tidings.contracts.Act.say;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.Act;
import dev.tidings.contracts.ReceivedMail;
import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.smtp.Handover.Answered;
import dev.tidings.smtp.Handover.Broken;
import dev.tidings.smtp.Handover.Unfit;
import dev.tidings.smtp.Handover.Withheld;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SmtpSessionTest {
    private static final Envelope TO_ANN = new Envelope("reports@example.com", "ann@example.org");
    private static final Envelope TO_BOB = new Envelope("reports@example.com", "bob@example.org");
    private static final byte[] CONTENT = "Subject: x\r\n\r\nhello\r\n".getBytes(UTF_8);

    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING", "X-LOCKSTEP"})
    void one_session_carries_many_messages(String extension) throws NoSession {
        try (ScriptedServer server = new Script().offering(extension).start();
                SmtpSession session = SmtpSession.open(at(server))) {
            for (int i = 0; i < 3; i++) {
                assertThat(accepted(session.send(TO_ANN, CONTENT, EndOfDataGate.OPEN)))
                        .isTrue();
                assertThat(session.reusable()).isTrue();
            }

            assertThat(server.mails())
                    .hasSize(3)
                    .extracting(ReceivedMail::text)
                    .containsOnly(new String(CONTENT, UTF_8));
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.commands()).doesNotContain("RSET");
        }
    }

    @Test
    void the_answer_carries_the_servers_words() throws NoSession {
        try (ScriptedServer server = new Script().start();
                SmtpSession session = SmtpSession.open(at(server))) {
            Answered answered = (Answered) session.send(TO_ANN, CONTENT, EndOfDataGate.OPEN);

            assertThat(answered.reply()).hasToString("250 2.0.0 queued as 4711");
            assertThat(answered.at()).isEqualTo(Verb.END_OF_DATA);
            assertThat(answered.refused()).isEmpty();
            assertThat(session.peer().getPort()).isEqualTo(server.port());
            assertThat(session.tls()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING", "X-LOCKSTEP"})
    void a_refused_recipient_leaves_the_session_good_for_the_next(String extension) throws NoSession {
        Script script = new Script().offering(extension).forRecipient("bob@example.org", say("550 5.1.1 no bob"));
        try (ScriptedServer server = script.start();
                SmtpSession session = SmtpSession.open(at(server))) {
            Answered bob = (Answered) session.send(TO_BOB, CONTENT, EndOfDataGate.OPEN);
            assertThat(bob.at()).isEqualTo(Verb.RCPT);
            assertThat(bob.reply().enhanced()).contains(new EnhancedCode(5, 1, 1));
            assertThat(session.reusable()).isTrue();

            assertThat(accepted(session.send(TO_ANN, CONTENT, EndOfDataGate.OPEN)))
                    .isTrue();
            assertThat(server.commands()).containsOnlyOnce("RSET");
            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void data_taken_for_nobody_is_ended_with_a_lone_dot_and_its_answer_ignored() throws NoSession {
        Script script = new Script()
                .offering("PIPELINING")
                .forRecipient("bob@example.org", say("550 5.1.1 no bob"))
                .always(Verb.DATA, say("354 go on"));
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server = script.start();
                SmtpSession session = SmtpSession.open(at(server))) {
            Answered bob = (Answered) session.send(TO_BOB, CONTENT, () -> asked.incrementAndGet() > 0);

            assertThat(bob.at()).isEqualTo(Verb.RCPT);
            assertThat(asked).hasValue(0);
            assertThat(server.mails()).isEmpty();
            assertThat(accepted(session.send(TO_ANN, CONTENT, EndOfDataGate.OPEN)))
                    .isTrue();
            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void each_recipient_is_answered_for() throws NoSession {
        Script script = new Script()
                .offering("PIPELINING")
                .forRecipient("bob@example.org", say("550 5.1.1 no bob"))
                .forRecipient("cy@example.org", say("450 4.2.1 full"));
        Envelope all = new Envelope(
                "reports@example.com",
                List.of("bob@example.org", "ann@example.org", "cy@example.org", "di@example.org"));
        try (ScriptedServer server = script.start();
                SmtpSession session = SmtpSession.open(at(server))) {
            Answered answered = (Answered) session.send(all, CONTENT, EndOfDataGate.OPEN);

            assertThat(answered.isAccepted()).isTrue();
            assertThat(answered.refused().keySet()).containsExactly("bob@example.org", "cy@example.org");
            assertThat(answered.refused().get("cy@example.org").code()).isEqualTo(450);
            assertThat(server.mails().getFirst().to()).containsExactly("ann@example.org", "di@example.org");
        }
    }

    @Test
    void a_closed_gate_withholds_the_message_and_the_connection_is_given_up() throws NoSession {
        try (ScriptedServer server = new Script().start();
                SmtpSession session = SmtpSession.open(at(server))) {
            assertThat(session.send(TO_ANN, CONTENT, () -> false)).isEqualTo(new Withheld());
            assertThat(session.reusable()).isFalse();

            await().until(() -> server.openConnections() == 0);
            assertThat(server.mails()).isEmpty();
            assertThat(server.commands()).doesNotContain(".");
            assertThat(server.heardInClear()).endsWith("DATA\r\n"); // a small message has not left at all
        }
    }

    @Test
    void the_gate_is_asked_once_when_the_envelope_is_taken_and_the_end_is_not_written() throws NoSession {
        List<List<String>> heardWhenAsked = new ArrayList<>();
        try (ScriptedServer server = new Script().start();
                SmtpSession session = SmtpSession.open(at(server))) {
            session.send(TO_ANN, large(300_000), () -> heardWhenAsked.add(server.commands()));

            assertThat(heardWhenAsked).hasSize(1);
            assertThat(heardWhenAsked.getFirst()).contains("DATA").doesNotContain(".");
            assertThat(server.mails().getFirst().content()).isEqualTo(large(300_000));
        }
    }

    @Test
    void a_gate_that_throws_ends_the_session() throws NoSession {
        try (ScriptedServer server = new Script().start();
                SmtpSession session = SmtpSession.open(at(server))) {
            assertThatThrownBy(() -> session.send(TO_ANN, CONTENT, () -> {
                        throw new IllegalStateException("no ledger");
                    }))
                    .hasMessage("no ledger");
            assertThat(session.reusable()).isFalse();
            await().until(() -> server.openConnections() == 0);
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void mail_tells_the_size_and_what_else_it_needs() throws NoSession {
        byte[] eightBit = "Subject: x\r\n\r\nGrüße\r\n".getBytes(UTF_8);
        Script script = new Script().offering("SIZE 1000", "8BITMIME", "SMTPUTF8");
        try (ScriptedServer server = script.start();
                SmtpSession session = SmtpSession.open(at(server))) {
            session.send(TO_ANN, CONTENT, EndOfDataGate.OPEN);
            session.send(TO_ANN, eightBit, EndOfDataGate.OPEN);
            session.send(new Envelope("", "用户@example.cn"), CONTENT, EndOfDataGate.OPEN);

            assertThat(server.commands())
                    .contains(
                            "MAIL FROM:<reports@example.com> SIZE=21",
                            "MAIL FROM:<reports@example.com> SIZE=23 BODY=8BITMIME",
                            "MAIL FROM:<> SIZE=21 SMTPUTF8",
                            "RCPT TO:<用户@example.cn>");
        }
    }

    @Test
    void what_the_server_cannot_take_is_found_out_before_mail() throws NoSession {
        byte[] header = "Subject: Grüße\r\n\r\nhello\r\n".getBytes(UTF_8);
        byte[] body = "Subject: x\r\n\r\nGrüße\r\n".getBytes(UTF_8);
        try (ScriptedServer server = new Script().offering("SIZE 100").start();
                SmtpSession session = SmtpSession.open(at(server))) {
            Unfit big = (Unfit) session.send(TO_ANN, new byte[101], EndOfDataGate.OPEN);
            assertThat(big.code()).hasToString("5.3.4");
            assertThat(big.why()).contains("101").contains("100");
            assertThat(unfit(session, new Envelope("", "用户@example.cn"), CONTENT))
                    .hasToString("5.6.7");
            assertThat(unfit(session, TO_ANN, header)).hasToString("5.6.7");
            assertThat(unfit(session, TO_ANN, body)).hasToString("5.6.3");

            assertThat(server.commands()).containsExactly("EHLO client.example");
            assertThat(session.reusable()).isTrue();
        }
    }

    @Test
    void a_server_that_stops_reading_is_given_up_in_time() throws NoSession {
        Timeouts timeouts = Timeouts.all(Duration.ofSeconds(10)).with(Verb.CONTENT, Duration.ofMillis(200));
        try (ScriptedServer server =
                        new Script().always(Verb.CONTENT, new Act.Deafness()).start();
                SmtpSession session = SmtpSession.open(at(server).with(timeouts))) {
            Broken broken = (Broken) session.send(TO_ANN, large(20_000_000), EndOfDataGate.OPEN);

            assertThat(broken.how().at()).isEqualTo(Verb.CONTENT);
            assertThat(broken.how().kind()).isEqualTo(Break.Kind.TIMED_OUT);
            assertThat(session.reusable()).isFalse();
        }
    }

    @Test
    void a_refusal_amid_the_content_is_an_answer_and_an_early_yes_is_not() throws Exception {
        assertThat(interruptedBy("552 5.3.4 too big")).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.at()).isEqualTo(Verb.CONTENT);
            assertThat(answered.reply().code()).isEqualTo(552);
        });
        assertThat(interruptedBy("250 2.0.0 fine already"))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.how().kind()).isEqualTo(Break.Kind.PROTOCOL_ERROR));
    }

    /// Both replies are one segment, so the second is there when the first is read.
    private static Handover interruptedBy(String reply) throws NoSession {
        try (ScriptedServer server = new Script()
                        .always(Verb.DATA, say("354 go on\r\n" + reply))
                        .start();
                SmtpSession session = SmtpSession.open(at(server))) {
            Handover handover = session.send(TO_ANN, CONTENT, () -> {
                throw new AssertionError("asked");
            });
            assertThat(session.reusable()).isFalse();
            return handover;
        }
    }

    @Test
    void what_was_said_unasked_makes_a_session_unfit_for_reuse() throws NoSession {
        Script script = new Script().always(Verb.END_OF_DATA, say("250 2.0.0 ok\r\n421 4.4.2 idle too long"));
        try (ScriptedServer server = script.start();
                SmtpSession session = SmtpSession.open(at(server))) {
            assertThat(accepted(session.send(TO_ANN, CONTENT, EndOfDataGate.OPEN)))
                    .isTrue();
            assertThat(session.reusable()).isFalse();
        }
    }

    @Test
    void an_intermediate_reply_to_the_final_dot_leaves_it_uncertain() throws NoSession {
        try (ScriptedServer server =
                        new Script().always(Verb.END_OF_DATA, say("354 more?")).start();
                SmtpSession session = SmtpSession.open(at(server))) {
            assertThat(session.send(TO_ANN, CONTENT, EndOfDataGate.OPEN)).isInstanceOf(Handover.Uncertain.class);
            assertThat(session.reusable()).isFalse();
        }
    }

    @Test
    void content_never_leaves_without_a_354() throws NoSession {
        try (ScriptedServer server =
                        new Script().always(Verb.DATA, say("250 2.0.0 sure")).start();
                SmtpSession session = SmtpSession.open(at(server))) {
            assertThat(session.send(TO_ANN, CONTENT, EndOfDataGate.OPEN)).isInstanceOf(Broken.class);
            await().until(() -> server.openConnections() == 0);
            assertThat(server.heardInClear()).doesNotContain("hello");
        }
    }

    @Test
    void helo_is_said_where_ehlo_is_unknown_and_offers_nothing() throws NoSession {
        try (ScriptedServer server = new Script()
                        .offering("PIPELINING")
                        .always(Verb.EHLO, say("500 what?"))
                        .start();
                SmtpSession session = SmtpSession.open(at(server))) {
            assertThat(session.extensions().offered()).isEmpty();
            assertThat(accepted(session.send(TO_ANN, CONTENT, EndOfDataGate.OPEN)))
                    .isTrue();
        }
    }

    @Test
    void a_server_that_repeats_the_secret_is_quoted_without_it() {
        String secret = "S3cret\u0007 Pa55";
        String blob = Base64.getEncoder().encodeToString(("\0bob\0" + secret).getBytes(UTF_8));
        String encoded = Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
        List<String> seen = new ArrayList<>();
        Transcript transcript = new Transcript() {
            @Override
            public void sent(String line) {
                seen.add(line);
            }

            @Override
            public void received(Reply reply) {
                seen.add(reply.toString());
            }
        };
        try (ScriptedServer server = new Script()
                .offering("AUTH PLAIN LOGIN")
                .always(Verb.AUTH, say("535 5.7.8 no: " + blob + " bob " + secret + " " + encoded))
                .start()) {
            SmtpServer signingIn =
                    at(server).with(new Credentials.Password("bob", secret, Credentials.ClearText.ON_LOOPBACK));

            assertThatThrownBy(() -> SmtpSession.open(signingIn, transcript))
                    .isInstanceOfSatisfying(NoSession.class, none -> seen.add(none.why() + " " + none.getMessage()));
        }

        assertThat(seen).anyMatch(line -> line.contains("no: … bob … …"));
        assertThat(String.join("\n", seen)).doesNotContain("S3cret", blob, encoded);
    }

    @Test
    void extensions_are_read_whatever_their_case_or_age() {
        Extensions extensions = Extensions.of(Reply.of(
                250,
                List.of(
                        "mx.example",
                        "size 35882577",
                        "Pipelining",
                        "AUTH=LOGIN",
                        "auth plain xoauth2",
                        "Dsn",
                        "CHUNKING")));

        assertThat(extensions.sizeMax()).hasValue(35_882_577);
        assertThat(extensions.authMechanisms()).containsExactlyInAnyOrder("LOGIN", "PLAIN", "XOAUTH2");
        assertThat(List.of(extensions.pipelining(), extensions.dsn(), extensions.chunking()))
                .containsOnly(true);
        assertThat(List.of(extensions.starttls(), extensions.eightBitMime(), extensions.smtpUtf8()))
                .containsOnly(false);
        assertThat(new Extensions(Map.of("SIZE", "0")).sizeMax()).isEmpty();
        assertThat(new Extensions(Map.of("SIZE", "99999999999999999999")).sizeMax())
                .isEmpty();
    }

    @Test
    void every_address_is_tried_and_each_failure_told() throws Exception {
        InetAddress deaf = InetAddress.getByName("127.0.0.2");
        InetAddress good = InetAddress.getByName("127.0.0.1");
        try (ScriptedServer server = new Script().start();
                SmtpSession session =
                        Opening.open(at(server), Transcript.NONE, host -> new InetAddress[] {deaf, good})) {
            assertThat(session.peer().getAddress()).isEqualTo(good);
            assertThatThrownBy(() -> Opening.open(at(server), Transcript.NONE, host -> new InetAddress[] {deaf, deaf}))
                    .isInstanceOfSatisfying(
                            NoSession.class,
                            none -> assertThat(none.why())
                                    .isInstanceOfSatisfying(
                                            NoSession.Why.Unreachable.class,
                                            unreachable -> assertThat(unreachable.why())
                                                    .contains("127.0.0.2", "localhost")));
        }
    }

    @Test
    void a_name_without_an_address_is_unreachable() {
        SmtpServer nowhere = new SmtpServer("nowhere.invalid", 25, Security.NONE, "client.example");

        assertThatThrownBy(() -> SmtpSession.open(nowhere)).hasMessageContaining("nowhere.invalid has no address");
    }

    @Test
    void no_platform_thread_is_left_behind() throws NoSession {
        try (ScriptedServer server = new Script().start()) {
            for (int i = 0; i < 20; i++) {
                try (SmtpSession session = SmtpSession.open(at(server))) {
                    session.send(TO_ANN, CONTENT, EndOfDataGate.OPEN);
                }
            }
            await().until(() -> server.openConnections() == 0);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.contains("smtp"));
        }
    }

    @Test
    void a_transcript_hears_the_conversation() throws NoSession {
        List<String> lines = new CopyOnWriteArrayList<>();
        Transcript transcript = new Transcript() {
            @Override
            public void sent(String line) {
                lines.add("> " + line);
            }

            @Override
            public void received(Reply reply) {
                lines.add("< " + reply);
            }
        };
        try (ScriptedServer server = new Script().start();
                SmtpSession session = SmtpSession.open(at(server), transcript)) {
            session.send(TO_ANN, CONTENT, EndOfDataGate.OPEN);
        }
        assertThat(List.copyOf(lines).subList(0, 12))
                .containsExactly(
                        "< 220 scripted.example ESMTP",
                        "> EHLO client.example",
                        "< 250 scripted.example",
                        "> MAIL FROM:<reports@example.com>",
                        "< 250 2.1.0 ok",
                        "> RCPT TO:<ann@example.org>",
                        "< 250 2.1.5 ok",
                        "> DATA",
                        "< 354 go on",
                        "> (21 octets of content)",
                        "> .",
                        "< 250 2.0.0 queued as 4711");
    }

    static SmtpSession open(ScriptedServer server) throws NoSession {
        return SmtpSession.open(at(server));
    }

    static SmtpServer at(ScriptedServer server) {
        return new SmtpServer("localhost", server.port(), Security.NONE, "client.example");
    }

    private static boolean accepted(Handover handover) {
        return handover instanceof Answered answered && answered.isAccepted();
    }

    private static EnhancedCode unfit(SmtpSession session, Envelope envelope, byte[] content) {
        return ((Unfit) session.send(envelope, content, EndOfDataGate.OPEN)).code();
    }

    private static byte[] large(int octets) {
        return ("Subject: x\r\n\r\n" + (".".repeat(76) + "\r\n").repeat(octets / 78)).getBytes(UTF_8);
    }
}
