package dev.tidings.feedback.mail;

import static dev.tidings.feedback.mail.Messages.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplaintTest {
    /// RFC 5965 appendix B.2, shortened
    private static String complaint(String type, String recipient) {
        return """
                From: <abusedesk@example.com>
                Date: Thu, 8 Mar 2005 17:40:36 EDT
                Subject: FW: Earn money
                To: <abuse@example.net>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report;
                     boundary="part1_13d.2e68ed54_boundary"

                --part1_13d.2e68ed54_boundary
                Content-Type: text/plain; charset="US-ASCII"

                This is an email abuse report for an email message received from IP
                192.0.2.1 on Thu, 8 Mar 2005 14:00:00 EDT.

                --part1_13d.2e68ed54_boundary
                Content-Type: message/feedback-report

                Feedback-Type: %s
                User-Agent: SomeGenerator/1.0
                Version: 1
                Original-Mail-From: <bounces+t0k3n@example.net>
                Original-Rcpt-To: %s
                Arrival-Date: Thu, 8 Mar 2005 14:00:00 EDT

                --part1_13d.2e68ed54_boundary
                Content-Type: message/rfc822
                Content-Disposition: inline

                From: <somespammer@example.net>
                Received: from mailserver.example.net (mailserver.example.net [192.0.2.1])
                     by example.com with ESMTP id M63d4137594e46;
                     Thu, 08 Mar 2005 14:00:00 -0400
                To: <undisclosed>
                Subject: Earn money
                Message-ID: <8787KJKJ3K4J3K4J3K4J3.mail@example.net>

                Spam Spam Spam
                --part1_13d.2e68ed54_boundary--
                """.formatted(type, recipient);
    }

    @Test
    void a_complaint_names_who_complained_and_about_which_mail() {
        Report report = read(complaint("abuse", "<user@example.com>"));

        assertThat(report.kind()).isEqualTo(Report.Kind.COMPLAINT);
        assertThat(report.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.recipient()).contains("user@example.com");
            assertThat(notice.fate()).isEqualTo(Fate.COMPLAINED);
            assertThat(notice.reason()).isEqualTo(Reason.FEEDBACK);
            assertThat(notice.said()).startsWith("abuse: This is an email abuse report");
        });
        assertThat(report.clues().messageIds()).containsExactly("8787KJKJ3K4J3K4J3K4J3.mail@example.net");
        assertThat(report.clues().comeTo()).contains("bounces+t0k3n@example.net");
    }

    @ParameterizedTest
    @CsvSource({
        "abuse, COMPLAINED",
        "fraud, COMPLAINED",
        "opt-out, UNSUBSCRIBED",
        "auth-failure, OTHER",
        "not-spam, OTHER"
    })
    void only_what_a_reader_says_is_held_against_a_mail(String type, Fate fate) {
        assertThat(read(complaint(type, "user@example.com")).notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.fate()).isEqualTo(fate));
    }

    @Test
    void a_complaint_may_name_nobody() {
        Report report = read(complaint("abuse", "redacted"));

        assertThat(report.kind()).isEqualTo(Report.Kind.COMPLAINT);
        assertThat(report.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.recipient()).isEmpty());
    }

    @Test
    void hotmail_complains_in_a_way_of_its_own() {
        Report report = read("""
                From: staff@hotmail.com
                To: abuse@example.org
                Subject: complaint about message from 192.0.2.1
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: message/rfc822

                X-HmXmrOriginalRecipient: ann@hotmail.example
                Received: from mail.example.org; Thu, 26 Nov 2026 09:00:00 +0000
                From: reports@example.org
                To: list@example.org
                Message-ID: <1.7f3a91@example.org>

                Hello
                --b--
                """);

        assertThat(report.kind()).isEqualTo(Report.Kind.COMPLAINT);
        assertThat(report.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.recipient()).contains("ann@hotmail.example"));
    }
}
