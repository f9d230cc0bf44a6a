package dev.tidings.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    private final Breaker breaker = new Breaker();

    @Test
    void one_lost_connection_closes_nothing_three_in_a_row_do() {
        assertThat(breaker.fail(Trouble.CONNECTION, "refused", NINE)).isEmpty();
        assertThat(breaker.fail(Trouble.CONNECTION, "refused", NINE)).isEmpty();
        assertThat(breaker.admits(10, NINE)).isEqualTo(10);

        assertThat(breaker.fail(Trouble.CONNECTION, "refused", NINE)).isPresent();
        assertThat(breaker.admits(10, NINE)).isZero();
    }

    @Test
    void a_success_in_between_starts_the_count_again() {
        breaker.fail(Trouble.CONNECTION, "refused", NINE);
        breaker.fail(Trouble.CONNECTION, "refused", NINE);
        breaker.succeed();

        assertThat(breaker.fail(Trouble.CONNECTION, "refused", NINE)).isEmpty();
    }

    @Test
    void a_refused_sign_in_closes_the_road_until_a_person_opens_it() {
        breaker.fail(Trouble.SIGN_IN, "535 bad password", NINE);

        assertThat(breaker.admits(10, NINE.plus(Duration.ofDays(30)))).isZero();
        breaker.open();
        assertThat(breaker.admits(10, NINE)).isEqualTo(10);
    }

    @Test
    void after_a_while_one_mail_may_find_out() {
        breaker.fail(Trouble.THROTTLED, "too many", NINE);
        Instant later = NINE.plusSeconds(30);

        assertThat(breaker.admits(10, later)).isEqualTo(1);
        assertThat(breaker.admits(10, later)).isZero();
        assertThat(breaker.succeed()).isTrue();
        assertThat(breaker.admits(10, later)).isEqualTo(10);
    }

    @Test
    void each_closing_lasts_longer_and_is_told_only_once() {
        assertThat(breaker.fail(Trouble.THROTTLED, "too many", NINE)).isPresent();
        Instant now = NINE;
        for (int seconds : List.of(30, 60, 120, 240, 480, 900, 900)) {
            assertThat(again()).isEqualTo(now.plusSeconds(seconds));
            now = again();
            assertThat(breaker.admits(1, now)).isEqualTo(1);
            now = now.plusMillis(5); // refused at once
            assertThat(breaker.fail(Trouble.CONNECTION, "refused", now)).isEmpty();
        }
    }

    @Test
    void an_answer_that_takes_long_closes_the_road_again_too() {
        breaker.fail(Trouble.THROTTLED, "too many", NINE);
        Instant probed = again();
        breaker.admits(1, probed);

        breaker.fail(Trouble.CONNECTION, "no greeting", probed.plusSeconds(300));

        assertThat(again()).isEqualTo(probed.plusSeconds(360));
    }

    @Test
    void whoever_was_on_the_way_when_it_closed_does_not_keep_it_closed() {
        breaker.fail(Trouble.THROTTLED, "too many", NINE);

        breaker.fail(Trouble.THROTTLED, "too many", NINE.plusSeconds(1));
        breaker.fail(Trouble.CONNECTION, "timed out", NINE.plusSeconds(31));

        assertThat(again()).isEqualTo(NINE.plusSeconds(30));
    }

    @Test
    void a_refused_sign_in_always_counts() {
        breaker.fail(Trouble.THROTTLED, "too many", NINE);
        assertThat(breaker.fail(Trouble.SIGN_IN, "535 while closed", NINE.plusSeconds(1)))
                .isPresent();
        breaker.open();
        breaker.fail(Trouble.THROTTLED, "too many", NINE);
        breaker.admits(1, NINE.plusSeconds(30));
        assertThat(breaker.fail(Trouble.SIGN_IN, "535 by the one finding out", NINE.plusSeconds(31)))
                .isPresent();

        assertThat(breaker.fail(Trouble.SIGN_IN, "535 once more", NINE.plusSeconds(32)))
                .isEmpty();
        assertThat(breaker.admits(10, NINE.plus(Duration.ofDays(30)))).isZero();
    }

    @Test
    void a_conversation_that_began_before_does_not_undo_a_refused_sign_in() {
        breaker.fail(Trouble.SIGN_IN, "535 bad password", NINE);

        assertThat(breaker.succeed()).isFalse();
        assertThat(breaker.admits(10, NINE.plus(Duration.ofDays(30)))).isZero();
    }

    @Test
    void when_the_one_to_find_out_did_not_set_out_the_next_may() {
        breaker.fail(Trouble.THROTTLED, "too many", NINE);
        breaker.admits(1, NINE.plusSeconds(30));

        breaker.giveBack();

        assertThat(breaker.admits(10, NINE.plusSeconds(30))).isEqualTo(1);
    }

    @Test
    void whoever_was_to_find_out_and_did_not_set_out_leaves_it_to_others() {
        List<String> trials = new ArrayList<>();
        Breaker shared = new Breaker(new Breaker.Trial() {
            @Override
            public boolean begin() {
                return trials.add("begun");
            }

            @Override
            public void giveBack() {
                trials.add("given back");
            }
        });
        shared.giveBack();
        assertThat(trials).as("nobody was finding out").isEmpty();
        shared.fail(Trouble.TLS, "no trust", NINE);

        assertThat(shared.admits(10, NINE.plusSeconds(30))).isEqualTo(1);
        shared.giveBack();
        shared.giveBack();

        assertThat(trials).containsExactly("begun", "given back");
        assertThat(shared.admits(10, NINE.plusSeconds(30))).isEqualTo(1);
    }

    @Test
    void it_is_proven_by_what_goes_through_and_by_people_until_it_closes() {
        assertThat(breaker.isProven()).isFalse();
        breaker.succeed();
        assertThat(breaker.isProven()).isTrue();
        breaker.fail(Trouble.TLS, "no trust", NINE);
        assertThat(breaker.isProven()).isFalse();
        breaker.open();
        assertThat(breaker.isProven()).isTrue();
        breaker.hear(new Breaker.Closed(Trouble.TLS, "no trust", NINE, NINE.plusSeconds(30)));
        assertThat(breaker.isProven()).isFalse();
    }

    /// What others found out says nothing about how often it failed here.
    @Test
    void a_closing_that_was_heard_of_makes_the_next_one_no_longer() {
        for (int each = 0; each < 5; each++) {
            breaker.hear(new Breaker.Closed(Trouble.TLS, "no trust", NINE, NINE.plusSeconds(1)));
        }
        breaker.admits(1, NINE.plusSeconds(1));
        breaker.fail(Trouble.TLS, "no trust", NINE.plusSeconds(1));

        assertThat(again()).isEqualTo(NINE.plusSeconds(31));
    }

    @Test
    void when_nothing_is_heard_of_the_one_finding_out_another_may() {
        breaker.fail(Trouble.THROTTLED, "too many", NINE);
        breaker.admits(1, NINE.plusSeconds(30));

        assertThat(breaker.admits(10, NINE.plusSeconds(39))).isZero();
        assertThat(breaker.admits(10, NINE.plusSeconds(40))).isEqualTo(1);
    }

    @Test
    void a_pause_that_the_server_says_is_kept_to_the_second() {
        breaker.fail(
                Trouble.THROTTLED, "retry after 90 seconds", Optional.of(new Pause.Said(Duration.ofSeconds(90))), NINE);

        assertThat(again()).isEqualTo(NINE.plusSeconds(90));
    }

    @Test
    void a_pause_of_ours_lasts_longer_each_time() {
        Optional<Pause> minute = Optional.of(new Pause.Lasting(Duration.ofMinutes(1)));
        breaker.fail(Trouble.THROTTLED, "too many", minute, NINE);
        Instant probed = again();
        breaker.admits(1, probed);

        breaker.fail(Trouble.THROTTLED, "too many", minute, probed);

        assertThat(again()).isEqualTo(probed.plusSeconds(120));
    }

    @Test
    void a_used_up_day_rests_until_midnight_where_the_server_counts() {
        Pause next = new Pause.UntilNext(Pause.Period.DAY, ZoneId.of("Asia/Shanghai"));

        breaker.fail(Trouble.QUOTA, "552 Daily sending quota exceeded", Optional.of(next), NINE);

        assertThat(again()).isEqualTo(Instant.parse("2026-11-23T16:00:00Z"));
        assertThat(breaker.admits(10, Instant.parse("2026-11-23T15:59:59Z"))).isZero();
        assertThat(breaker.admits(10, Instant.parse("2026-11-23T16:00:00Z"))).isEqualTo(1);
    }

    @Test
    void an_hour_and_a_month_begin_where_the_server_counts() {
        ZoneId kolkata = ZoneId.of("Asia/Kolkata");

        assertThat(new Pause.UntilNext(Pause.Period.HOUR, kolkata).end(NINE))
                .isEqualTo(Instant.parse("2026-11-23T09:30:00Z"));
        assertThat(new Pause.UntilNext(Pause.Period.MONTH, kolkata).end(NINE))
                .isEqualTo(Instant.parse("2026-11-30T18:30:00Z"));
    }

    @Test
    void mail_that_was_on_the_way_does_not_undo_a_pause_that_was_asked_for() {
        breaker.fail(Trouble.THROTTLED, "too many", NINE);

        assertThat(breaker.succeed()).isFalse();
        assertThat(breaker.letsThrough()).isFalse();
        assertThat(breaker.admits(10, NINE.plusSeconds(30))).isEqualTo(1);
        assertThat(breaker.letsThrough()).isTrue();
        assertThat(breaker.succeed()).isTrue();
    }

    @Test
    void a_person_may_have_one_mail_find_out_at_once() {
        assertThat(breaker.tryAt(NINE)).isFalse();
        breaker.fail(Trouble.SIGN_IN, "535 bad password", NINE);

        assertThat(breaker.tryAt(NINE.plusSeconds(5))).isTrue();

        assertThat(breaker.admits(10, NINE.plusSeconds(5))).isEqualTo(1);
        assertThat(breaker.fail(Trouble.SIGN_IN, "535 still bad", NINE.plusSeconds(6)))
                .isPresent();
        assertThat(breaker.isBarred()).isTrue();
        breaker.tryAt(NINE.plusSeconds(9));
        breaker.admits(10, NINE.plusSeconds(9));
        assertThat(breaker.succeed()).isTrue();
        assertThat(breaker.admits(10, NINE.plusSeconds(10))).isEqualTo(10);
    }

    private Instant again() {
        return breaker.closed().orElseThrow().again();
    }
}
