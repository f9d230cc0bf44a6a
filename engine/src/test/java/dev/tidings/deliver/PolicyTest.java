package dev.tidings.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Correspondence;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.DeliveryRules.Retry;
import dev.tidings.notification.DeliveryRules.WhenUncertain;
import dev.tidings.notification.Markings;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Route;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Unsubscribe;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant TOMORROW = NINE.plus(Duration.ofHours(24));
    private static final Optional<Detour> BACKUP = Optional.of(new Detour("backup", NINE.plusSeconds(5)));

    private final Policy policy = new Policy(new Random(7));

    @Test
    void an_accepted_message_is_done() {
        assertThat(judge(new Outcome.Accepted(reply(250, "queued")), 0)).isEqualTo(new Verdict.Accepted());
    }

    @Test
    void a_definite_refusal_fails_at_once() {
        assertThat(judge(new Outcome.Refused(Verb.RCPT, reply(550, "no such user")), 0))
                .isEqualTo(new Verdict.Failed("550 no such user"));
    }

    @Test
    void a_deferral_uses_up_retries_with_growing_pauses() {
        Outcome deferred = new Outcome.Deferred(Verb.RCPT, reply(451, "greylisted"));

        assertThat(pauseOf(judge(deferred, 0))).isBetween(Duration.ofSeconds(96), Duration.ofSeconds(144));
        assertThat(pauseOf(judge(deferred, 1))).isBetween(Duration.ofSeconds(480), Duration.ofSeconds(720));
        assertThat(judge(deferred, 2)).isEqualTo(new Verdict.Failed("451 greylisted"));
    }

    @Test
    void no_retry_is_planned_for_when_the_message_has_expired() {
        Verdict verdict = policy.judge(
                claim(0, NINE.plusSeconds(30)),
                attempt(new Outcome.Deferred(Verb.DATA, reply(451, "busy"))),
                rules(WhenUncertain.RESEND),
                BACKUP);

        assertThat(verdict).isEqualTo(new Verdict.Expired("451 busy"));
    }

    @Test
    void a_road_that_is_down_costs_the_message_nothing() {
        Outcome down = new Outcome.Unreachable(Trouble.CONNECTION, "connection refused");

        for (int retries = 0; retries < 5; retries++) {
            assertThat(judge(down, retries))
                    .isEqualTo(new Verdict.WaitForRoad("backup", NINE.plusSeconds(5), "connection refused"));
        }
    }

    @Test
    void an_uncertain_one_is_sent_again_or_held_as_its_owner_wishes() {
        Outcome uncertain = new Outcome.Uncertain("END_OF_DATA: connection reset");

        assertThat(judge(uncertain, 0)).isInstanceOf(Verdict.ResendAt.class);
        assertThat(judge(uncertain, 2)).isInstanceOf(Verdict.Held.class);
        assertThat(policy.judge(claim(0, TOMORROW), attempt(uncertain), rules(WhenUncertain.HOLD), BACKUP))
                .isEqualTo(new Verdict.Held("END_OF_DATA: connection reset"));
    }

    @Test
    void what_was_never_fit_fails_and_what_was_not_ready_is_tried_again() {
        assertThat(judge(new Outcome.Unfit("variable", "\"name\" is not there"), 0))
                .isEqualTo(new Verdict.Failed("variable: \"name\" is not there"));
        assertThat(judge(new Outcome.Unready("source crm: timeout"), 0)).isInstanceOf(Verdict.RetryAt.class);
    }

    @Test
    void a_line_that_breaks_before_end_of_data_counts_as_a_deferral() {
        assertThat(judge(new Outcome.Broken(Verb.CONTENT, "reset"), 0)).isInstanceOf(Verdict.RetryAt.class);
        assertThat(judge(new Outcome.Broken(Verb.CONTENT, "reset"), 2)).isEqualTo(new Verdict.Failed("CONTENT: reset"));
    }

    private Verdict judge(Outcome outcome, int retries) {
        return policy.judge(claim(retries, TOMORROW), attempt(outcome), rules(WhenUncertain.RESEND), BACKUP);
    }

    private static Duration pauseOf(Verdict verdict) {
        return Duration.between(NINE.plusSeconds(1), ((Verdict.RetryAt) verdict).at());
    }

    private static Attempt attempt(Outcome outcome) {
        return new Attempt(1, "main", NINE, Duration.ofSeconds(1), outcome);
    }

    private static Reply reply(int code, String text) {
        return new Reply(code, Optional.empty(), text);
    }

    private static DeliveryRules rules(WhenUncertain whenUncertain) {
        return new DeliveryRules(
                Correspondence.from(Mailbox.parse("a@example.com")),
                Markings.NONE,
                new Route.InOrder(List.of("main", "backup")),
                Retry.USUAL,
                whenUncertain,
                Optional.empty(),
                Unsubscribe.NONE);
    }

    private static Claim claim(int retries, Instant expires) {
        Occurrence occurrence = new Occurrence(
                1,
                new Occurrence.Key("weekly-report", NINE, Cause.SCHEDULE),
                Stage.LIVE,
                new Revision("0".repeat(64)),
                new Occurrence.Period(NINE, NINE),
                NINE,
                Optional.empty());
        Recipient ann = new Recipient(
                "ann@example.org",
                Mailbox.parse("ann@example.org"),
                Optional.empty(),
                Optional.empty(),
                new Row(Map.of()));
        return new Claim(1, 1, retries + 1, occurrence, ann, NINE, new Claim.Progress(retries, "main", expires, false));
    }
}
