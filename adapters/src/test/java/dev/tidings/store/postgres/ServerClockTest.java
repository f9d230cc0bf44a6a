package dev.tidings.store.postgres;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidings.store.postgres.ServerClock.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServerClockTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final long HALF_A_MINUTE = Duration.ofSeconds(30).toNanos();

    private final long now = System.nanoTime();
    private final ServerClock clock = new ServerClock(new Answer(NINE, now - 2_000_000, now));

    @Test
    void a_prompt_answer_puts_it_right() {
        clock.heard(new Answer(NINE.plusSeconds(7), now - 2_000_000, now));

        assertThat(clock.instant()).isCloseTo(NINE.plusSeconds(7), within(5, SECONDS));
    }

    /// The question waited on its way, or the process was halted with it: the answer is newer than the middle.
    @Test
    void an_answer_to_a_question_that_was_held_up_does_not_put_it_ahead() {
        clock.heard(new Answer(NINE, now - HALF_A_MINUTE, now));

        assertThat(clock.instant()).isCloseTo(NINE, within(5, SECONDS));
    }

    @Test
    void an_answer_that_was_held_up_does_not_put_it_behind() {
        clock.heard(new Answer(NINE.minusSeconds(30), now - HALF_A_MINUTE, now));

        assertThat(clock.instant()).isCloseTo(NINE, within(5, SECONDS));
    }

    /// A way that is always slow is better than none.
    @Test
    void it_goes_by_slow_answers_where_the_first_was_slow() {
        ServerClock far = new ServerClock(new Answer(NINE, now - HALF_A_MINUTE, now));

        far.heard(new Answer(NINE.plusSeconds(60), now - HALF_A_MINUTE / 2, now));

        assertThat(far.instant()).isCloseTo(NINE.plusSeconds(67), within(5, SECONDS));
    }
}
