package dev.tidings.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Pause;
import dev.tidings.smtp.EnhancedCode;
import dev.tidings.smtp.Handover;
import dev.tidings.smtp.NoSession.Why;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What providers really answer, and what that means: the file of replies, row by row.
class RepliesTest {
    /// `-` for a server that is no known provider; the advice is part of what people read, empty for none.
    @ParameterizedTest(name = "{0} at {1}: {2} is {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            gmail    | RCPT        | 450 4.2.1 The user you are trying to contact is receiving mail too quickly. | slowed | slower
            gmail    | MAIL        | 450 4.2.1 Peak SMTP relay limit exceeded for customer. gsmtp | throttled | slower
            gmail    | END_OF_DATA | 452 4.2.2 The email account that you tried to reach is over quota. gcdp | deferred | mailbox is full
            gmail    | END_OF_DATA | 550 5.4.5 Daily user sending limit exceeded. | quota | 24 hours
            gmail    | MAIL        | 550 5.7.1 Daily SMTP relay limit exceeded for customer. | quota | 24 hours
            gmail    | RCPT        | 550 5.1.1 The email account that you tried to reach does not exist. | refused unsaid |
            outlook  | MAIL        | 432 4.3.2 Concurrent connections limit exceeded. | throttled | three connections
            outlook  | END_OF_DATA | 554 5.2.2 mailbox full | account | sender
            outlook  | END_OF_DATA | 550 5.2.251 Sender throttled due to continuous mailbox full errors. | account | Sent Items
            outlook  | END_OF_DATA | 550 5.2.253 Sender throttled due to continuous invalid license errors. | account | licence
            outlook  | END_OF_DATA | 550 5.2.255 Sender throttled due to continuous invalid recipients errors. | throttled | audience
            outlook  | END_OF_DATA | 554 5.2.252 SendAsDenied; a@example.com not allowed to send as b@example.com | refused sender | may not send
            outlook  | END_OF_DATA | 550 5.7.233 Your message can't be sent because your tenant has exceeded its daily limit | quota | 24 hours
            outlook  | MAIL        | 421 4.4.2 Message submission rate for this client has exceeded the configured limit | throttled | 30/min
            outlook  | MAIL        | 550 5.7.30 Basic authentication is not supported for Client Submission. | sign-in | oauth
            ses      | END_OF_DATA | 454 Throttling failure: Maximum sending rate exceeded. | throttled | lower rate
            ses      | END_OF_DATA | 454 Throttling failure: Daily message quota exceeded. | quota | 24 hours
            ses      | END_OF_DATA | 554 Message rejected: Email address is not verified. | refused sender | verified
            aliyun   | MAIL        | 436 "MAIL FROM" doesn't conform with authentication (Auth Account:a@b.c) | refused sender | very address
            aliyun   | END_OF_DATA | 552 Daily sending quota exceeded | quota | day's share
            aliyun   | END_OF_DATA | 552 Monthly sending quota exceeded | quota | month's share
            aliyun   | RCPT        | 556 too many RCPT | refused sender | fewer recipients
            aliyun   | END_OF_DATA | 557 message too large | refused sender | max-message
            aliyun   | RCPT        | 559 Invalid rcptto | refused recipient | invalid
            aliyun   | RCPT        | 563 address is on the invalid list | refused recipient | invalid
            aliyun   | RCPT        | 561 Honeypot address | refused recipient | trap
            aliyun   | RCPT        | 423 DNS lookup failed | deferred | look up
            aliyun   | RCPT        | 427 DNS lookup failed | deferred | look up
            aliyun   | RCPT        | 524 MX lookup failed | refused recipient | no mail server
            aliyun   | RCPT        | 526 MX lookup failed | refused recipient | no mail server
            -        | END_OF_DATA | 454 Transient reject by behaviour spam at END-OF-MESSAGE: too frequently sending | throttled | too fast
            -        | END_OF_DATA | 554 Reject by behaviour spam at END-OF-MESSAGE: too frequently sending | throttled | too fast
            -        | RCPT        | 450 4.2.1 This user is receiving mail at a rate that prevents more | slowed | no more for them
            -        | MAIL        | 451 4.7.1 Hourly message limit exceeded | quota | share
            -        | MAIL        | 452 4.5.3 Sending quota exceeded | quota | share
            -        | RCPT        | 452 4.2.2 Mailbox quota exceeded | deferred |
            -        | MAIL        | 530 5.7.0 Authentication required | sign-in |
            -        | RCPT        | 421 4.7.0 Too many connections from your host | throttled |
            -        | RCPT        | 450 4.7.1 Greylisted, try again in 300 seconds | deferred |
            -        | RCPT        | 550 5.1.1 no such user here | refused unsaid |
            qq       | RCPT        | 550 Ip frequency limited. | throttled | lower rate
            qq       | MAIL        | 550 Sender frequency limited. | throttled | lower rate
            qq       | RCPT        | 550 Mailbox unavailable or access denied | deferred | short time
            qq       | RCPT        | 550 Mailbox not found. | refused recipient |
            qq       | END_OF_DATA | 550 Mail content denied. | refused policy | spam
            exmail   | MAIL        | 550 Domain frequency limited. | throttled | lower rate
            exmail   | END_OF_DATA | 550 Daily sending quota of the domain exceeded | quota | share
            sendgrid | MAIL        | 403 You are not authorized to send from that email address | refused sender | verified
            sendgrid | MAIL        | 451 Authentication failed: Maximum credits exceeded | quota | share
            mailgun  | RCPT        | 550 5.1.1 no such user here | refused unsaid |
            """)
    void a_reply_means(String provider, Verb at, String line, String meaning, String advice) {
        Outcome outcome = meaning(provider)
                .of(new Handover.Answered(at, reply(line), Map.of()))
                .orElseThrow();

        assertThat(inWords(outcome)).isEqualTo(meaning);
        if (advice == null) {
            assertThat(outcome.said()).doesNotContain(" — ");
        } else {
            assertThat(outcome.said()).startsWith(line + " — ").contains(advice);
        }
    }

    private static String inWords(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unreachable road -> road.trouble().word();
            case Outcome.Refused(var _, var _, var fault) -> "refused " + fault.word();
            case Outcome other -> other.word();
        };
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            qq       | 535 Login Fail. Please enter your authorization code to login. | authorization code
            exmail   | 535 Error: authentication failed, system busy | authorization code
            qq       | 535 Login fail. Account is abnormal, service is not open, password is incorrect, login frequency limited, or system is busy | authorization code
            gmail    | 535 5.7.8 Username and Password not accepted. | app password
            gmail    | 534 5.7.9 Application-specific password required. | app password
            gmail    | 535 5.7.8 Username and Password not accepted. (reason: 400) | access token
            outlook  | 535 5.7.3 Authentication unsuccessful [X.PROD.OUTLOOK.COM] | SMTP.SendAsApp
            outlook  | 535 5.7.139 Authentication unsuccessful, basic authentication is disabled. | administrator
            outlook  | 550 5.7.30 Basic authentication is not supported for Client Submission. | oauth
            aliyun   | 535 Authentication failed | sender address
            ses      | 535 Authentication Credentials Invalid | this region
            sendgrid | 535 Authentication failed: Bad username / password | apikey
            mailgun  | 535 5.7.0 Mailgun is not loving your login or password | API key
            """)
    void a_refused_sign_in_closes_the_road_and_says_what_to_do(String provider, String line, String advice) {
        Outcome outcome = meaning(provider).of(new Why.AuthRefused(reply(line)));

        assertThat(inWords(outcome)).isEqualTo("sign-in");
        assertThat(outcome.said()).contains(advice);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            outlook | login.microsoftonline.com answers 401 invalid_client: AADSTS7000222: expired | make a new one
            outlook | login.microsoftonline.com answers 400 invalid_grant: AADSTS700082: expired   | refresh token
            gmail   | oauth2.googleapis.com answers 400 invalid_grant: Token has been expired      | seven days
            """)
    void an_issuer_that_refuses_is_explained_too(String provider, String said, String advice) {
        Outcome outcome = meaning(provider).of(new Why.WithoutToken(dev.tidings.smtp.NoToken.Reason.REFUSED, said));

        assertThat(outcome.said()).contains(advice);
    }

    @Test
    void credits_that_are_used_up_are_no_refused_sign_in() {
        Outcome outcome = meaning("sendgrid")
                .of(new Why.AuthDeferred(reply("451 Authentication failed: Maximum credits exceeded")));

        assertThat(inWords(outcome)).isEqualTo("quota");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            454 4.7.0 Too many messages, retry after 30 seconds     | PT30S
            421 4.7.0 Too many requests. Please try again in 5 min  | PT5M
            450 Rate limited; wait 2 hours                          | PT2H
            421 Too many connections, come back in 90 s             | PT90S
            """)
    void a_time_that_the_server_says_is_how_long_the_road_is_left_alone(String line, Duration pause) {
        Outcome outcome = meaning("-")
                .of(new Handover.Answered(Verb.MAIL, reply(line), Map.of()))
                .orElseThrow();

        assertThat(((Outcome.Unreachable) outcome).pause()).contains(new Pause.Said(pause));
    }

    @Test
    void a_number_that_is_no_time_is_not_taken_for_one() {
        List.of(
                        "454 Too many messages: 100 in 60 seconds",
                        "421 4.7.0 Too many connections [550123] again, sorry",
                        "450 too fast, retry later (id 4711 s5)")
                .forEach(line -> assertThat(Phrases.said(reply(line))).as(line).isEmpty());
    }

    private static Meaning meaning(String provider) {
        return new Meaning(Optional.of(provider).filter(each -> !each.equals("-")));
    }

    /// As the reader of replies takes a line apart.
    private static Reply reply(String line) {
        int code = Integer.parseInt(line.substring(0, 3));
        String[] words = line.substring(4).split(" ", 2);
        String[] numbers = words[0].split("\\.");
        return numbers.length == 3
                ? new Reply(code, Optional.of(enhanced(numbers)), words[1])
                : new Reply(code, Optional.empty(), line.substring(4));
    }

    private static EnhancedCode enhanced(String[] numbers) {
        return new EnhancedCode(
                Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }
}
