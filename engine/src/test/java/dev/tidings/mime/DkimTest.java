package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.contracts.TestKeys;
import dev.tidings.mail.Attachment;
import dev.tidings.mail.Body;
import dev.tidings.mail.Correspondents;
import dev.tidings.mail.Header;
import dev.tidings.mail.Mailbox;
import dev.tidings.mail.Message;
import dev.tidings.mail.MessageId;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Others believe our signatures, and stop believing them when anything that matters is changed.
class DkimTest {
    private static final SigningKey RSA = SigningKey.parse(TestKeys.RSA_2048);
    private static final SigningKey ED25519 = SigningKey.parse(TestKeys.ED25519);
    private static final OffsetDateTime DATE = OffsetDateTime.parse("2020-11-23T09:05:00+08:00");
    private static final Correspondents PEOPLE = new Correspondents(
            Mailbox.parse("Reports <reports@example.com>"),
            List.of(Mailbox.parse("Ann <ann@example.org>")),
            List.of(),
            List.of(Mailbox.parse("help@example.com")));
    private static final List<DkimKey> BOTH = keys("example.com");
    private static final Header UNSUBSCRIBE =
            new Header("List-Unsubscribe", "<https://example.com/u/" + "x".repeat(200) + ">");

    private static List<DkimKey> keys(String domain) {
        return List.of(new DkimKey(domain, "rsa", RSA), new DkimKey(domain, "ed.s1", ED25519));
    }

    static Stream<String> ordinary() {
        return mails().keySet().stream().sorted();
    }

    private static Map<String, Message> mails() {
        return Map.ofEntries(
                Map.entry("text", mail("Report", Body.text("Hello\n"))),
                Map.entry("chinese", mail("销售日报".repeat(12), Body.text("您好，今天的销售日报已生成。\n"))),
                Map.entry("html", mail("Report", new Body("Hi", Optional.of("<p>Hi</p>"), List.of()))),
                Map.entry(
                        "attachment",
                        mail(
                                "Report",
                                Body.text("See there"),
                                List.of(new Attachment("报表.pdf", "application/pdf", new byte[100_000])))),
                Map.entry("no body", mail("Report", Body.text(""))),
                Map.entry("empty lines only", mail("Report", Body.text("\n\n \n\n"))),
                Map.entry("empty lines at the end", mail("Report", Body.text("\n\nHello \n  \n\n\n"))),
                Map.entry("dots", mail("Report", Body.text(".\n..\n.hidden\n\n.\n"))),
                Map.entry("spaces", mail("a  b   c", Body.text("a  b \t c \n\td\n \n"))),
                Map.entry("folded", mail("word ".repeat(60).strip(), Body.text("x"), UNSUBSCRIBE)),
                Map.entry("eight bits", mail("Grüße", Body.text("naïve ".repeat(300)))));
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void every_ordinary_mail_verifies(String which) throws Exception {
        byte[] signed = signed(mails().get(which));

        WireRules.check(signed);
        assertThat(PlainVerifier.verify(signed, BOTH)).containsExactly(true, true);
        assertThat(DkimVerdicts.of(signed, BOTH).getFirst() || isBlank(signed))
                .as("apache-jdkim")
                .isTrue();
    }

    private static boolean isBlank(byte[] signed) {
        return new String(signed, UTF_8).contains(" bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;");
    }

    @Test
    void an_address_beyond_ascii_can_be_signed() throws Exception {
        Mailbox zhang = Mailbox.parse("张三 <张三@例子.公司>");
        Correspondents people = new Correspondents(zhang, List.of(zhang), List.of(), List.of());
        List<DkimKey> keys = keys(zhang.address().domain());
        byte[] mail = Mime.write(mail(people, "Report", Body.text("x"), List.of(), List.of()));

        byte[] signed = new DkimSigner(keys).sign(mail, zhang.address().domain(), DATE.toInstant());

        assertThat(PlainVerifier.verify(signed, keys)).containsExactly(true, true);
    }

    @Test
    void random_mails_verify_and_are_signed_alike_every_time() throws Exception {
        Messages messages = new Messages(new Random(6376));
        for (int round = 0; round < 300; round++) {
            Message message = messages.next();
            String domain = message.correspondents().from().address().domain();
            DkimSigner signer = new DkimSigner(keys(domain));
            byte[] mail = Mime.write(message);

            byte[] signed = signer.sign(mail, domain, DATE.toInstant());

            assertThat(PlainVerifier.verify(signed, keys(domain)))
                    .as("message %d", round)
                    .containsExactly(true, true);
            assertThat(DkimVerdicts.of(signed, keys(domain)).getFirst() || isBlank(signed))
                    .as("message %d for apache-jdkim", round)
                    .isTrue();
            assertThat(signer.sign(mail, domain, DATE.toInstant())).isEqualTo(signed);
            WireRules.check(signed);
        }
    }

    @Test
    void python_believes_our_signatures_too() throws Exception {
        Optional<PythonVerifier> python = PythonVerifier.start(BOTH);
        assumeTrue(python.isPresent(), "SKIPPED: no python3 with dkimpy to verify our signatures");
        try (PythonVerifier verifier = python.get()) {
            for (Map.Entry<String, Message> each : mails().entrySet()) {
                byte[] signed = signed(each.getValue());
                assertThat(verifier.verify(signed)).as(each.getKey()).containsExactly(true, true);
            }
            assertThat(verifier.verify(changed("Hello", "Hullo"))).containsExactly(false, false);
            assertThat(verifier.verify(added("From: Boss <boss@example.com>"))).containsExactly(false, false);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello|Hullo",
                "Hello|Hello\r\nHello",
                "Subject: Report|Subject: Rapport",
                "From: Reports |From: Robbers ",
                "reports@example.com|rep0rts@example.com",
                "To: Ann |To: Bob ",
                "Reply-To: help|Reply-To: evil",
                "09:05:00|09:05:01",
                "Message-ID: <1@|Message-ID: <2@",
                "text/plain|text/html",
                "Encoding: 7bit|Encoding: 8bit",
                "List-Unsubscribe: <https|List-Unsubscribe: <http",
                "Auto-Submitted: auto-generated\r\n|",
                "t=1606093500|t=1606093501",
                "d=example.com|d=example.org",
            })
    void a_change_breaks_it(String change) throws Exception {
        int bar = change.indexOf('|');
        broken(changed(change.substring(0, bar), change.substring(bar + 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Boss <boss@example.com>",
                "Subject: You won",
                "To: eve@example.org",
                "Cc: eve@example.org",
                "Reply-To: eve@example.org",
                "Date: Mon, 23 Nov 2020 10:05:00 +0800",
                "Message-ID: <2@example.com>",
                "MIME-Version: 1.1",
                "Content-Type: text/html",
                "Content-Transfer-Encoding: base64",
                "List-Unsubscribe: <https://evil.example>",
                "Auto-Submitted: no",
            })
    void a_second_one_above_or_below_breaks_it(String field) throws Exception {
        broken(added(field));
        broken(changed("MIME-Version: 1.0\r\n", "MIME-Version: 1.0\r\n" + field + "\r\n"));
    }

    @Test
    void what_relays_do_to_mail_does_not_break_it() throws Exception {
        holds(added("Received: from a by b; Mon, 23 Nov 2020 10:05:00 +0800"));
        holds(added("X-Spam: no"));
        holds(added("List-Id: a list that passes it on <list.example.org>"));
        holds(changed("Subject: Report", "SUBJECT :\r\n\t Report  "));
        holds(changed("Hello", "Hello  \t"));
        holds(changed("a b", "a \t b"));
        holds((new String(signed(ordinaryMail()), UTF_8) + "\r\n \r\n\r\n").getBytes(UTF_8));
    }

    @Test
    void the_signature_says_who_signed_what_and_when_and_never_ends() {
        String text = new String(signed(ordinaryMail()), UTF_8);

        assertThat(text).startsWith("""
                DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
                 d=example.com; s=rsa;
                 t=1606093500;
                 h=From:From:To:To:Cc:Reply-To:Reply-To:Subject:Subject:Date:Date:Message-ID:
                 Message-ID:MIME-Version:MIME-Version:Content-Type:Content-Type:
                 Content-Transfer-Encoding:Content-Transfer-Encoding:List-Unsubscribe:
                 List-Unsubscribe:Auto-Submitted:Auto-Submitted;
                 bh=""".replace("\n", "\r\n"));
        assertThat(text)
                .contains("DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n d=example.com; s=ed.s1;");
        assertThat(text.substring(0, text.indexOf("Date: "))).doesNotContain("x=", "l=");
        assertThat(text).endsWith(new String(Mime.write(ordinaryMail()), UTF_8));
    }

    @Test
    void the_nearest_domain_that_has_keys_signs_with_all_of_them() throws Exception {
        List<DkimKey> keys = Stream.of("example.com", "news.example.com", "example.org")
                .flatMap(domain -> keys(domain).stream())
                .toList();
        DkimSigner signer = new DkimSigner(keys);
        byte[] mail = Mime.write(ordinaryMail());

        assertThat(signer.keys("a.news.example.com")).isEqualTo(keys("news.example.com"));
        assertThat(signer.keys("example.com")).isEqualTo(keys("example.com"));
        assertThat(signer.keys("other.example.com")).isEqualTo(keys("example.com"));
        assertThat(signer.keys("example.net")).isEmpty();
        assertThat(signer.sign(mail, "example.net", DATE.toInstant())).isEqualTo(mail);
        assertThat(PlainVerifier.verify(signer.sign(mail, "a.example.org", DATE.toInstant()), keys))
                .containsExactly(true, true);
    }

    private static void broken(byte[] mail) throws Exception {
        List<DkimKey> published =
                Stream.concat(BOTH.stream(), keys("example.org").stream()).toList();
        assertThat(PlainVerifier.verify(mail, published)).doesNotContain(true);
        assertThat(DkimVerdicts.of(mail, published)).as("apache-jdkim").doesNotContain(true);
    }

    private static void holds(byte[] mail) throws Exception {
        assertThat(PlainVerifier.verify(mail, BOTH)).containsExactly(true, true);
        assertThat(DkimVerdicts.of(mail, BOTH)).as("apache-jdkim").contains(true);
    }

    /// Changed wherever it stands.
    private static byte[] changed(String from, String to) {
        String text = new String(signed(ordinaryMail()), UTF_8);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(UTF_8);
    }

    private static byte[] added(String field) {
        return (field + "\r\n" + new String(signed(ordinaryMail()), UTF_8)).getBytes(UTF_8);
    }

    private static byte[] signed(Message message) {
        return new DkimSigner(BOTH).sign(Mime.write(message), "example.com", DATE.toInstant());
    }

    private static Message ordinaryMail() {
        return mail("Report", Body.text("Hello\na b\n"), UNSUBSCRIBE, new Header("Auto-Submitted", "auto-generated"));
    }

    private static Message mail(String subject, Body body, Header... headers) {
        return mail(PEOPLE, subject, body, List.of(), List.of(headers));
    }

    private static Message mail(String subject, Body body, List<Attachment> files) {
        return mail(PEOPLE, subject, body, files, List.of());
    }

    private static Message mail(
            Correspondents people, String subject, Body body, List<Attachment> files, List<Header> headers) {
        return new Message(new MessageId("<1@example.com>"), DATE, people, subject, body, files, headers);
    }
}
