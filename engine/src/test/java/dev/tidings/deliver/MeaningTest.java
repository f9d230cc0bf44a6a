package dev.tidings.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.smtp.Break;
import dev.tidings.smtp.Handover;
import dev.tidings.smtp.NoSession.Why;
import dev.tidings.smtp.NoToken;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The reply → action table, row by row.
class MeaningTest {
    private final Meaning meaning = new Meaning(Optional.empty());

    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource(delimiter = '|', textBlock = """
            MAIL        | 451 | try later                                  | deferred
            MAIL        | 550 | sender not allowed                         | refused
            MAIL        | 530 | authentication required                    | unreachable
            RCPT        | 450 | greylisted, come back later                | deferred
            RCPT        | 550 | no such user                               | refused
            MAIL        | 421 | closing                                    | unreachable
            RCPT        | 421 | closing                                    | deferred
            RCPT        | 421 | too many messages                          | unreachable
            DATA        | 451 | local error                                | deferred
            DATA        | 554 | no valid recipients                        | refused
            DATA        | 421 | shutting down                              | deferred
            CONTENT     | 421 | timeout                                    | deferred
            END_OF_DATA | 421 | shutting down                              | deferred
            END_OF_DATA | 250 | queued as 12345                            | accepted
            END_OF_DATA | 299 | odd but positive                           | accepted
            END_OF_DATA | 451 | disk full                                  | deferred
            END_OF_DATA | 554 | spam                                       | refused
            END_OF_DATA | 552 | message too large                          | refused
            END_OF_DATA | 454 | Throttling failure: Maximum sending rate exceeded | unreachable
            RCPT        | 450 | You are sending too fast                   | unreachable
            RCPT        | 432 | Concurrent connections limit exceeded      | unreachable
            """)
    void a_reply_means(Verb at, int code, String text, String outcome) {
        Handover answered = new Handover.Answered(at, reply(code, text), Map.of());

        assertThat(meaning.of(answered).orElseThrow().word()).isEqualTo(outcome);
    }

    @Test
    void a_recipient_turned_down_on_its_own_is_the_answer() {
        Handover answered = new Handover.Answered(
                Verb.DATA, reply(554, "no recipients"), Map.of("ann@example.org", reply(450, "mailbox busy")));

        assertThat(meaning.of(answered)).contains(new Outcome.Deferred(Verb.RCPT, reply(450, "mailbox busy")));
    }

    @Test
    void a_break_before_end_of_data_is_safe_and_one_after_it_is_uncertain() {
        assertThat(meaning.of(new Handover.Broken(new Break(Verb.CONTENT, Break.Kind.LOST, "reset"))))
                .contains(new Outcome.Broken(Verb.CONTENT, "reset"));
        assertThat(meaning.of(new Handover.Uncertain(new Break(Verb.END_OF_DATA, Break.Kind.LOST, "reset")))
                        .orElseThrow())
                .isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void a_break_before_anything_was_answered_says_nothing_about_the_message() {
        assertThat(meaning.of(new Handover.Broken(new Break(Verb.MAIL, Break.Kind.LOST, "closed")))
                        .orElseThrow())
                .isInstanceOf(Outcome.Unreachable.class);
    }

    @Test
    void what_is_withheld_has_no_outcome() {
        assertThat(meaning.of(new Handover.Withheld())).isEmpty();
    }

    @Test
    void no_session_is_always_the_roads_trouble() {
        assertThat(trouble(new Why.Unreachable("refused"))).isEqualTo(Trouble.CONNECTION);
        assertThat(trouble(new Why.Refused(Verb.GREETING, reply(554, "go away"))))
                .isEqualTo(Trouble.SERVER);
        assertThat(trouble(new Why.Refused(Verb.GREETING, reply(421, "too many connections"))))
                .isEqualTo(Trouble.THROTTLED);
        assertThat(trouble(new Why.TlsNotOffered())).isEqualTo(Trouble.TLS);
        assertThat(trouble(new Why.TlsFailed("expired"))).isEqualTo(Trouble.TLS);
        assertThat(trouble(new Why.AuthImpossible("no mechanism"))).isEqualTo(Trouble.SIGN_IN);
        assertThat(trouble(new Why.AuthRefused(reply(535, "bad")))).isEqualTo(Trouble.SIGN_IN);
        assertThat(trouble(new Why.ServerUnproven("no signature"))).isEqualTo(Trouble.SIGN_IN);
        assertThat(trouble(new Why.WithoutToken(NoToken.Reason.REFUSED, "invalid_grant")))
                .isEqualTo(Trouble.SIGN_IN);
        assertThat(trouble(new Why.WithoutToken(NoToken.Reason.THROTTLED, "429")))
                .isEqualTo(Trouble.THROTTLED);
        assertThat(trouble(new Why.WithoutToken(NoToken.Reason.UNREACHABLE, "down")))
                .isEqualTo(Trouble.CONNECTION);
        assertThat(trouble(new Why.AuthDeferred(reply(454, "later")))).isEqualTo(Trouble.THROTTLED);
    }

    @Test
    void a_providers_advice_follows_its_refusal() {
        Outcome outcome = new Meaning(Optional.of("qq")).of(new Why.AuthRefused(reply(535, "Login Fail.")));

        assertThat(outcome.said())
                .startsWith("sign-in refused: 535 Login Fail. — Use the authorization code as the password");
    }

    private Trouble trouble(Why why) {
        return ((Outcome.Unreachable) meaning.of(why)).trouble();
    }

    private static Reply reply(int code, String text) {
        return new Reply(code, Optional.empty(), text);
    }
}
