package dev.tidings.feedback.mail;

import static dev.tidings.feedback.mail.Messages.read;
import static dev.tidings.feedback.mail.Messages.report;
import static dev.tidings.feedback.mail.Messages.words;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages that are broken, or made to break who reads them.
class HostileMessageTest {
    private static final Duration AT_ALL = Duration.ofMinutes(1);
    private static final String FAILED = """
            Final-Recipient: rfc822; ann@example.com
            Action: failed
            Status: 5.1.1
            """;
    private static final int LISTED = 960;
    private static final int MEGABYTES_10 = 10 * 1024 * 1024;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\r\r\n"})
    void lines_may_end_in_any_way(String end) {
        assertThat(read(report(FAILED).replace("\n", end)).notices())
                .extracting(Notice::recipient)
                .containsExactly(Optional.of("ann@example.com"));
    }

    @Test
    void lines_may_end_in_several_ways_at_once() {
        StringBuilder mixed = new StringBuilder();
        String[] ends = {"\n", "\r\n", "\r"};
        String[] lines = report(FAILED).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean wouldJoin = lines[i].isEmpty() && mixed.toString().endsWith("\r");
            mixed.append(lines[i]).append(wouldJoin ? "\r" : ends[i % ends.length]);
        }

        assertThat(read(mixed.toString()).notices()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-2022-jp", "x-unknown", "utf-8", "us-ascii", "\"\"", "utf-7"})
    void a_wrong_charset_costs_no_recipient(String charset) {
        Report report = new MessageReader()
                .read(words("<ann@example.com>:\nБольше нет. 550 5.1.1 User unknown\n")
                        .replace("Subject", "Content-Type: text/plain; charset=" + charset + "\nSubject")
                        .getBytes(UTF_8));

        assertThat(report.notices()).extracting(Notice::recipient).containsExactly(Optional.of("ann@example.com"));
    }

    @Test
    void octets_that_are_no_utf_8_are_western_letters() {
        Report report = new MessageReader()
                .read(words("<ann@example.com>:\nBoîte pleine: 552 5.2.2 über quota\n")
                        .getBytes(ISO_8859_1));

        assertThat(report.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.reason()).isEqualTo(Reason.MAILBOXFULL);
            assertThat(notice.said()).contains("Boîte");
        });
    }

    @Test
    void a_boundary_that_never_comes_hides_nothing() {
        assertThat(read(report(FAILED).replace("boundary=\"=_b\"", "boundary=\"other\""))
                        .notices())
                .extracting(Notice::recipient)
                .containsExactly(Optional.of("ann@example.com"));
        assertThat(read(report(FAILED).replace("; boundary=\"=_b\"", "")).notices())
                .hasSize(1);
    }

    @Test
    void a_report_that_was_passed_on_whole_is_read() {
        Report report = read("""
                From: postmaster@example.org
                To: reports@example.org
                Subject: FW
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="outer"

                --outer
                Content-Type: message/rfc822

                %s
                --outer--
                """.formatted(report(FAILED)));

        assertThat(report.kind()).isEqualTo(Report.Kind.BOUNCE);
        assertThat(report.notices()).hasSize(1);
        assertThat(report.clues().traces()).containsExactly("7f3a91c2");
    }

    static Stream<String> bombs() {
        String header =
                "Return-Path: <>\nFrom: MAILER-DAEMON@example.net\nSubject: failure notice\nMIME-Version: 1.0\n";
        String multipart = "Content-Type: multipart/mixed; boundary=\"b\"\n\n";
        return Stream.of(
                header + "\n" + "a".repeat(MEGABYTES_10),
                header + "\n" + "a@b ".repeat(MEGABYTES_10 / 4),
                header + "\n" + "<a@b.example>:\n".repeat(MEGABYTES_10 / 15),
                header + "\n" + "-".repeat(MEGABYTES_10),
                header + "\n" + ("From: a\nTo: b\n").repeat(MEGABYTES_10 / 14),
                header + "\n" + "mailbox ".repeat(MEGABYTES_10 / 8),
                header + "\n\n" + "\n".repeat(MEGABYTES_10),
                "X: " + "y".repeat(MEGABYTES_10),
                "X: y\n".repeat(MEGABYTES_10 / 5),
                header + multipart + "--b\n\nx\n".repeat(MEGABYTES_10 / 7),
                header + multipart + "--b\nContent-Type: message/delivery-status\n\n"
                        + "Final-Recipient: rfc822; a@b.example\nAction: failed\n\n".repeat(200_000),
                header + nested(2_000),
                header + "Content-Type: text/html\n\n" + "<div>".repeat(MEGABYTES_10 / 5),
                header + "Content-Transfer-Encoding: base64\n\n" + "QUFB".repeat(MEGABYTES_10 / 4),
                header + "\n" + "{\"Message\":" + "[".repeat(MEGABYTES_10),
                header + groups("550 5.0.0 (in reply to rcpt to command) " + "1.".repeat(2_000), 1),
                header + groups("inexist ".repeat(250), 960),
                header + "X-Failed-Recipients: " + "a@b.example, ".repeat(600) + "\n\n"
                        + IntStream.range(0, 1_000)
                                .mapToObj("<a%d>: x\n"::formatted)
                                .collect(joining()),
                header + multipart + ("--b\nContent-Type: text/plain\n\n" + "ab: x\n".repeat(1_990)).repeat(99));
    }

    private static String groups(String said, int recipients) {
        return "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n"
                + "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"
                + "Final-Recipient: rfc822; a@b.example\nAction: failed\nDiagnostic-Code: smtp; %s\n\n"
                        .formatted(said)
                        .repeat(recipients);
    }

    /// What it says is not believed, and whoever put it in our way is not waited for.
    @Test
    void words_that_an_expression_does_not_come_to_an_end_with_are_left() {
        Optional<Boolean> found = Effort.within(
                1_000_000,
                () -> Pattern.compile("\\S+\\.\\S+ no")
                        .matcher(Effort.at("1.".repeat(1_000)))
                        .find());

        assertThat(found).isEmpty();
        assertThat(Effort.within(1_000_000, () -> Effort.contains("a", "a"))).contains(true);
    }

    @Test
    void a_long_list_of_recipients_is_read_with_what_is_said_of_each() {
        Report report = read(
                listed(each -> "550 5.1.1 <a%d@b.example>: User unknown in virtual mailbox table".formatted(each)));

        assertThat(report.notices()).hasSize(LISTED).allMatch(each -> each.reason() == Reason.USERUNKNOWN);
    }

    /// Where words cost more than they are worth, codes tell.
    @Test
    void of_a_long_list_with_long_words_everybody_is_told_with_their_codes() {
        Random random = new Random(7);
        Report report = read(listed(each -> "550 5.1.1 "
                + random.ints(150)
                        .mapToObj(number -> "w" + Integer.toUnsignedString(number, 36))
                        .collect(joining(" "))));

        assertThat(report.kind()).isEqualTo(Report.Kind.BOUNCE);
        assertThat(report.notices())
                .hasSize(LISTED)
                .allMatch(each -> each.recipient().isPresent())
                .allMatch(each -> each.status().equals(Optional.of("5.1.1")))
                .allMatch(each -> each.reason() == Reason.USERUNKNOWN);
    }

    /// Fifty in each part.
    private static String listed(IntFunction<String> said) {
        String parts = IntStream.range(0, LISTED)
                .mapToObj(each -> (each % 50 == 0 ? "--b\nContent-Type: message/delivery-status\n\n" : "")
                        + "Final-Recipient: rfc822; a%d@b.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; %s\n\n"
                                .formatted(each, said.apply(each)))
                .collect(joining());
        return "Return-Path: <>\nFrom: MAILER-DAEMON@example.net\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n" + parts + "--b--\n";
    }

    @Test
    void what_strangers_tell_is_kept_within_bounds() {
        Report report = read(report("""
                Final-Recipient: rfc822; ann\0\u0007 lives %s
                Action: failed
                Status: 5.1.1
                """.formatted("here ".repeat(200))));

        assertThat(report.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.recipient().orElseThrow())
                    .startsWith("ann lives here")
                    .hasSizeLessThanOrEqualTo(320);
        });
    }

    private static String nested(int depth) {
        StringBuilder message = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            message.append("Content-Type: multipart/mixed; boundary=\"b")
                    .append(i)
                    .append("\"\n\n--b")
                    .append(i)
                    .append('\n');
        }
        return message.append("\nx\n").toString();
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void a_bomb_is_answered_soon(String bomb) {
        byte[] octets = bomb.getBytes(UTF_8);

        Report report = assertTimeout(AT_ALL, () -> new MessageReader().read(octets));

        assertThat(report.notices()).hasSizeLessThanOrEqualTo(Limits.NOTICES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r", ":", "\0\0\0", "From ", "Content-Type: multipart/mixed; boundary=", "="})
    void next_to_nothing_is_something_other(String message) {
        assertThat(read(message).kind()).isEqualTo(Report.Kind.OTHER);
    }
}
