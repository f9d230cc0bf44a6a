package dev.tidings.feedback.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidings.feedback.Arrival;
import dev.tidings.notification.ListenSpec;
import dev.tidings.notification.ListenSpec.Protocol;
import dev.tidings.notification.Settings.Listen;
import dev.tidings.smtp.EndOfDataGate;
import dev.tidings.smtp.Envelope;
import dev.tidings.smtp.Handover;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.smtp.SmtpSession;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReceiverTest {
    private static final String MESSAGE = "Subject: Undelivered\r\n\r\nNobody is here.\r\n";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Desk desk = new Desk();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private Receiver receiver(Protocol protocol, Limits limits) throws IOException {
        Receiver receiver = desk.receiver(protocol, limits);
        open.add(receiver);
        return receiver;
    }

    private Caller caller(Receiver receiver) throws IOException {
        Caller caller = new Caller(receiver.port());
        open.add(caller);
        return caller;
    }

    private Caller smtp() throws IOException {
        return caller(receiver(Protocol.SMTP, Limits.USUAL));
    }

    @Test
    void our_own_client_brings_messages_and_hears_that_they_are_on_record() throws Exception {
        Receiver receiver = receiver(Protocol.SMTP, Limits.USUAL);
        SmtpServer server = new SmtpServer("127.0.0.1", receiver.port(), Security.NONE, "client.example");
        try (SmtpSession session = SmtpSession.open(server)) {
            for (int i = 0; i < 3; i++) {
                String message = MESSAGE + ".begins with a dot\r\n.\r\nand goes on " + i + "\r\n";
                Handover handover = session.send(
                        new Envelope("mailer@example.org", Desk.OURS), message.getBytes(), EndOfDataGate.OPEN);

                assertThat(handover)
                        .isInstanceOfSatisfying(
                                Handover.Answered.class,
                                answered -> assertThat(answered.reply().code()).isEqualTo(250));
                assertThat(new String(desk.taken().getLast().original())).isEqualTo(message);
            }
            assertThat(session.extensions().sizeMax()).hasValue(10_000_000);
        }
        assertThat(desk.taken()).hasSize(3).extracting(Arrival::id).doesNotHaveDuplicates();
        assertThat(desk.taken().getFirst().source()).isEqualTo("smtp");
        assertThat(desk.taken().getFirst().report().clues().comeTo()).containsExactly(Desk.OURS, "said@in.it");
    }

    @Test
    void the_same_octets_are_the_same_event() throws IOException {
        Caller caller = smtp();
        caller.begun("EHLO");
        caller.asked("DATA");
        caller.asked(MESSAGE + ".");
        caller.asked("MAIL FROM:<>");
        caller.asked("RCPT TO:<" + Desk.OURS + ">");
        caller.asked("DATA");
        caller.asked(MESSAGE + ".");

        assertThat(desk.taken()).hasSize(2);
        assertThat(desk.taken().getFirst().id())
                .isEqualTo(desk.taken().getLast().id());
    }

    @Test
    void what_cannot_be_put_on_record_is_left_with_whoever_brings_it() throws IOException {
        Receiver receiver = receiver(Protocol.SMTP, Limits.USUAL);
        Caller caller = caller(receiver).begun("EHLO");
        desk.broken(true);
        caller.asked("DATA");
        assertThat(caller.asked(MESSAGE + ".")).startsWith("451 4.3.0 ");
        assertThat(receiver.trouble().orElseThrow())
                .contains("smtp://127.0.0.1")
                .contains("the disk is full");

        desk.broken(false);
        caller.asked("MAIL FROM:<>");
        caller.asked("RCPT TO:<" + Desk.OURS + ">");
        caller.asked("DATA");
        assertThat(caller.asked(MESSAGE + ".")).startsWith("250 2.0.0 ");
        assertThat(receiver.trouble()).isEmpty();
        assertThat(desk.taken()).hasSize(1);
    }

    @Test
    void whoever_speaks_lmtp_hears_of_each_recipient() throws IOException {
        Caller caller = caller(receiver(Protocol.LMTP, Limits.USUAL));
        caller.heard();
        assertThat(caller.asked("EHLO client.example")).startsWith("500 5.5.1 ");
        assertThat(caller.asked("LHLO client.example")).startsWith("250 ");
        caller.asked("MAIL FROM:<>");
        assertThat(caller.asked("DATA")).startsWith("503 ");
        caller.asked("RCPT TO:<" + Desk.OURS + ">");
        assertThat(caller.asked("RCPT TO:<stranger@example.com>")).startsWith("550 5.1.1 ");
        caller.asked("RCPT TO:<bounces+signed-too@mail.example.com>");
        caller.asked("DATA");

        assertThat(caller.asked(MESSAGE + ".")).startsWith("250 ");
        assertThat(caller.heard()).startsWith("250 ");
        assertThat(caller.asked("NOOP")).isEqualTo("250 2.0.0 yes");
        assertThat(desk.taken())
                .as("each is about a mail of its own")
                .extracting(each -> each.report().clues().comeTo().getFirst())
                .containsExactly(Desk.OURS, "bounces+signed-too@mail.example.com");
        assertThat(desk.taken()).extracting(Arrival::source).containsOnly("lmtp");
        assertThat(desk.taken()).extracting(Arrival::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MAIL FROM:<> SIZE=1000 BODY=8BITMIME SMTPUTF8 | 250
            mail from: <ann@example.org>                  | 250
            MAIL FROM:<"a>b"@example.org>                 | 250
            MAIL FROM:<> SIZE=10000001                    | 552
            MAIL FROM:<> RET=HDRS                         | 555
            MAIL FROM:ann@example.org                     | 501
            MAIL TO:<>                                    | 501
            VRFY ann                                      | 252
            EXPN staff                                    | 502
            AUTH PLAIN AGEAYg==                           | 502
            STARTTLS                                      | 502
            BDAT 5 LAST                                   | 502
            RCPT TO:<bounces+signed@mail.example.com>     | 503
            DATA                                          | 503
            HELP                                          | 214
            """)
    void each_command_has_its_answer(String command, String code) throws IOException {
        Caller caller = smtp();
        caller.heard();
        caller.asked("EHLO client.example");

        assertThat(caller.asked(command)).startsWith(code + " ");
    }

    @Test
    void nothing_begins_without_a_greeting() throws IOException {
        Caller caller = smtp();
        assertThat(caller.heard()).startsWith("220 mail.example.com ESMTP");
        assertThat(caller.asked("MAIL FROM:<>")).startsWith("503 ");
        assertThat(caller.asked("HELO client.example")).isEqualTo("250 mail.example.com");
        assertThat(caller.asked("MAIL FROM:<>")).startsWith("250 ");
        assertThat(caller.asked("MAIL FROM:<>")).startsWith("503 ");
    }

    @Test
    void nothing_is_passed_on_to_anybody() throws IOException {
        Caller caller = smtp();
        caller.heard();
        caller.asked("EHLO client.example");
        caller.asked("MAIL FROM:<ann@example.org>");
        for (String other : List.of(
                "<ann@example.org>",
                "<postmaster>",
                "<@relay.example:ann@example.org>",
                "<bounces+forged@mail.example.com>",
                "<\"bounces+signed@mail.example.com\"@example.org>")) {
            assertThat(caller.asked("RCPT TO:" + other)).startsWith("550 5.1.1 ");
        }
        assertThat(desk.refused).hasSize(5).containsOnly(Rejection.ADDRESS);
        assertThat(caller.asked("RCPT TO:<@relay.example:" + Desk.OURS + ">")).startsWith("250 ");
        assertThat(caller.asked("RSET")).startsWith("250 ");
        assertThat(caller.asked("DATA")).startsWith("503 ");
        assertThat(desk.taken()).isEmpty();
    }

    @Test
    void commands_that_come_in_one_go_are_answered_in_order() throws IOException {
        Caller caller = smtp();
        caller.say("EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<x@y.example>\r\nRCPT TO:<" + Desk.OURS + ">\r\nDATA\r\n");
        List<String> heard = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            heard.add(caller.heard().substring(0, 3));
        }
        assertThat(heard).containsExactly("220", "250", "250", "550", "250", "354");

        caller.say(MESSAGE + ".\r\nNOOP\r\nQUIT\r\n");
        assertThat(caller.heard()).startsWith("250 2.0.0 it is on record");
        assertThat(caller.heard()).startsWith("250 2.0.0 yes");
        assertThat(caller.heard()).startsWith("221 ");
        assertThat(caller.heard()).isEmpty();
    }

    @Test
    void what_comes_in_one_go_with_what_is_refused_is_no_mistake() throws IOException {
        Caller caller = caller(receiver(Protocol.SMTP, Desk.limits(10, LONG, 1000, 1, 100)));
        caller.say("EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<x@y.example>\r\nDATA\r\nRSET\r\n"
                + "MAIL FROM:<> SIZE=2000\r\nRCPT TO:<" + Desk.OURS + ">\r\nDATA\r\nRSET\r\nDATA\r\n");
        List<String> heard = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            heard.add(caller.heard().substring(0, 3));
        }

        assertThat(heard).containsExactly("220", "250", "250", "550", "554", "250", "552", "503", "503", "250", "503");
        assertThat(desk.refused)
                .as("the last DATA alone is one")
                .containsExactly(Rejection.ADDRESS, Rejection.SIZE, Rejection.PROTOCOL);
    }

    /// SMTP smuggling: what ends a message here, and not elsewhere, lets mails in that nobody sent.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n.\n",
                "\r.\r",
                "\n.\r\n",
                "\r\n.\n",
                "\r\n.\r",
                "\r.\r\n",
                "\r\n\0.\n",
                "\r\r\n.\r\r\n",
                "\n\n.\r\n"
            })
    void a_message_ends_with_a_dot_between_crlfs_alone_and_nothing_is_smuggled(String end) throws IOException {
        Caller caller = smtp().begun("EHLO");
        caller.asked("DATA");
        caller.say("Subject: one" + end + "MAIL FROM:<evil@example.org>\r\nRCPT TO:<" + Desk.OURS
                + ">\r\nDATA\r\nSubject: two\r\n.\r\nNOOP\r\n");

        assertThat(caller.heard()).startsWith("550 5.5.2 ");
        assertThat(caller.heard()).startsWith("421 ");
        assertThat(caller.heard()).isEmpty();
        assertThat(desk.refused).containsExactly(Rejection.LINE_END);
        assertThat(desk.taken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP\n", "NOOP\r\r\n", "NO\rOP\r\n"})
    void a_command_ends_with_crlf_alone(String command) throws IOException {
        Caller caller = smtp();
        caller.heard();
        caller.say(command + "EHLO client.example\r\n");

        assertThat(caller.heard()).startsWith("500 5.5.2 ");
        assertThat(caller.heard()).isEmpty();
        assertThat(desk.refused).containsExactly(Rejection.LINE_END);
    }

    @Test
    void a_line_without_end_is_not_listened_to() throws IOException {
        Caller caller = smtp();
        caller.heard();
        caller.say("A".repeat(2049));

        assertThat(caller.heard()).startsWith("500 5.5.2 a line has at most");
        assertThat(desk.refused).containsExactly(Rejection.PROTOCOL);
    }

    @Test
    void a_message_that_is_too_long_is_refused_and_the_next_is_taken() throws IOException {
        Caller caller = caller(receiver(Protocol.SMTP, Desk.limits(10, LONG, 1000, 10, 10)))
                .begun("EHLO");
        caller.asked("DATA");
        assertThat(caller.asked("x".repeat(78) + "\r\n" + "y".repeat(1500) + "\r\n."))
                .startsWith("552 5.3.4 ");
        assertThat(desk.refused).containsExactly(Rejection.SIZE);

        caller.asked("MAIL FROM:<>");
        caller.asked("RCPT TO:<" + Desk.OURS + ">");
        caller.asked("DATA");
        assertThat(caller.asked(MESSAGE + ".")).startsWith("250 ");
        assertThat(desk.taken()).hasSize(1);
    }

    @Test
    void a_message_without_end_is_not_listened_to() throws IOException {
        Caller caller = caller(receiver(Protocol.SMTP, Desk.limits(10, LONG, 1000, 10, 10)))
                .begun("EHLO");
        caller.asked("DATA");
        caller.say("x".repeat(3100));

        assertThat(caller.heard()).startsWith("552 5.3.4 ");
        assertThat(caller.heard()).isEmpty();
        assertThat(desk.refused).containsExactly(Rejection.SIZE);
    }

    @Test
    void of_a_long_message_the_beginning_is_kept() throws IOException {
        Caller caller = smtp().begun("EHLO");
        caller.asked("DATA");
        assertThat(caller.asked("Subject: long\r\n\r\n" + "It goes on.\r\n".repeat(300_000) + "."))
                .startsWith("250 ");

        assertThat(desk.taken().getFirst().original()).hasSize(Arrival.ORIGINAL_MAX);
    }

    @Test
    void whoever_dawdles_is_not_waited_for() throws IOException {
        Receiver receiver = receiver(Protocol.SMTP, Desk.limits(10, Duration.ofMillis(300), 1000, 10, 10));
        Caller silent = caller(receiver);
        silent.heard();
        assertThat(silent.heard()).startsWith("421 4.4.2 ");

        Caller slow = caller(receiver).begun("EHLO");
        slow.asked("DATA");
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        slow.say("x");
                        await().pollDelay(Duration.ofMillis(20)).until(() -> true);
                    }
                })
                .isInstanceOf(SocketException.class);
        assertThat(desk.taken()).isEmpty();
    }

    @Test
    void recipients_mistakes_and_idle_talk_have_limits() throws IOException {
        Receiver receiver = receiver(Protocol.SMTP, Limits.USUAL);
        Caller many = caller(receiver).begun("EHLO");
        for (int i = 1; i < Limits.RECIPIENTS; i++) {
            assertThat(many.asked("RCPT TO:<" + Desk.OURS + ">")).startsWith("250 ");
        }
        assertThat(many.asked("RCPT TO:<" + Desk.OURS + ">")).startsWith("452 4.5.3 ");

        Caller guessing = caller(receiver).begun("EHLO");
        for (int i = 1; i < 10; i++) {
            assertThat(guessing.asked("RCPT TO:<guess@example.com>")).startsWith("550 ");
        }
        guessing.asked("RCPT TO:<guess@example.com>");
        assertThat(guessing.heard()).startsWith("421 4.7.0 ");

        Caller talking = caller(receiver);
        talking.heard();
        for (int i = 0; i < 100; i++) {
            talking.asked("NOOP");
        }
        assertThat(talking.heard()).startsWith("421 4.7.0 ");
    }

    /// Whoever has one mail has its return address, and might fill the disk.
    @Test
    void so_much_comes_back_for_one_mail_in_a_day() throws IOException {
        Caller caller = smtp().greeted("EHLO");
        int each = Limits.USUAL.ofOneMail();
        for (int i = 0; i < each; i++) {
            caller.begun();
            caller.asked("DATA");
            assertThat(caller.asked("Subject: " + i + "\r\n\r\n.")).startsWith("250 2.0.0 ");
        }
        caller.asked("MAIL FROM:<>");
        assertThat(caller.asked("RCPT TO:<" + Desk.OURS + ".of.the.same.mail>")).startsWith("452 4.2.2 ");
        assertThat(caller.asked("DATA")).startsWith("554 ");
        assertThat(desk.refused).containsExactly(Rejection.QUOTA);
        assertThat(desk.taken()).hasSize(each);

        desk.clock.pass(Duration.ofDays(1));
        assertThat(caller.asked("RCPT TO:<" + Desk.OURS + ">")).startsWith("250 ");
    }

    @Test
    void there_are_so_many_places_and_they_become_free_again() throws IOException {
        Receiver receiver = receiver(Protocol.SMTP, Desk.limits(10, LONG, 1000, 10, 10));
        Caller first = caller(receiver);
        first.heard();
        assertThat(caller(receiver).heard()).startsWith("220 ");
        assertThat(caller(receiver).heard()).startsWith("421 4.7.0 ");
        assertThat(desk.refused).containsExactly(Rejection.CROWD);

        first.asked("QUIT");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> caller(receiver).heard().startsWith("220 "));
    }

    @Test
    void whoever_makes_many_mistakes_is_not_listened_to_for_a_minute() throws IOException {
        Receiver receiver = receiver(Protocol.SMTP, Desk.limits(100, LONG, 1000, 5, 10));
        for (int i = 0; i < 5; i++) {
            assertThat(caller(receiver).asked("GET / HTTP/1.1")).startsWith("220 ");
        }
        await().atMost(Duration.ofSeconds(5))
                .until(() -> caller(receiver).heard().startsWith("421 4.7.0 "));

        desk.clock.pass(Duration.ofMinutes(1));
        assertThat(caller(receiver).heard()).startsWith("220 ");
    }

    @Test
    void whoever_hangs_up_in_the_middle_has_brought_nothing() throws IOException {
        Receiver receiver = receiver(Protocol.SMTP, Desk.limits(10, LONG, 1000, 10, 100));
        for (int i = 0; i < 20; i++) {
            Caller caller = new Caller(receiver.port()).begun("EHLO");
            caller.asked("DATA");
            caller.say(MESSAGE);
            caller.close();
            await().atMost(Duration.ofSeconds(5)).until(() -> hasPlace(receiver));
        }
        assertThat(desk.taken()).isEmpty();
    }

    private static boolean hasPlace(Receiver receiver) throws IOException {
        try (Caller caller = new Caller(receiver.port())) {
            return caller.heard().startsWith("220 ");
        }
    }

    @Test
    void noise_brings_nothing_down() throws IOException {
        Receiver receiver = receiver(Protocol.SMTP, Desk.limits(100, LONG, 1000, 100_000, 100));
        Random random = new Random(3);
        String[] parts = {
            "EHLO x\r\n",
            "MAIL FROM:<>\r\n",
            "RCPT TO:<" + Desk.OURS + ">\r\n",
            "DATA\r\n",
            ".\r\n",
            "\r",
            "\n",
            "<",
            "\0",
            "RCPT TO:<\"",
            "MAIL FROM:<@",
            "\u00ff\u00fe",
            "BDAT 9\r\n",
            "QUIT\r\n",
            "x".repeat(500)
        };
        for (int round = 0; round < 300; round++) {
            try (Caller caller = new Caller(receiver.port())) {
                StringBuilder noise = new StringBuilder();
                for (int i = 0; i < 20; i++) {
                    noise.append(parts[random.nextInt(parts.length)]);
                }
                caller.say(noise.toString());
            }
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> hasPlace(receiver));
        assertThat(receiver.trouble()).isEmpty();
    }

    @Test
    void a_place_that_is_taken_is_said_so() throws IOException {
        Receiver receiver = receiver(Protocol.SMTP, Limits.USUAL);
        ListenSpec same = new ListenSpec(Protocol.LMTP, new Listen("127.0.0.1", receiver.port()));

        assertThatThrownBy(() ->
                        Receiver.open(same, "x", _ -> Optional.empty(), null, desk, desk.clock, desk.refused::add))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("nobody can listen at lmtp://127.0.0.1:" + receiver.port() + ": ");
    }

    /// As when a reload changes what is spoken there.
    @Test
    void another_may_listen_there_as_soon_as_it_is_closed() throws IOException {
        Receiver receiver = receiver(Protocol.SMTP, Limits.USUAL);
        for (int times = 0; times < 50; times++) {
            receiver.close();
            receiver = Receiver.open(
                    new ListenSpec(Protocol.LMTP, new Listen("127.0.0.1", receiver.port())),
                    "x",
                    _ -> Optional.empty(),
                    null,
                    desk,
                    desk.clock,
                    desk.refused::add);
        }
        receiver.close();
    }

    @Test
    void whoever_closes_it_waits_for_no_guest() throws IOException {
        Receiver receiver = receiver(Protocol.SMTP, Limits.USUAL);
        Caller caller = caller(receiver).begun("EHLO");
        receiver.close();

        assertThat(caller.heard()).isEmpty();
        assertThatThrownBy(() -> new Caller(receiver.port())).isInstanceOf(IOException.class);
    }
}
