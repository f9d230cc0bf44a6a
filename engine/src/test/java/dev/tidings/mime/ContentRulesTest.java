package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.mail.Attachment;
import dev.tidings.mail.Body;
import dev.tidings.mail.Correspondents;
import dev.tidings.mail.FeedbackId;
import dev.tidings.mail.Header;
import dev.tidings.mail.ListId;
import dev.tidings.mail.Mailbox;
import dev.tidings.mail.Message;
import dev.tidings.mail.MessageId;
import dev.tidings.mail.Priority;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each rule of what a mail's bytes are, judged by Angus Mail and, where python3 is there, by Python's `email`.
/// Random messages are read back by [ReadBackTest]; here each rule stands by its name.
class ContentRulesTest {
    private static final Pattern WORD = Pattern.compile("=\\?UTF-8\\?([BQ])\\?([^?]*)\\?=");
    private static final String LONG_CHINESE = "第三季度销售日报与库存变化说明".repeat(12);
    private static final String LONG_EMOJI = "👩\u200D👩\u200D👧🇨🇳😀".repeat(20);

    static List<String> subjects() {
        return List.of(
                LONG_CHINESE,
                LONG_EMOJI,
                "x" + LONG_CHINESE,
                "Grüße, ".repeat(60) + "Ann",
                "a".repeat(990),
                "é".repeat(450));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void a_long_subject_is_read_whole_and_no_line_is_too_long(String subject) throws Exception {
        byte[] bytes = write(subject, List.of());

        WireRules.check(bytes);
        assertThat(angus(bytes).getSubject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void each_encoded_word_has_75_characters_at_most_and_whole_characters_in_it(String subject) {
        Matcher word = WORD.matcher(new String(write(subject, List.of()), ISO_8859_1));
        while (word.find()) {
            assertThat(word.group()).hasSizeLessThanOrEqualTo(75);
            assertThat(isWholeUtf8(octets(word.group(1), word.group(2))))
                    .as(word.group())
                    .isTrue();
        }
    }

    private static byte[] octets(String encoding, String text) {
        return encoding.equals("B") ? Base64.getDecoder().decode(text) : unescaped(text.replace('_', ' '), '=');
    }

    private static byte[] unescaped(String text, char escape) {
        byte[] octets = new byte[text.length()];
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean escaped = text.charAt(i) == escape;
            octets[size++] = (byte) (escaped ? Integer.parseInt(text.substring(i + 1, i + 3), 16) : text.charAt(i));
            i += escaped ? 2 : 0;
        }
        return Arrays.copyOf(octets, size);
    }

    private static boolean isWholeUtf8(byte[] octets) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).hasRemaining();
        } catch (CharacterCodingException split) {
            return false;
        }
    }

    static List<String> texts() {
        return List.of(
                "Good morning.\r\n",
                "x".repeat(998) + "\r\n",
                "x".repeat(5_000) + "\r\n",
                "Viele Grüße aus dem schönen Mainz\r\n",
                "早上好。\r\n".repeat(200),
                ("早".repeat(2_000) + "\r\n"),
                LONG_EMOJI + "\r\n",
                "trailing space \r\n.\r\n..\r\nFrom here\r\n=20\r\n");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void text_arrives_as_it_was_written_in_lines_that_every_relay_takes(String text) throws Exception {
        byte[] bytes = write("x", Body.html(text, "<p>" + text + "</p>"), List.of(), List.of());

        WireRules.check(bytes);
        MimeMultipart both = (MimeMultipart) angus(bytes).getContent();
        assertThat(both.getBodyPart(0).getContent()).isEqualTo(text);
        assertThat(both.getBodyPart(1).getContent()).isEqualTo("<p>" + text + "</p>");
        assertThat(encoding(both, 0)).isIn("7bit", "quoted-printable", "base64");
        assertThat(new ContentType(both.getBodyPart(0).getContentType()).getParameter("charset"))
                .isEqualTo("utf-8");
    }

    private static String encoding(MimeMultipart parts, int number) throws Exception {
        return ((MimeBodyPart) parts.getBodyPart(number)).getEncoding();
    }

    static List<String> names() {
        return List.of(
                "report.pdf",
                "销售日报.xlsx",
                "第三季度销售日报与库存变化说明，含附表、图和注释（最终版）.xlsx",
                "报".repeat(80) + ".pdf",
                "😀".repeat(50) + ".png",
                "say \"hi\"; 100%.txt",
                "back'tick`and'quotes'.txt",
                "it's = a+b&c.csv",
                "naïve résumé.docx",
                "=?UTF-8?B?ZXZpbA==?=.txt",
                "a".repeat(250) + ".txt");
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_file_name_is_read_from_its_disposition_by_readers_of_rfc_2231(String name) throws Exception {
        MimeBodyPart file = file(name);

        assertThat(new ContentDisposition(file.getHeader("Content-Disposition", null)).getParameter("filename"))
                .isEqualTo(name);
        assertThat(file.getFileName()).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void older_readers_find_the_same_name_as_encoded_words_of_its_type(String name) throws Exception {
        String old = new ContentType(file(name).getContentType()).getParameter("name");

        assertThat(MimeUtility.decodeText(old)).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void each_section_of_a_long_name_holds_whole_characters(String name) {
        Matcher section = Pattern.compile(" filename\\*(?:\\d+\\*)?=(?:UTF-8'')?([^;\r]*)")
                .matcher(new String(write(name), ISO_8859_1));
        while (section.find()) {
            assertThat(isWholeUtf8(unescaped(section.group(1), '%')))
                    .as(section.group())
                    .isTrue();
        }
    }

    @Test
    void python_reads_every_file_name_too() throws Exception {
        Optional<PythonReader> python = PythonReader.start();
        assumeTrue(python.isPresent(), "SKIPPED: no python3 on the PATH to read file names");
        try (PythonReader reader = python.get()) {
            for (String name : names()) {
                assertThat(reader.read(write(name)))
                        .anyMatch(fact -> fact.startsWith("file|" + name + "|application/octet-stream|"));
            }
        }
    }

    @Test
    void cc_and_reply_to_are_read_with_their_names() throws Exception {
        Mailbox ann = Mailbox.parse("Ann <ann@example.org>");
        List<Mailbox> cc = new ArrayList<>();
        for (int i = 0; i < 20; i++) cc.add(Mailbox.parse("\"张三, Nr. %d\" <zhang%d@例子.公司>".formatted(i, i)));
        Correspondents named = new Correspondents(ann, List.of(ann), cc, List.of(cc.getFirst(), ann));

        List<String> facts =
                new AngusReader().read(Mime.write(message(named, "x", Body.text("x"), List.of(), List.of())));

        for (Mailbox each : cc) {
            assertThat(facts)
                    .contains(Facts.mailbox("cc", each.name(), each.address().toString()));
        }
        assertThat(facts).contains("reply-to|张三, Nr. 0|zhang0@xn--fsqu00a.xn--55qx5d", "reply-to|Ann|ann@example.org");
    }

    @Test
    void list_feedback_priority_and_headers_of_ones_own_are_read() throws Exception {
        List<Header> headers = new ArrayList<>(Priority.HIGH.headers());
        headers.add(ListId.parse("每周销售报告 <weekly.example.com>").header());
        headers.add(FeedbackId.parse("weekly:eu::acme-inc").header());
        headers.add(new Header("X-Ticket", "票 17"));
        headers.add(new Header("X-Long", "word ".repeat(150).strip()));
        MimeMessage read = angus(write("x", headers));

        assertThat(decoded(read, "X-Priority")).isEqualTo("1");
        assertThat(decoded(read, "Importance")).isEqualTo("high");
        assertThat(decoded(read, "List-Id")).isEqualTo("每周销售报告 <weekly.example.com>");
        assertThat(decoded(read, "Feedback-ID")).isEqualTo("weekly:eu::acme-inc");
        assertThat(decoded(read, "X-Ticket")).isEqualTo("票 17");
        assertThat(decoded(read, "X-Long")).isEqualTo("word ".repeat(150).strip());
    }

    private static String decoded(MimeMessage message, String header) throws Exception {
        return MimeUtility.decodeText(MimeUtility.unfold(message.getHeader(header)[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Weekly", "每周销售报告，给所有同事", "a, \"b\" <c>"})
    void a_written_message_is_the_same_every_time(String subject) throws Exception {
        List<Attachment> files = List.of(new Attachment("销售日报.xlsx", "application/vnd.ms-excel", new byte[100]));
        byte[] first = write(subject, Body.html("a", "<p>a</p>"), files, List.of());
        byte[] again = write(subject, Body.html("a", "<p>a</p>"), files, List.of());

        assertThat(again).isEqualTo(first);
        assertThat(angus(again).getMessageID()).isEqualTo(angus(first).getMessageID());
        assertThat(angus(again).getSentDate()).isEqualTo(angus(first).getSentDate());
        assertThat(new ContentType(angus(again).getContentType()).getParameter("boundary"))
                .isEqualTo(new ContentType(angus(first).getContentType()).getParameter("boundary"));
    }

    private static MimeBodyPart file(String name) throws Exception {
        return (MimeBodyPart) ((MimeMultipart) angus(write(name)).getContent()).getBodyPart(1);
    }

    private static byte[] write(String fileName) {
        byte[] bytes = write(
                "x",
                Body.text("x"),
                List.of(new Attachment(fileName, "application/octet-stream", new byte[] {1})),
                List.of());
        WireRules.check(bytes);
        return bytes;
    }

    private static byte[] write(String subject, List<Header> headers) {
        byte[] bytes = write(subject, Body.text("x"), List.of(), headers);
        WireRules.check(bytes);
        return bytes;
    }

    private static byte[] write(String subject, Body body, List<Attachment> files, List<Header> headers) {
        Correspondents correspondents =
                Correspondents.of(Mailbox.parse("a@example.com"), Mailbox.parse("ann@example.org"));
        return Mime.write(message(correspondents, subject, body, files, headers));
    }

    private static Message message(
            Correspondents correspondents, String subject, Body body, List<Attachment> files, List<Header> headers) {
        OffsetDateTime date = OffsetDateTime.parse("2026-11-23T09:05:00+08:00");
        return new Message(new MessageId("<1@example.com>"), date, correspondents, subject, body, files, headers);
    }

    private static MimeMessage angus(byte[] bytes) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }
}
