package dev.tidings.feedback.mail;

import static dev.tidings.feedback.mail.Messages.read;
import static dev.tidings.feedback.mail.Messages.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryReportTest {
    private static final String UNKNOWN = """
            Final-Recipient: rfc822; ann@example.com
            Action: failed
            Status: 5.1.1
            Remote-MTA: dns; mx.example.com
            Diagnostic-Code: smtp; 550 5.1.1 <ann@example.com>: Recipient address
              rejected: User unknown in virtual mailbox table
            """;

    @Test
    void a_failed_recipient_is_a_bounce_with_the_servers_words_and_codes() {
        Report report = read(report(UNKNOWN));

        assertThat(report.kind()).isEqualTo(Report.Kind.BOUNCE);
        assertThat(report.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.recipient()).contains("ann@example.com");
            assertThat(notice.fate()).isEqualTo(Fate.FAILED);
            assertThat(notice.reason()).isEqualTo(Reason.USERUNKNOWN);
            assertThat(notice.hardness()).contains(Notice.Hardness.HARD);
            assertThat(notice.status()).contains("5.1.1");
            assertThat(notice.code()).contains(550);
            assertThat(notice.said())
                    .isEqualTo("550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown in virtual"
                            + " mailbox table");
        });
    }

    @Test
    void what_tells_the_mail_is_found_in_the_report_and_in_what_was_returned() {
        Report report = read(report(UNKNOWN));

        assertThat(report.clues().comeTo()).startsWith("bounces+t0k3n@example.org");
        assertThat(report.clues().envelopeId()).contains("7f3a91");
        assertThat(report.clues().traces()).containsExactly("7f3a91c2");
        assertThat(report.clues().messageIds()).containsExactly("7f3a91.1@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"})
    void where_it_was_sent_to_is_read_wherever_servers_write_it(String field) {
        String elsewhere = report(UNKNOWN).replaceAll("(?m)^(Delivered-To|To): bounces.*\n|^Return-Path: <b.*\n", "");

        assertThat(read(elsewhere).clues().comeTo()).doesNotContain("bounces+t0k3n@example.org");
        assertThat(read(field + ": <bounces+t0k3n@example.org>\n" + elsewhere)
                        .clues()
                        .comeTo())
                .contains("bounces+t0k3n@example.org");
    }

    /// RFC 3464 §2.3.3
    @ParameterizedTest
    @CsvSource({
        "delayed,   4.4.1, DELAYED,   BOUNCE",
        "delayed,   5.0.0, DELAYED,   BOUNCE",
        "delivered, 2.1.5, DELIVERED, STATUS",
        "relayed,   2.0.0, RELAYED,   STATUS",
        "expanded,  2.0.0, EXPANDED,  STATUS",
    })
    void what_did_not_fail_is_no_failure(String action, String status, Fate fate, Report.Kind kind) {
        Report report = read(report("""
                Final-Recipient: rfc822; ann@example.com
                Action: %s
                Status: %s
                """.formatted(action, status)));

        assertThat(report.kind()).isEqualTo(kind);
        assertThat(report.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.fate()).isEqualTo(fate);
            assertThat(notice.hardness()).isEmpty();
        });
    }

    @Test
    void a_failure_is_final_though_its_status_is_temporary() {
        Report report = read(report("""
                Final-Recipient: rfc822; ann@example.com
                Action: failed
                Status: 4.2.2
                Diagnostic-Code: smtp; 452 4.2.2 Mailbox full
                """));

        assertThat(report.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.fate()).isEqualTo(Fate.FAILED);
            assertThat(notice.reason()).isEqualTo(Reason.MAILBOXFULL);
            assertThat(notice.hardness()).contains(Notice.Hardness.SOFT);
        });
    }

    @Test
    void each_recipient_has_a_fate_of_its_own() {
        Report report = read(report(UNKNOWN + """

                Final-Recipient: rfc822; ben@example.com
                Action: delayed
                Status: 4.4.1
                Diagnostic-Code: smtp; connect to mx.example.com: Connection timed out
                """));

        assertThat(report.notices())
                .extracting(notice -> notice.recipient().orElseThrow() + " " + notice.fate() + " " + notice.reason())
                .containsExactly("ann@example.com FAILED USERUNKNOWN", "ben@example.com DELAYED EXPIRED");
    }

    @Test
    void recipients_are_told_apart_where_the_empty_line_between_them_is_missing() {
        Report report = read(report(UNKNOWN + """
                Final-Recipient: rfc822; ben@example.com
                Action: failed
                Status: 5.2.2
                """));

        assertThat(report.notices()).extracting(Notice::reason).containsExactly(Reason.USERUNKNOWN, Reason.MAILBOXFULL);
    }

    @Test
    void fields_are_read_though_no_part_is_declared() {
        Report report = read("""
                From: postmaster@example.net
                To: reports@example.org
                Subject: Delivery failed

                Reporting-MTA: dns; mx.example.net

                Final-Recipient: rfc822; ann@example.com
                Action: failed
                Status: 5.1.1
                """);

        assertThat(report.kind()).isEqualTo(Report.Kind.BOUNCE);
        assertThat(report.notices()).extracting(Notice::recipient).containsExactly(Optional.of("ann@example.com"));
    }

    @Test
    void a_server_that_takes_no_mail_for_now_is_no_hard_failure() {
        Report never = read(report("""
                Final-Recipient: rfc822; ann@example.com
                Action: failed
                Status: 5.1.10
                Diagnostic-Code: smtp; 556 5.1.10 Recipient address has null MX
                """));
        Report now = read(report("""
                Final-Recipient: rfc822; ann@example.com
                Action: failed
                Status: 4.3.2
                Diagnostic-Code: smtp; 421 4.3.2 System not accepting network messages
                """));

        assertThat(never.notices().getFirst().hardness()).contains(Notice.Hardness.HARD);
        assertThat(now.notices().getFirst().reason()).isEqualTo(Reason.NOTACCEPT);
        assertThat(now.notices().getFirst().hardness()).contains(Notice.Hardness.SOFT);
    }

    @Test
    void a_program_that_takes_mail_is_its_servers_matter() {
        Report report = read(report("""
                Final-Recipient: rfc822; ann@example.com
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: x-unix; procmail: no such user
                """));

        assertThat(report.notices()).extracting(Notice::reason).containsExactly(Reason.MAILERERROR);
    }
}
