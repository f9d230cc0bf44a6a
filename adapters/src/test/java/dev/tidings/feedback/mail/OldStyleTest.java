package dev.tidings.feedback.mail;

import static dev.tidings.feedback.mail.Messages.read;
import static dev.tidings.feedback.mail.Messages.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OldStyleTest {
    private static final String COPY = """
            Return-Path: <reports@example.org>
            Received: from mail.example.org; 26 Nov 2026 09:00:00 -0000
            From: reports@example.org
            To: ann@example.com
            Message-ID: <1.7f3a91@example.org>
            Subject: Weekly report

            Hello, write to help@example.org
            """;

    static Stream<Arguments> styles() {
        return Stream.of(
                Arguments.of("qmail", """
                        Hi. This is the qmail-send program at mx.example.net.
                        I'm afraid I wasn't able to deliver your message to the following addresses.

                        <ann@example.com>:
                        192.0.2.1 does not like recipient.
                        Remote host said: 550 5.1.1 User unknown
                        Giving up on 192.0.2.1.

                        <ben@example.com>:
                        User is over the quota. You can try again later.

                        --- Below this line is a copy of the message.

                        """, List.of("ann@example.com USERUNKNOWN", "ben@example.com MAILBOXFULL")),
                Arguments.of("Exim", """
                        This message was created automatically by mail delivery software.

                        A message that you sent could not be delivered to one or more of its
                        recipients. This is a permanent error. The following address(es) failed:

                          ann@example.com
                            host mx.example.com [192.0.2.1]
                            SMTP error from remote mail server after RCPT TO:<ann@example.com>:
                            550 No such user here
                          ben@example.com
                            retry timeout exceeded

                        ------ This is a copy of the message, including all the headers. ------

                        """, List.of("ann@example.com USERUNKNOWN", "ben@example.com EXPIRED")),
                Arguments.of("Sendmail", """
                           ----- The following addresses had permanent fatal errors -----
                        <ann@example.com>

                           ----- Transcript of session follows -----
                        ... while talking to mx.example.com.:
                        >>> RCPT To:<ann@example.com>
                        <<< 550 5.1.1 <ann@example.com>... User unknown
                        550 <ann@example.com>... User unknown

                           ----- Original message follows -----
                        """, List.of("ann@example.com USERUNKNOWN")),
                Arguments.of("OpenSMTPD", """
                            Hi!

                            An error has occurred while attempting to deliver a message for
                            the following list of recipients:

                        ann@example.com: 552 5.2.2 Mailbox full

                            Below is a copy of the original message:

                        """, List.of("ann@example.com MAILBOXFULL")),
                Arguments.of("Exchange", """
                        Your message

                          To:      ann@example.com
                          Subject: Weekly report

                        did not reach the following recipient(s):

                        ann@example.com on Thu, 26 Nov 2026 09:00:00 +0000
                            The recipient name is not recognized

                        """, List.of("ann@example.com USERUNKNOWN")),
                Arguments.of("Domino", """
                        Your message

                          Subject: Weekly report

                        was not delivered to:

                          ann@example.com

                        because:

                          User Ann (ann@example.com) not listed in Domino Directory

                        """, List.of("ann@example.com USERUNKNOWN")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("styles")
    void a_report_in_words_is_read(String style, String words, List<String> told) {
        Report report = read(words(words + COPY));

        assertThat(report.kind()).isEqualTo(Report.Kind.BOUNCE);
        assertThat(report.notices())
                .extracting(notice -> notice.recipient().orElse("") + " " + notice.reason())
                .containsExactlyElementsOf(told);
        assertThat(report.clues().messageIds()).containsExactly("1.7f3a91@example.org");
    }

    @Test
    void a_warning_is_no_failure() {
        Report report = read(words("""
                THIS IS A WARNING MESSAGE ONLY.
                YOU DO NOT NEED TO RESEND YOUR MESSAGE.

                Delivery to the following recipient has been delayed:

                     ann@example.com

                Message will be retried for 2 more day(s)

                ----- Original message -----

                """ + COPY));

        assertThat(report.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.fate()).isEqualTo(Fate.DELAYED);
            assertThat(notice.reason()).isEqualTo(Reason.EXPIRED);
        });
    }

    @Test
    void the_field_for_it_names_whom_the_words_do_not() {
        Report report = read("""
                Return-Path: <>
                From: Mail Delivery Subsystem <mailer-daemon@example.net>
                X-Failed-Recipients: ann@example.com
                Subject: Delivery Status Notification (Failure)

                Hello reports@example.org,

                we could not deliver your mail: 550 5.2.1 the mailbox is disabled.
                """);

        assertThat(report.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.recipient()).contains("ann@example.com");
            assertThat(notice.reason()).isEqualTo(Reason.SUSPEND);
        });
    }

    @Test
    void a_person_who_writes_about_a_report_sends_none() {
        Report report = read("""
                Return-Path: <ann@example.com>
                From: Ann <ann@example.com>
                To: reports@example.org
                Subject: Fwd: failure notice
                In-Reply-To: <1.7f3a91@example.org>

                Why did I get this?

                > Hi. This is the qmail-send program at mx.example.net.
                > I'm afraid I wasn't able to deliver your message to the following addresses.
                > <ben@example.com>:
                > Sorry, no mailbox here by that name. (#5.1.1)
                """);

        assertThat(report.kind()).isEqualTo(Report.Kind.OTHER);
        assertThat(report.notices())
                .extracting(Notice::fate, Notice::said)
                .containsExactly(tuple(Fate.OTHER, "Fwd: failure notice"));
        assertThat(report.clues().messageIds()).containsExactly("1.7f3a91@example.org");
    }

    @Test
    void what_has_no_header_is_no_report() {
        assertThat(read("hello 550 5.1.1 user unknown <ann@example.com>").kind())
                .isEqualTo(Report.Kind.OTHER);
    }

    @Test
    void the_same_words_mean_less_where_nobody_tells_when_they_were_said() {
        String said = "<ann@example.com>:\n%sRemote host said: 550 User unknown\n";

        Report atRecipient = read(words(said.formatted("192.0.2.1 does not like recipient.\n")));
        Report afterData = read(words(said.formatted("192.0.2.1 failed after I sent the message.\n")));

        assertThat(atRecipient.notices().getFirst().reason()).isEqualTo(Reason.USERUNKNOWN);
        assertThat(afterData.notices().getFirst().reason()).isEqualTo(Reason.FILTERED);
    }
}
