package dev.tidings.feedback.mail;

import static dev.tidings.feedback.mail.Messages.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoReplyTest {
    private static String letter(String fields) {
        return """
                From: Ann <ann@example.com>
                To: reports@example.org
                In-Reply-To: <1.7f3a91@example.org>
                %s

                I am away until Monday. In urgent cases write to ben@example.com.
                """.formatted(fields.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied (vacation)",
                "X-Auto-Response-Suppress: All",
                "Precedence: auto_reply",
                "Return-Path: <>",
                "Subject: Automatic reply: Weekly report",
                "Subject: Out of Office: Weekly report",
                "Subject: Abwesenheitsnotiz: Wochenbericht",
                "Subject: =?UTF-8?B?6Ieq5Yqo5Zue5aSN?=: weekly",
            })
    void a_machine_that_answers_is_known_by_what_it_says_of_itself(String field) {
        Report report = read(letter(field));

        assertThat(report.kind()).isEqualTo(Report.Kind.AUTO_REPLY);
        assertThat(report.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.recipient()).contains("ann@example.com");
            assertThat(notice.fate()).isEqualTo(Fate.ANSWERED);
        });
        assertThat(report.clues().messageIds()).containsExactly("1.7f3a91@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: Re: Weekly report",
                "Auto-Submitted: no",
                "Subject: My holiday pictures and the report",
            })
    void a_persons_answer_is_a_letter(String fields) {
        assertThat(read(letter(fields)).kind()).isEqualTo(Report.Kind.OTHER);
    }

    @Test
    void a_note_that_a_mail_was_read_is_a_machines() {
        Report report = read("""
                From: ann@example.com
                To: reports@example.org
                Subject: Read: Weekly report
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=disposition-notification; boundary="b"

                --b
                Content-Type: text/plain

                Your message was read.
                --b
                Content-Type: message/disposition-notification

                Final-Recipient: rfc822; ann@example.com
                Disposition: manual-action/MDN-sent-manually; displayed
                --b--
                """);

        assertThat(report.kind()).isEqualTo(Report.Kind.AUTO_REPLY);
    }
}
