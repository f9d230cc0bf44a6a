package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.mail.Attachment;
import dev.tidings.mail.Body;
import dev.tidings.mail.Correspondents;
import dev.tidings.mail.Header;
import dev.tidings.mail.Inline;
import dev.tidings.mail.Mailbox;
import dev.tidings.mail.Message;
import dev.tidings.mail.MessageId;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeTest {
    private static final Attachment PDF = new Attachment("report.pdf", "application/pdf", "%PDF".getBytes(UTF_8));
    private static final Inline LOGO =
            new Inline("logo", new Attachment("logo.png", "image/png", new byte[] {1, 2, 3}));
    private static final Body TEXT = Body.text("Good morning.\n");
    private static final Body HTML = Body.html("Good morning.", "<p>Good morning.</p>");
    private static final Body PICTURE = Body.html("Good morning.", "<img src=\"cid:logo\">", LOGO);

    @Test
    void a_plain_mail_is_plain() {
        assertThat(wire(mail(TEXT))).isEqualTo("""
                Date: Mon, 23 Nov 2026 09:05:00 +0800
                From: Tidings <tidings@example.com>
                To: "Ann B." <ann@example.com>
                Message-ID: <1@example.com>
                Subject: Daily report
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 7bit

                Good morning.
                """.replace("\n", "\r\n"));
    }

    @Test
    void only_the_structure_that_is_needed_is_written() throws Exception {
        assertThat(structure(mail(TEXT))).isEqualTo("text/plain");
        assertThat(structure(mail(HTML))).isEqualTo("alternative(text/plain, text/html)");
        assertThat(structure(mail(PICTURE))).isEqualTo("alternative(text/plain, related(text/html, image/png))");
        assertThat(structure(mail(TEXT, PDF))).isEqualTo("mixed(text/plain, application/pdf)");
        assertThat(structure(mail(HTML, PDF, PDF)))
                .isEqualTo("mixed(alternative(text/plain, text/html), application/pdf, application/pdf)");
        assertThat(structure(mail(PICTURE, PDF)))
                .isEqualTo("mixed(alternative(text/plain, related(text/html, image/png)), application/pdf)");
    }

    @Test
    void the_encoding_follows_the_text() {
        assertThat(encodingOf("Good morning\nAnn")).isEqualTo("7bit");
        assertThat(encodingOf("x".repeat(998))).isEqualTo("7bit");
        assertThat(encodingOf("x".repeat(999))).isEqualTo("quoted-printable");
        assertThat(encodingOf("Viele Grüße aus dem schönen und sonnigen Mainz")).isEqualTo("quoted-printable");
        assertThat(encodingOf("今天的销售日报")).isEqualTo("base64");
        assertThat(encodingOf("Hello\nFrom here")).isEqualTo("quoted-printable");
        assertThat(encodingOf("Hello From here")).isEqualTo("7bit");
        assertThat(encodingOf("a\0b, and a good deal of text")).isEqualTo("quoted-printable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r\n.\r", "\r\n.\r\n"})
    void no_body_can_end_the_mail_and_smuggle_in_another(String endOfData) {
        for (String more : List.of("", " é", " 您好您好您好")) {
            byte[] bytes = Mime.write(mail(Body.text("a" + more + endOfData + "MAIL FROM:<evil@example.com>\r\n")));

            WireRules.check(bytes);
        }
        assertThat(wire(mail(Body.text("a" + endOfData + "b")))).endsWith("\r\n\r\na\r\n.\r\nb\r\n");
    }

    @Test
    void the_last_line_is_ended_if_the_text_does_not_end_it() {
        assertThat(wire(mail(Body.text("a")))).endsWith("\r\n\r\na\r\n");
        assertThat(wire(mail(Body.text("a\r\n")))).endsWith("\r\n\r\na\r\n");
        assertThat(wire(mail(Body.text("")))).endsWith("7bit\r\n\r\n");
    }

    @Test
    void a_text_that_holds_the_boundary_is_still_one_part() throws Exception {
        String boundary = Boundary.of(new MessageId("<1@example.com>"));
        Body sly = Body.html("--" + boundary + "a", "--" + boundary + "a--\n--" + boundary + "m--\n" + boundary);

        assertThat(structure(mail(sly, PDF))).isEqualTo("mixed(alternative(text/plain, text/html), application/pdf)");
    }

    @Test
    void a_chinese_file_name_stands_there_for_new_readers_and_for_old() {
        String wire = wire(mail(TEXT, new Attachment("销售日报.xlsx", "application/vnd.ms-excel", new byte[0])));

        assertThat(wire)
                .contains(
                        "Content-Type: application/vnd.ms-excel;\r\n name=\"=?UTF-8?B?6ZSA5ZSu5pel5oqlLnhsc3g=?=\"\r\n")
                .contains(
                        "Content-Disposition: attachment;\r\n filename*=UTF-8''%E9%94%80%E5%94%AE%E6%97%A5%E6%8A%A5.xlsx\r\n");
    }

    @Test
    void a_long_file_name_goes_on_over_several_lines() {
        String wire = wire(mail(TEXT, new Attachment("报".repeat(60) + ".pdf", "application/pdf", new byte[0])));

        assertThat(wire)
                .contains(" filename*0*=UTF-8''%E6%8A%A5", ";\r\n filename*1*=%E6%8A%A5", " filename*2*=%E6%8A%A5");
        assertThat(wire.lines()).allMatch(line -> line.length() <= 76);
    }

    @Test
    void a_quote_in_a_file_name_is_escaped() {
        assertThat(wire(mail(TEXT, new Attachment("a \"b\".pdf", "application/pdf", new byte[0]))))
                .contains(" name=\"a \\\"b\\\".pdf\"", " filename=\"a \\\"b\\\".pdf\"");
    }

    @Test
    void an_unsubscribe_link_stays_on_one_line_and_other_headers_are_folded() {
        String url = "<https://example.com/u/" + "x".repeat(60) + ">, <mailto:" + "y".repeat(60) + "@example.com>";
        String wire = wire(mail(
                "早".repeat(40),
                new Header("List-Unsubscribe", url),
                new Header("X-Note", "word ".repeat(30)),
                new Header("X-Name", "张三")));

        assertThat(wire).contains("List-Unsubscribe: " + url + "\r\n", "X-Name: =?UTF-8?B?5byg5LiJ?=\r\n");
        assertThat(wire.lines().filter(line -> !line.contains(url))).allMatch(line -> line.length() <= 78);
    }

    @Test
    void a_mail_that_names_no_reader_says_so() {
        Correspondents unnamed = new Correspondents(Mailbox.parse("a@example.com"), List.of(), List.of(), List.of());

        assertThat(wire(mail(unnamed))).contains("To: undisclosed-recipients:;\r\n");
    }

    @Test
    void an_address_beyond_ascii_stands_in_the_header_as_utf8() throws Exception {
        Mailbox zhang = Mailbox.parse("张三 <张三@例子.公司>");
        byte[] bytes = Mime.write(mail(Correspondents.of(Mailbox.parse("a@example.com"), zhang)));

        assertThat(new String(bytes, UTF_8)).contains("To: =?UTF-8?B?5byg5LiJ?= <张三@xn--fsqu00a.xn--55qx5d>\r\n");
        assertThat(new AngusReader().read(bytes)).contains("to|张三|张三@xn--fsqu00a.xn--55qx5d");
    }

    @Test
    void addresses_are_folded_between_them() {
        List<Mailbox> many = IntStream.range(0, 50)
                .mapToObj(i -> Mailbox.parse("Reader Number%d <reader%d@example.com>".formatted(i, i)))
                .toList();

        assertThat(wire(mail(new Correspondents(many.getFirst(), many, many, List.of())))
                        .lines())
                .allMatch(line -> line.length() <= 78);
    }

    private static String encodingOf(String text) {
        String wire = wire(mail(Body.text(text)));
        String field = "Content-Transfer-Encoding: ";
        int start = wire.indexOf(field) + field.length();
        return wire.substring(start, wire.indexOf("\r\n", start));
    }

    private static String wire(Message message) {
        byte[] bytes = Mime.write(message);
        WireRules.check(bytes);
        return new String(bytes, UTF_8);
    }

    private static String structure(Message message) throws Exception {
        return structure(
                new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(Mime.write(message))));
    }

    private static String structure(Part part) throws Exception {
        ContentType type = new ContentType(part.getContentType());
        if (!(part.getContent() instanceof MimeMultipart parts)) return type.getBaseType();
        StringJoiner inner = new StringJoiner(", ", type.getSubType() + "(", ")");
        for (int i = 0; i < parts.getCount(); i++) inner.add(structure(parts.getBodyPart(i)));
        return inner.toString();
    }

    private static Message mail(Body body, Attachment... attachments) {
        return mail(correspondents(), "Daily report", body, List.of(attachments), List.of());
    }

    private static Message mail(String subject, Header... headers) {
        return mail(correspondents(), subject, TEXT, List.of(), List.of(headers));
    }

    private static Message mail(Correspondents correspondents) {
        return mail(correspondents, "Daily report", TEXT, List.of(), List.of());
    }

    private static Correspondents correspondents() {
        return Correspondents.of(
                Mailbox.parse("Tidings <tidings@example.com>"), Mailbox.parse("Ann B. <ann@example.com>"));
    }

    private static Message mail(
            Correspondents correspondents, String subject, Body body, List<Attachment> files, List<Header> headers) {
        OffsetDateTime date = OffsetDateTime.parse("2026-11-23T09:05:00+08:00");
        return new Message(new MessageId("<1@example.com>"), date, correspondents, subject, body, files, headers);
    }
}
