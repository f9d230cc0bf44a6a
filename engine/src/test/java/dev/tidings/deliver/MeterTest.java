package dev.tidings.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Allowance.RampUp;
import dev.tidings.notification.TransportSpec.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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
    void nearly_all_that_the_rate_allows_goes() {
        Meter meter = new Meter(List.of(new Rate(30, Duration.ofMinutes(1))), NINE);
        int gone = 0;
        for (int second = 0; second < 600; second++) {
            gone += meter.take(50, NINE.plusSeconds(second));
        }

        assertThat(gone).isBetween(292, 300);
    }

    /// Somebody asks at any time for any number; whatever the rates, no time of any of them sees more than its count.
    @Test
    void within_no_time_of_a_rate_do_more_go_than_its_count() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<Rate> rates = List.of(
                    new Rate(1 + random.nextInt(5), Duration.ofSeconds(1)),
                    new Rate(10 + random.nextInt(60), Duration.ofMinutes(1)),
                    new Rate(100 + random.nextInt(1000), Duration.ofHours(1)));
            Meter meter = new Meter(rates, NINE);
            List<Instant> gone = new ArrayList<>();
            Instant now = NINE;
            while (gone.size() < 2000) {
                now = now.plusMillis(random.nextInt(random.nextInt(10) == 0 ? 60_000 : 300));
                int taken = meter.take(random.nextInt(20), now);
                int back = taken > 0 ? random.nextInt(taken + 1) / 2 : 0;
                meter.giveBack(back);
                gone.addAll(Collections.nCopies(taken - back, now));
            }
            rates.forEach(rate ->
                    assertThat(most(gone, rate.per())).as("%s, seed", rate).isLessThanOrEqualTo(rate.count()));
        }
    }

    /// The most that went within any time of that length.
    private static int most(List<Instant> gone, Duration time) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < gone.size(); last++) {
            while (!gone.get(first).plus(time).isAfter(gone.get(last))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @Test
    void waiting_as_long_as_it_says_is_neither_too_short_nor_for_nothing() {
        Meter meter = new Meter(List.of(new Rate(30, Duration.ofMinutes(1)), new Rate(40, Duration.ofHours(1))), NINE);
        Instant now = NINE;
        for (int mail = 0; mail < 100; mail++) {
            now = now.plus(meter.untilNext(now));
            assertThat(meter.take(1, now)).as("mail %d", mail).isEqualTo(1);
        }

        assertThat(now).isBetween(NINE.plusSeconds(2 * 3600), NINE.plusSeconds(3 * 3600));
    }

    @Test
    void what_went_before_a_restart_counts() {
        Meter meter = new Meter(List.of(new Rate(2000, Duration.ofDays(1))), NINE.minus(Duration.ofDays(1)));

        meter.recall(NINE.minus(Duration.ofHours(3)), 1500);
        meter.recall(NINE.minus(Duration.ofMinutes(1)), 490);

        assertThat(meter.take(500, NINE)).isLessThanOrEqualTo(10);
        assertThat(meter.read(NINE).rates())
                .singleElement()
                .satisfies(each -> assertThat(each.used()).isBetween(1990, 2000));
        assertThat(meter.take(500, NINE.plus(Duration.ofHours(20)))).isLessThanOrEqualTo(10);
        assertThat(meter.take(500, NINE.plus(Duration.ofHours(22)))).isEqualTo(200);
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

    @Test
    void a_new_account_begins_with_its_first_mail_and_doubles() {
        List<Instant> begun = new ArrayList<>();
        RampUp rampUp = new RampUp(new Rate(10, Duration.ofMinutes(1)), Duration.ofHours(1));
        Warming warming = new Warming(rampUp, Optional.empty(), begun::add, NINE);
        Meter meter = new Meter(List.of(new Rate(60, Duration.ofMinutes(1))), Optional.of(warming), NINE);
        Instant first = NINE.plus(Duration.ofDays(3));
        assertThat(warming.step(first).doubles()).isEmpty();

        assertThat(went(meter, first)).isEqualTo(10);
        assertThat(begun).containsExactly(first);
        assertThat(meter.read(first.plusSeconds(60)).warming().orElseThrow().doubles())
                .contains(first.plus(Duration.ofHours(1)));
        assertThat(went(meter, first.plus(Duration.ofMinutes(61)))).isBetween(19, 20);
        assertThat(went(meter, first.plus(Duration.ofMinutes(121)))).isBetween(38, 40);
        assertThat(went(meter, first.plus(Duration.ofMinutes(181)))).isBetween(58, 60);
        assertThat(meter.read(first.plus(Duration.ofHours(3))).warming())
                .as("nothing is held back any more")
                .isEmpty();
    }

    @Test
    void a_ramp_up_goes_on_after_a_restart_where_it_was() {
        RampUp rampUp = new RampUp(new Rate(100, Duration.ofDays(1)), Duration.ofDays(1));
        Warming warming = new Warming(
                rampUp,
                Optional.of(NINE.minus(Duration.ofDays(2))),
                at -> {
                    throw new AssertionError("it begins once");
                },
                NINE.minus(Duration.ofDays(1)));
        Meter meter = new Meter(List.of(), Optional.of(warming), NINE.minus(Duration.ofDays(1)));
        meter.recall(NINE.minus(Duration.ofHours(1)), 390);

        assertThat(meter.take(1000, NINE)).isBetween(1, 10);
        assertThat(warming.step(NINE).now()).isEqualTo(new Rate(400, Duration.ofDays(1)));
    }

    /// How many go within a minute, asked ten times a second.
    private static int went(Meter meter, Instant from) {
        int gone = 0;
        for (int tick = 0; tick < 600; tick++) {
            gone += meter.take(50, from.plusMillis(tick * 100L));
        }
        return gone;
    }

    @Test
    void whoever_is_asked_for_fewer_goes_at_half_and_comes_back_bit_by_bit() {
        Meter meter = new Meter(List.of(new Rate(600, Duration.ofMinutes(1))), NINE);
        assertThat(went(meter, NINE)).isBetween(590, 600);
        Instant throttled = NINE.plusSeconds(60);

        meter.slow(throttled);

        assertThat(perMinute(meter, throttled)).isBetween(295, 300);
        meter.resume(throttled);
        assertThat(went(meter, throttled)).isBetween(300, 400);
        assertThat(perMinute(meter, throttled.plusSeconds(61))).isBetween(410, 420);
        assertThat(meter.read(throttled.plusSeconds(151)).slowed()).isEmpty();
    }

    @Test
    void asked_again_it_halves_again_but_never_stands_still() {
        Meter meter = new Meter(List.of(new Rate(600, Duration.ofMinutes(1))), NINE);
        went(meter, NINE);
        Instant throttled = NINE.plusSeconds(60);

        for (int each = 0; each < 20; each++) {
            meter.slow(throttled);
        }

        assertThat(perMinute(meter, throttled)).isBetween(35, 40);
    }

    @Test
    void a_pause_is_no_reason_to_go_faster() {
        Meter meter = new Meter(List.of(new Rate(600, Duration.ofMinutes(1))), NINE);
        went(meter, NINE);
        meter.slow(NINE.plusSeconds(60));
        Instant open = NINE.plusSeconds(660);
        meter.take(1, open.minusSeconds(1));

        meter.resume(open);

        assertThat(perMinute(meter, open)).isBetween(295, 300);
    }

    @Test
    void without_a_rate_half_of_what_went_is_what_goes() {
        Meter meter = new Meter(List.of(), NINE);
        for (int second = 0; second < 60; second++) {
            meter.take(10, NINE.plusSeconds(second));
        }

        meter.slow(NINE.plusSeconds(60));

        assertThat(perMinute(meter, NINE.plusSeconds(60))).isBetween(295, 305);
    }

    private static int perMinute(Meter meter, Instant now) {
        return meter.read(now).slowed().orElseThrow().count();
    }
}
