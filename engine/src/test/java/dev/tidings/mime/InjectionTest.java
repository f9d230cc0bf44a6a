package dev.tidings.mime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.mail.Address;
import dev.tidings.mail.Attachment;
import dev.tidings.mail.Body;
import dev.tidings.mail.Correspondents;
import dev.tidings.mail.Header;
import dev.tidings.mail.Inline;
import dev.tidings.mail.ListId;
import dev.tidings.mail.Mailbox;
import dev.tidings.mail.Message;
import dev.tidings.mail.MessageId;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Control characters in every field that a stranger's words may reach: each is refused, or leaves a mail in which
/// Angus Mail finds no header and no recipient more than there ought to be.
class InjectionTest {
    /// Whatever a reader, a relay or a careless parser may take for the end of a line or of a string.
    static final List<String> CONTROLS =
            List.of("\r", "\n", "\r\n", "\0", "\t", "\u000B", "\u0085", "\u2028", "\u2029", "\u007F", "\u001B");

    private static final Mailbox ANN = Mailbox.parse("Ann <ann@example.org>");
    private static final byte[] NOTHING = {};

    /// A field, and a mail with this text in it.
    private enum Field {
        SUBJECT(evil -> mail(ANN, ANN, List.of(), evil, NO_FILE, List.of())),
        FROM_NAME(evil -> mail(new Mailbox(evil, ANN.address()), ANN, List.of(), "x", NO_FILE, List.of())),
        TO_NAME(evil -> mail(ANN, new Mailbox(evil, ANN.address()), List.of(), "x", NO_FILE, List.of())),
        CC_NAME(evil -> mail(ANN, ANN, List.of(new Mailbox(evil, ANN.address())), "x", NO_FILE, List.of())),
        REPLY_TO_NAME(evil ->
                mail(new Correspondents(ANN, List.of(ANN), List.of(), List.of(new Mailbox(evil, ANN.address()))))),
        MAILBOX(evil -> mail(ANN, Mailbox.parse(evil + " <ann@example.org>"), List.of(), "x", NO_FILE, List.of())),
        LOCAL_PART(evil -> mail(ANN, Mailbox.of(new Address(evil, "example.org")), List.of(), "x", NO_FILE, List.of())),
        QUOTED_LOCAL_PART(evil -> mail(
                ANN, Mailbox.of(new Address('"' + evil + '"', "example.org")), List.of(), "x", NO_FILE, List.of())),
        DOMAIN(evil -> mail(ANN, Mailbox.of(new Address("ann", evil + ".org")), List.of(), "x", NO_FILE, List.of())),
        HEADER_NAME(evil -> mail(ANN, ANN, List.of(), "x", NO_FILE, List.of(new Header("X-" + evil, "x")))),
        HEADER_VALUE(evil -> mail(ANN, ANN, List.of(), "x", NO_FILE, List.of(new Header("X-Note", evil)))),
        FILE_NAME(evil ->
                mail(ANN, ANN, List.of(), "x", List.of(new Attachment(evil, "text/plain", NOTHING)), List.of())),
        CONTENT_TYPE(evil -> mail(
                ANN,
                ANN,
                List.of(),
                "x",
                List.of(new Attachment("a", "text/plain; x=\"" + evil + '"', NOTHING)),
                List.of())),
        CONTENT_ID(evil -> mail(Body.html("x", "x", new Inline(evil, new Attachment("a", "image/png", NOTHING))))),
        MESSAGE_ID(evil -> new Message(
                new MessageId("<" + evil + "@example.com>"),
                DATE,
                Correspondents.of(ANN, ANN),
                "x",
                Body.text("x"),
                List.of(),
                List.of())),
        LIST_TITLE(evil ->
                mail(ANN, ANN, List.of(), "x", NO_FILE, List.of(new ListId(evil, "weekly.example.com").header()))),
        LIST_ID(evil -> mail(ANN, ANN, List.of(), "x", NO_FILE, List.of(new ListId("", evil + ".com").header())));

        @SuppressWarnings("ImmutableEnumChecker") // functions without a state
        private final Function<String, Message> mail;

        Field(Function<String, Message> mail) {
            this.mail = mail;
        }

        /// Empty when such a text is refused.
        Optional<byte[]> write(String evil) {
            try {
                return Optional.of(Mime.write(mail.apply(evil)));
            } catch (IllegalArgumentException refused) {
                return Optional.empty();
            }
        }
    }

    private static final List<Attachment> NO_FILE = List.of();
    private static final OffsetDateTime DATE = OffsetDateTime.parse("2026-11-23T09:00:00+08:00");

    static Stream<Arguments> cells() {
        return Stream.of(Field.values())
                .flatMap(field -> CONTROLS.stream().map(control -> Arguments.of(field, named(control))));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("cells")
    void no_control_character_brings_in_a_header_or_a_recipient(Field field, String name) throws Exception {
        String control = CONTROLS.get(
                CONTROLS.stream().map(InjectionTest::named).toList().indexOf(name));
        List<String> expected = names(field.write("harmless").orElseThrow());
        for (String evil : List.of(
                "Ann" + control + "Bcc: evil@example.com" + control + "X-Evil: yes",
                control + "Bcc: evil@example.com",
                "Ann" + control,
                "a" + control + control + "MAIL FROM:<evil@example.com>",
                "a" + control + " b")) {
            Optional<byte[]> bytes = field.write(evil);

            if (bytes.isPresent()) assertHarmless(bytes.get(), expected);
        }
    }

    private static void assertHarmless(byte[] bytes, List<String> expected) throws Exception {
        WireRules.check(bytes);
        MimeMessage read = angus(bytes);
        assertThat(names(bytes)).isEqualTo(expected);
        assertThat(read.getAllRecipients()).allMatch(each -> each.toString().contains("ann@example.org"));
    }

    @Test
    void every_field_takes_what_is_harmless_and_refuses_a_line_end() {
        for (Field field : Field.values()) {
            assertThat(field.write("harmless")).as("%s", field).isPresent();
            for (String control : CONTROLS) {
                assertThat(field.write("a" + control + "b"))
                        .as("%s with %s", field, named(control))
                        .isEmpty();
            }
        }
    }

    private static String named(String control) {
        return control.chars()
                .mapToObj("U+%04X"::formatted)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    private static List<String> names(byte[] bytes) throws Exception {
        return Collections.list(angus(bytes).getAllHeaders()).stream()
                .map(each -> each.getName().startsWith("X-") ? "X-…" : each.getName())
                .toList();
    }

    private static MimeMessage angus(byte[] bytes) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }

    private static Message mail(
            Mailbox from, Mailbox to, List<Mailbox> cc, String subject, List<Attachment> files, List<Header> headers) {
        return message(new Correspondents(from, List.of(to), cc, List.of()), subject, Body.text("x"), files, headers);
    }

    private static Message mail(Correspondents correspondents) {
        return message(correspondents, "x", Body.text("x"), NO_FILE, List.of());
    }

    private static Message mail(Body body) {
        return message(Correspondents.of(ANN, ANN), "x", body, NO_FILE, List.of());
    }

    private static Message message(
            Correspondents correspondents, String subject, Body body, List<Attachment> files, List<Header> headers) {
        return new Message(
                new MessageId("<1@example.com>"), DATE, correspondents, subject, body, files, new ArrayList<>(headers));
    }
}
