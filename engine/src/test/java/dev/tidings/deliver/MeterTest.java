package dev.tidings.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.TransportSpec.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    @Test
    void thirty_a_minute_is_three_at_once_and_then_one_every_two_seconds() {
        Meter meter = new Meter(List.of(new Rate(30, Duration.ofMinutes(1))), NINE);

        assertThat(meter.take(100, NINE)).isEqualTo(3);
        assertThat(meter.take(100, NINE)).isZero();
        assertThat(meter.untilNext(NINE)).isEqualTo(Duration.ofSeconds(2));
        assertThat(meter.take(100, NINE.plusSeconds(2))).isEqualTo(1);
    }

    @Test
    void no_minute_lets_more_through_than_the_rate_and_its_start() {
        Meter meter = new Meter(List.of(new Rate(30, Duration.ofMinutes(1))), NINE);
        int gone = 0;
        for (int second = 0; second < 600; second++) {
            gone += meter.take(50, NINE.plusSeconds(second));
        }

        assertThat(gone).isBetween(299, 303);
    }

    @Test
    void all_rates_must_agree() {
        Meter meter = new Meter(List.of(new Rate(100, Duration.ofSeconds(1)), new Rate(20, Duration.ofDays(1))), NINE);

        assertThat(meter.take(50, NINE)).isEqualTo(2);
        assertThat(meter.take(50, NINE.plusSeconds(1))).isZero();
    }

    @Test
    void what_is_given_back_may_go_later() {
        Meter meter = new Meter(List.of(new Rate(30, Duration.ofMinutes(1))), NINE);
        meter.take(3, NINE);
        meter.giveBack(2);

        assertThat(meter.take(3, NINE)).isEqualTo(2);
    }

    @Test
    void without_rates_everything_goes() {
        assertThat(new Meter(List.of(), NINE).take(1_000_000, NINE)).isEqualTo(1_000_000);
    }

    @Test
    void a_clock_that_is_set_back_does_no_harm() {
        Meter meter = new Meter(List.of(new Rate(60, Duration.ofMinutes(1))), NINE);
        meter.take(6, NINE);

        assertThat(meter.take(1, NINE.minusSeconds(3600))).isZero();
        assertThat(meter.take(1, NINE.minusSeconds(3599))).isEqualTo(1);
    }

    @Test
    void no_time_counts_twice_when_the_clock_is_set_back_a_little() {
        Meter meter = new Meter(List.of(new Rate(60, Duration.ofMinutes(1))), NINE);
        int gone = 0;
        for (int tick = 0; tick < 100; tick++) {
            gone += meter.take(10, NINE.plusSeconds(3 - tick % 2 * 3L));
        }

        assertThat(gone).isEqualTo(6);
        assertThat(meter.take(10, NINE.plusSeconds(4))).isEqualTo(1);
    }
}
