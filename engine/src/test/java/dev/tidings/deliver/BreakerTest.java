package dev.tidings.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
        Instant first = breaker.closed().orElseThrow().again();
        breaker.admits(1, first);
        assertThat(breaker.fail(Trouble.THROTTLED, "too many", first.plusSeconds(10)))
                .isEmpty();

        assertThat(Duration.between(
                        first.plusSeconds(10), breaker.closed().orElseThrow().again()))
                .isEqualTo(Duration.ofSeconds(60));
    }
}
