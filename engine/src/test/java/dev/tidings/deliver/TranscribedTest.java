package dev.tidings.deliver;

import static dev.tidings.contracts.Act.say;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.Act;
import dev.tidings.contracts.MovableClock;
import dev.tidings.contracts.Parcels;
import dev.tidings.contracts.Parcels.Notes;
import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.contracts.TestCertificate;
import dev.tidings.notification.TransportSpec;
import dev.tidings.smtp.Credentials;
import dev.tidings.smtp.Line;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.smtp.Timeouts;
import dev.tidings.smtp.Trust;
import dev.tidings.smtp.Verb;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Transcripts of whole attempts, as the ledger gets them.
@Timeout(60)
class TranscribedTest {
    private static final TestCertificate HERE = TestCertificate.of("dns:localhost,ip:127.0.0.1");
    private static final String PASSWORD = "pa55 w0rd";

    private final MovableClock clock = new MovableClock(Parcels.NINE);
    private final Transcripts transcripts = new Transcripts(clock);
    private final Notes notes = new Notes();
    private AutoCloseable[] open = {};

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private SmtpTransport transport(Script script) {
        ScriptedServer server = script.start();
        return to(server, new SmtpServer("127.0.0.1", server.port(), Security.NONE, "house.example.com"));
    }

    private SmtpTransport signingIn(Script script) throws IOException {
        ScriptedServer server = script.startTls(HERE.server()).start();
        return to(
                server,
                new SmtpServer("localhost", server.port(), Security.STARTTLS, "house.example.com")
                        .with(new Credentials.Password("ann@example.com", PASSWORD))
                        .with(Trust.authorities(HERE.pem())));
    }

    private SmtpTransport to(ScriptedServer server, SmtpServer at) {
        TransportSpec spec = new TransportSpec(
                "main",
                at.with(Timeouts.all(Duration.ofSeconds(10))),
                TransportSpec.Pool.USUAL,
                List.of(),
                Optional.empty());
        SmtpTransport transport = new SmtpTransport(
                spec,
                oauth -> {
                    throw new IllegalArgumentException("no tokens here");
                },
                transcripts,
                clock);
        open = new AutoCloseable[] {transport, server};
        return transport;
    }

    private void askForAll() {
        transcripts.on(
                new Wanted(Optional.of("main"), Optional.empty(), Optional.empty(), Optional.empty()),
                Duration.ofMinutes(10));
    }

    private void carry(SmtpTransport transport, String... people) {
        transport.carry(Parcels.handing(
                Stream.of(people).map(each -> Parcels.to(each, "hello")).toList(), notes));
    }

    /// Of the nth attempt.
    private List<String> lines(int attempt) {
        return notes.attempts.get(attempt).conversation().transcript().orElseThrow().stream()
                .map(TranscribedTest::shown)
                .toList();
    }

    private static String shown(Line line) {
        String text = line.text().replaceAll("port \\d+", "port N");
        return switch (line.kind()) {
            case SENT -> "> " + text;
            case RECEIVED -> "< " + text;
            case NOTED -> "- " + text;
        };
    }

    private static String[] people(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(each -> "p" + each).toArray(String[]::new);
    }

    private static String[] own(String person) {
        return new String[] {
            "> MAIL FROM:<reports@example.com>",
            "< 250 2.1.0 ok",
            "> RCPT TO:<" + person + "@example.com>",
            "< 250 2.1.5 ok",
            "> DATA",
            "< 354 go on",
            "> (32 octets of content)",
            "> .",
            "< 250 2.0.0 queued as 4711"
        };
    }

    private static String[] opened(String... own) {
        return Stream.concat(
                        Stream.of(
                                "- connected to 127.0.0.1 port N",
                                "< 220 scripted.example ESMTP",
                                "> EHLO house.example.com",
                                "< 250 scripted.example"),
                        Arrays.stream(own))
                .toArray(String[]::new);
    }

    @Test
    void nothing_is_written_while_nobody_asks() {
        carry(transport(new Script()), "ann");

        assertThat(notes.attempts.getFirst().conversation().transcript()).isEmpty();
        assertThat(notes.attempts.getFirst().conversation().answers()).hasSize(4);
    }

    @Test
    void whoever_opens_a_connection_has_the_opening_in_the_transcript_and_others_are_told_of_it() {
        askForAll();
        carry(transport(new Script()), "ann", "ben");

        assertThat(lines(0)).containsExactly(opened(own("ann")));
        assertThat(lines(1).getFirst()).isEqualTo("- mail 2 on an open connection to 127.0.0.1 port N");
        assertThat(lines(1).subList(1, 10)).containsExactly(own("ben"));
        assertThat(lines(1)).hasSize(10);
    }

    @Test
    void only_the_one_that_was_asked_for_is_written() {
        transcripts.onNext(Parcels.to("ben", "hello").claim().delivery());
        SmtpTransport transport = transport(new Script().offering("PIPELINING"));
        carry(transport, "ann", "ben", "cleo");

        assertThat(notes.attempts)
                .extracting(each -> each.conversation().transcript().isPresent())
                .containsExactly(false, true, false);
        assertThat(lines(1)).first().isEqualTo("- mail 2 on an open connection to 127.0.0.1 port N");
        assertThat(String.join("\n", lines(1))).doesNotContain("ann@", "cleo@");
    }

    @Test
    void an_envelope_behind_the_dot_stands_in_the_right_transcript() {
        askForAll();
        carry(transport(new Script().offering("PIPELINING")), people(5));

        for (int each = 1; each < 5; each++) {
            assertThat(lines(each).stream().sorted())
                    .containsExactlyElementsOf(Stream.concat(
                                    Stream.of("- mail " + (each + 1) + " on an open connection to 127.0.0.1 port N"),
                                    Stream.of(own("p" + (each + 1))))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void a_window_of_eight_makes_eight_right_transcripts() {
        askForAll();
        Script script =
                new Script().offering("PIPELINING", "CHUNKING").forRecipient("p4@example.com", say("550 5.1.1 no p4"));
        carry(transport(script), people(8));

        assertThat(notes.attempts).hasSize(8);
        for (int each = 1; each <= 8; each++) {
            List<String> own = lines(each - 1);
            String all = String.join("\n", own);
            assertThat(own.stream().filter(line -> line.startsWith("> RCPT")))
                    .containsExactly("> RCPT TO:<p" + each + "@example.com>");
            assertThat(all).contains("> BDAT 32 LAST", "> (32 octets of content)");
            assertThat(own.getLast())
                    .isEqualTo(each == 4 ? "< 554 5.5.1 no valid recipients" : "< 250 2.0.0 queued as 4711");
            assertThat(all.contains("550 5.1.1 no p4")).isEqualTo(each == 4);
            assertThat(own.stream().filter(line -> line.startsWith("<")).count())
                    .isEqualTo(each == 1 ? 7 : 4); // the first: greeting, three lines for EHLO, no RSET
        }
    }

    @Test
    void what_goes_by_a_second_conversation_has_both_in_its_transcript() {
        askForAll();
        SmtpTransport transport = transport(new Script().later(Verb.MAIL, new Act.SayAndDrop("421 4.4.2 timeout")));
        carry(transport, "ann", "ben");

        assertThat(notes.attempts).extracting(each -> each.outcome().word()).containsOnly("accepted");
        assertThat(lines(1))
                .containsSubsequence(
                        "- mail 2 on an open connection to 127.0.0.1 port N",
                        "< 421 4.4.2 timeout",
                        "- its turn did not come; MAIL: 421 4.4.2 timeout",
                        "- connected to 127.0.0.1 port N",
                        "< 250 2.0.0 queued as 4711");
    }

    @Test
    void a_break_is_told() {
        askForAll();
        carry(transport(new Script().always(Verb.END_OF_DATA, Act.drop())), "ann");

        assertThat(lines(0)).endsWith("> .", "- broken off at END_OF_DATA: the server closed the connection");
    }

    @Test
    void a_connection_that_could_not_be_had_is_told_and_its_reply_kept() throws IOException {
        askForAll();
        carry(signingIn(new Script().offering("AUTH PLAIN").always(Verb.AUTH, say("535 5.7.8 no"))), "ann");

        assertThat(lines(0))
                .containsSubsequence("> STARTTLS", "< 220 2.0.0 go ahead", "> AUTH PLAIN …", "< 535 5.7.8 no")
                .endsWith("- sign-in refused: 535 5.7.8 no");
        assertThat(lines(0)).anyMatch(line -> line.startsWith("- TLSv1.3 TLS_"));
        assertThat(notes.attempts.getFirst().conversation().answers())
                .extracting(each -> each.at() + " " + each.reply())
                .containsExactly("AUTH 535 5.7.8 no");
    }

    @Test
    void a_server_that_repeats_the_password_at_any_step_is_quoted_without_it() throws IOException {
        askForAll();
        String base64 = Base64.getEncoder().encodeToString(PASSWORD.getBytes(UTF_8));
        String echo = " you said " + PASSWORD + " or " + base64;
        Script script = new Script()
                .offering("AUTH PLAIN", "PIPELINING")
                .always(Verb.AUTH, say("235 2.7.0" + echo))
                .always(Verb.MAIL, say("250-2.1.0" + echo + "\r\n250 2.1.0" + echo))
                .always(Verb.RCPT, say("550 5.1.1" + echo));
        carry(signingIn(script), "ann", "ben");

        assertThat(notes.attempts).hasSize(2);
        assertThat(notes.attempts.toString()).contains("you said … or …").doesNotContain(PASSWORD, base64);
        assertThat(lines(0)).contains("< 235 2.7.0 you said … or …", "< 550 5.1.1 you said … or …");
    }

    @Test
    void a_server_that_repeats_the_password_in_what_is_no_reply_is_quoted_without_it() throws IOException {
        askForAll();
        String token = Base64.getEncoder().encodeToString(("\0ann@example.com\0" + PASSWORD).getBytes(UTF_8));
        String garbage = "what a lovely " + PASSWORD + " and " + token;
        carry(signingIn(new Script().offering("AUTH PLAIN").always(Verb.DATA, say(garbage))), "ann");

        assertThat(notes.attempts.toString()).contains("what a lovely … and …").doesNotContain(PASSWORD, "AGFub");
        assertThat(lines(0)).endsWith("- broken off at DATA: not an SMTP reply: \"what a lovely … and …\"");
    }

    @Test
    void a_password_that_is_part_of_an_address_is_cut_there_too() throws IOException {
        transcripts.onNext(Parcels.to(PASSWORD.substring(0, 4), "hello").claim().delivery());
        ScriptedServer server =
                new Script().offering("AUTH PLAIN").startTls(HERE.server()).start();
        SmtpTransport transport = to(
                server,
                new SmtpServer("localhost", server.port(), Security.STARTTLS, "house.example.com")
                        .with(new Credentials.Password("ann@example.com", "pa55"))
                        .with(Trust.authorities(HERE.pem())));
        carry(transport, "pa55");

        assertThat(lines(0)).contains("> RCPT TO:<…@example.com>");
        assertThat(server.mails()).hasSize(1);
    }
}
