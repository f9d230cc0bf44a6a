package dev.tidings.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    private static final Address ANN = Address.parse("ann@example.com");
    private static final byte[] NOTHING = {};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ann@example.com|``|ann@example.com",
                "<ann@example.com>|``|ann@example.com",
                "Ann <ann@example.com>|Ann|ann@example.com",
                "  Ann   <ann@example.com> |Ann|ann@example.com",
                "Dr. Ann (Sales) <ann@example.com>|Dr. Ann (Sales)|ann@example.com",
                "\"Li, Si\" <li@example.com>|Li, Si|li@example.com",
                "\"a \\\" \\\\ <b>\" <li@example.com>|a \" \\ <b>|li@example.com",
                "张三 <\"z s\"@例子.公司>|张三|\"z s\"@xn--fsqu00a.xn--55qx5d",
            })
    void a_mailbox_is_read_with_or_without_a_name(String text, String name, String address) {
        Mailbox mailbox = Mailbox.parse(text);

        assertThat(mailbox).isEqualTo(new Mailbox(name, Address.parse(address)));
        assertThat(Mailbox.parse(mailbox.toString())).isEqualTo(mailbox);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ann",
                "Ann <>",
                "Ann <ann@example.com",
                "Ann ann@example.com>",
                "a@b.c, Ann <ann@example.com>",
                "\"Ann <ann@example.com>",
                "\"Ann\" x <ann@example.com>",
                "An\"n <ann@example.com>",
                "Evil\r\nBcc: x@y.z <ann@example.com>",
                "Evil\u2028 <ann@example.com>",
                "Ann <<ann@example.com>>",
                "Ann <ann@example.com> <bob@example.com>"
            })
    void anything_else_is_no_mailbox(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Mailbox.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\0", "\u001B", "\u007F", "\u0085", "\u009C", "\u2028", "\u2029", "\uD83D"})
    void no_text_for_a_header_holds_what_could_end_a_line(String evil) {
        String text = "a" + evil + "b";
        assertThatIllegalArgumentException().isThrownBy(() -> new Mailbox(text, ANN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Header("X-Note", text));
        assertThatIllegalArgumentException().isThrownBy(() -> new Header(text, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Attachment(text, "text/plain", NOTHING));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Attachment("a", "text/plain; a=\"" + text + '"', NOTHING));
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageId("<" + text + "@example.com>"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Inline(text, picture()));
        assertThatIllegalArgumentException().isThrownBy(() -> message(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From",
                "to",
                "CC",
                "Bcc",
                "Reply-To",
                "Subject",
                "Date",
                "Message-ID",
                "MIME-Version",
                "Content-Type",
                "content-x",
                "Received",
                "Return-Path",
                "DKIM-Signature",
                "Resent-To",
                "X Y",
                "X:",
                ""
            })
    void a_header_that_has_its_place_elsewhere_cannot_be_set(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Header(name, "x"));
    }

    @Test
    void a_header_has_a_value_that_fits_on_its_line() {
        assertThat(new Header("X-Note", " x ").value()).isEqualTo("x");
        assertThatIllegalArgumentException().isThrownBy(() -> new Header("X-Note", " "));
        assertThatIllegalArgumentException().isThrownBy(() -> new Header("X-Note", "x".repeat(901)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Header("X".repeat(77), "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a@b", "<a>", "<@b>", "<a@>", "<a@b", "<a b@c>", "<a@b@c>", "<.a@b>", "<a@b.>", "<é@b>"})
    void a_message_id_has_two_sides_in_brackets(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageId(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/b", "a\\b", " a"})
    void a_file_name_is_not_a_path(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Attachment(name, "text/plain", NOTHING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/csv; charset=utf-8",
                "text/calendar;method=REQUEST; x=\"a b\"",
                "application/vnd.a+b"
            })
    void media_types_may_have_parameters(String type) {
        assertThat(new Attachment("a", type, NOTHING).mediaType()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pdf",
                "text/",
                "/plain",
                "text/plain;",
                "text/plain; a",
                "text/plain; a=",
                "text/plain x",
                "text/plain; name=x",
                "text/plain; a=\"",
                "multipart/mixed",
                "Message/rfc822",
                "text/é"
            })
    void what_is_no_media_type_is_refused(String type) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Attachment("a", type, NOTHING));
    }

    @Test
    void attachments_are_compared_by_content() {
        assertThat(new Attachment("a", "text/plain", new byte[] {1}))
                .isEqualTo(new Attachment("a", "text/plain", new byte[] {1}))
                .hasSameHashCodeAs(new Attachment("a", "text/plain", new byte[] {1}))
                .isNotEqualTo(new Attachment("a", "text/plain", new byte[] {2}))
                .hasToString("a (text/plain, 1 bytes)");
    }

    @Test
    void inline_parts_need_html_and_different_ids() {
        Inline logo = new Inline("logo", picture());
        assertThatIllegalArgumentException().isThrownBy(() -> new Body("", Optional.empty(), List.of(logo)));
        assertThatIllegalArgumentException().isThrownBy(() -> Body.html("", "<p>", logo, logo));
    }

    @Test
    void a_message_needs_smtputf8_only_for_the_local_part_of_an_address() {
        assertThat(message("早报").needsSmtpUtf8()).isFalse();
        assertThat(messageTo("张三@example.com").needsSmtpUtf8()).isTrue();
    }

    private static Attachment picture() {
        return new Attachment("logo.png", "image/png", NOTHING);
    }

    private static Message message(String subject) {
        return message(subject, Mailbox.of(ANN));
    }

    private static Message messageTo(String to) {
        return message("x", Mailbox.parse(to));
    }

    private static Message message(String subject, Mailbox to) {
        return new Message(
                new MessageId("<1@example.com>"),
                OffsetDateTime.parse("2026-11-23T09:00:00+08:00"),
                Correspondents.of(Mailbox.of(ANN), to),
                subject,
                Body.text("x"),
                List.of(),
                List.of());
    }
}
