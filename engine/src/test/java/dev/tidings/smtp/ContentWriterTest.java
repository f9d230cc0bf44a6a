package dev.tidings.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.ReceivedMail;
import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class ContentWriterTest {
    private static final Envelope ENVELOPE = new Envelope("reports@example.com", "ann@example.org");
    private static final String SMUGGLED =
            "MAIL FROM:<boss@example.com>\r\nRCPT TO:<victim@example.org>\r\nDATA\r\nSubject: pay\r\n\r\nnow\r\n.\r\n";

    private static final List<String> ENDS =
            List.of("\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r.\r\n", "\r\n.\r", "\r\n.\r\n", "\n.\r", "\r.\n");

    static Stream<Arguments> smugglers() {
        return Stream.of(List.of("SIZE"), List.of("PIPELINING"), List.of("PIPELINING", "CHUNKING"))
                .flatMap(offers -> IntStream.range(0, ENDS.size()).mapToObj(end -> Arguments.of(offers, end)));
    }

    @ParameterizedTest(name = "{0}, end of data {1}")
    @MethodSource("smugglers")
    void no_end_of_data_can_be_smuggled_past_a_lenient_server(List<String> offers, int number) throws NoSession {
        String end = ENDS.get(number);
        byte[] content = ("Subject: x\r\n\r\nhello" + end + SMUGGLED).getBytes(US_ASCII);
        try (ScriptedServer server = new Script()
                        .lenient()
                        .offering(offers.toArray(String[]::new))
                        .start();
                SmtpSession session = SmtpSessionTest.open(server)) {
            Single single = new Single(ENVELOPE, content, EndOfDataGate.OPEN);
            session.carry(single, 8);

            assertThat(single.outcome()).isInstanceOf(Handover.Answered.class);
            assertThat(server.commands().stream().anyMatch(line -> line.startsWith("BDAT")))
                    .isEqualTo(offers.contains("CHUNKING"));
            assertThat(server.mails()).hasSize(1);
            assertThat(server.mails().getFirst().text()).endsWith("hello\r\n.\r\n" + SMUGGLED);
            assertThat(server.commands())
                    .filteredOn(line -> line.startsWith("MAIL"))
                    .hasSize(1);
        }
    }

    @Test
    void what_arrives_is_what_was_given_with_line_ends_made_whole() throws NoSession {
        Random random = new Random(7);
        try (ScriptedServer server = new Script().lenient().start();
                SmtpSession session = SmtpSessionTest.open(server)) {
            for (int i = 0; i < 300; i++) {
                String content = random(random, random.nextInt(400));
                session.send(ENVELOPE, content.getBytes(ISO_8859_1), EndOfDataGate.OPEN);

                assertThat(server.mails().getLast().content())
                        .isEqualTo(whole(content).getBytes(ISO_8859_1));
            }
        }
    }

    @Test
    void contents_about_the_size_of_the_buffer_arrive_whole() throws NoSession {
        try (ScriptedServer server = new Script().start();
                SmtpSession session = SmtpSessionTest.open(server)) {
            for (int size = 65_500; size < 65_540; size++) {
                String content = ".\r\n" + "x".repeat(size - 6) + ".\r\n";
                session.send(ENVELOPE, content.getBytes(US_ASCII), EndOfDataGate.OPEN);
            }

            assertThat(server.mails())
                    .hasSize(40)
                    .extracting(ReceivedMail::text)
                    .allMatch(text -> text.endsWith("x.\r\n"));
            assertThat(server.mails()).extracting(mail -> mail.content().length).doesNotHaveDuplicates();
        }
    }

    private static String random(Random random, int length) {
        String alphabet = "..\r\n\r\nab";
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < length; i++) {
            content.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return content.toString();
    }

    private static String whole(String content) {
        String whole = content.replaceAll("\r\n|\r|\n", "\r\n");
        return whole.isEmpty() || whole.endsWith("\r\n") ? whole : whole + "\r\n";
    }
}
