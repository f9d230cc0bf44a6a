package dev.tidings.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.schedule.Late.Decision;
import dev.tidings.schedule.Late.Then;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimingTest {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final Schedule HOURLY = new Every(Duration.ofHours(1));
    private static final Decision FIRE = new Decision.Fire();

    @Test
    void an_instant_on_time_fires_whatever_the_rule() {
        Late strict = new Late(Duration.ZERO, Then.SKIP);

        assertThat(strict.decide(Duration.ZERO)).isEqualTo(FIRE);
        assertThat(strict.decide(Late.GRACE)).isEqualTo(FIRE);
        assertThat(strict.decide(Late.GRACE, NINE)).isEqualTo(FIRE);
        assertThat(strict.decide(Late.GRACE.plusMillis(1))).isInstanceOf(Decision.Missed.class);
    }

    @Test
    void after_downtime_only_the_latest_fires_and_the_others_say_why_not() {
        Timing timing = new Timing(HOURLY, new Late(Duration.ofHours(4), Then.ONCE), Duration.ZERO);
        Instant now = NINE.plus(Duration.ofHours(5)).plusSeconds(600);

        List<Decision> decisions = IntStream.rangeClosed(0, 5)
                .mapToObj(hour -> timing.decide(NINE.plus(Duration.ofHours(hour)), now))
                .toList();

        assertThat(decisions)
                .containsExactly(
                        new Decision.Missed("late by 5h 10m, allowed 4h"),
                        new Decision.Missed("late by 4h 10m, allowed 4h"),
                        new Decision.Missed("superseded by 2026-11-23T12:00:00Z"),
                        new Decision.Missed("superseded by 2026-11-23T13:00:00Z"),
                        new Decision.Missed("superseded by 2026-11-23T14:00:00Z"),
                        FIRE);
    }

    @Test
    void a_late_instant_gives_way_to_one_that_is_on_time() {
        Timing timing = new Timing(HOURLY);

        assertThat(timing.decide(NINE, NINE.plus(Duration.ofHours(1))))
                .isEqualTo(new Decision.Missed("superseded by 2026-11-23T10:00:00Z"));
    }

    @Test
    void late_ones_are_missed_where_that_is_the_rule() {
        Late skip = new Late(Duration.ofHours(4), Then.SKIP);

        assertThat(skip.decide(Duration.ofMinutes(5)))
                .isEqualTo(new Decision.Missed("late by 5m, and late ones are skipped"));
    }

    @Test
    void a_frequent_schedule_loses_nothing_within_the_grace() {
        Timing timing = new Timing(new Every(Duration.ofSeconds(10)));

        assertThat(timing.decide(NINE, NINE.plusSeconds(45))).isEqualTo(FIRE);
    }

    @Test
    void a_person_has_the_same_offset_every_week() {
        Timing timing = new Timing(HOURLY, Late.DEFAULT, Duration.ofMinutes(10));

        assertThat(timing.offset("weekly-report", "ann@example.com"))
                .as("must never change: people would be mailed at other times")
                .isEqualTo(Duration.ofMillis(575595));
        assertThat(timing.offset("weekly-report", "ann@example.com"))
                .isNotEqualTo(timing.offset("monthly-report", "ann@example.com"));
        assertThat(new Timing(HOURLY).offset("weekly-report", "ann@example.com"))
                .isZero();
    }

    @Test
    void people_are_spread_evenly_over_the_window() {
        Spread spread = new Spread(Duration.ofMinutes(10));
        int[] minutes = new int[10];

        IntStream.range(0, 10_000)
                .forEach(i -> minutes[(int) spread.offset("n", "person-" + i).toMinutes()]++);

        assertThat(IntStream.of(minutes).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }
}
