package dev.tidings.schedule;

import static dev.tidings.schedule.Dst.Gap.END;
import static dev.tidings.schedule.Dst.Gap.SHIFT;
import static dev.tidings.schedule.Dst.Gap.SKIP;
import static dev.tidings.schedule.Dst.Overlap.BOTH;
import static dev.tidings.schedule.Dst.Overlap.FIRST;
import static dev.tidings.schedule.Dst.Overlap.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What happens on the days the clocks change; each line is checked by hand against the zone's
/// transitions.
class DaylightSavingTest {
    @Test
    void a_time_that_new_york_skips_fires_when_the_clocks_move() {
        assertThat(fires("30 2 * * *", "America/New_York", "2026-03-07T12:00-05:00", 2))
                .containsExactly("2026-03-08T03:00-04:00", "2026-03-09T02:30-04:00");
        assertThat(fires("30 2 * * *", "America/New_York", new Dst(SKIP, FIRST), "2026-03-07T12:00-05:00", 1))
                .containsExactly("2026-03-09T02:30-04:00");
        assertThat(fires("30 2 * * *", "America/New_York", new Dst(SHIFT, FIRST), "2026-03-07T12:00-05:00", 2))
                .containsExactly("2026-03-08T03:30-04:00", "2026-03-09T02:30-04:00");
    }

    @Test
    void a_time_that_new_york_repeats_fires_once() {
        assertThat(fires("30 1 * * *", "America/New_York", "2026-10-31T12:00-04:00", 2))
                .containsExactly("2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00");
        assertThat(fires("30 1 * * *", "America/New_York", new Dst(END, SECOND), "2026-10-31T12:00-04:00", 2))
                .containsExactly("2026-11-01T01:30-05:00", "2026-11-02T01:30-05:00");
        assertThat(fires("30 1 * * *", "America/New_York", new Dst(END, BOTH), "2026-10-31T12:00-04:00", 3))
                .containsExactly("2026-11-01T01:30-04:00", "2026-11-01T01:30-05:00", "2026-11-02T01:30-05:00");
    }

    @Test
    void a_late_search_within_the_repeated_hour_does_not_fire_again() {
        assertThat(fires("30 1 * * *", "America/New_York", "2026-11-01T01:30-04:00", 1))
                .containsExactly("2026-11-02T01:30-05:00");
        assertThat(fires("45 1 * * *", "America/New_York", "2026-11-01T01:10-05:00", 1))
                .containsExactly("2026-11-02T01:45-05:00");
    }

    @Test
    void hourly_rules_follow_the_clock_through_both_passes_and_over_the_gap() {
        assertThat(fires("0 * * * *", "America/New_York", "2026-11-01T00:30-04:00", 3))
                .containsExactly("2026-11-01T01:00-04:00", "2026-11-01T01:00-05:00", "2026-11-01T02:00-05:00");
        assertThat(fires("*/30 * * * *", "America/New_York", "2026-11-01T00:30-04:00", 4))
                .containsExactly(
                        "2026-11-01T01:00-04:00",
                        "2026-11-01T01:30-04:00",
                        "2026-11-01T01:00-05:00",
                        "2026-11-01T01:30-05:00");
        assertThat(fires("30 * * * *", "America/New_York", "2026-03-08T00:45-05:00", 2))
                .containsExactly("2026-03-08T01:30-05:00", "2026-03-08T03:30-04:00");
        assertThat(fires("0 */2 * * *", "America/New_York", "2026-03-08T00:30-05:00", 2))
                .as("not every hour, so the skipped 02:00 is made good")
                .containsExactly("2026-03-08T03:00-04:00", "2026-03-08T04:00-04:00");
    }

    @Test
    void quartz_expressions_keep_their_hourly_fires_when_an_hour_repeats() {
        Schedule hourly = Cron.parse("0 0 * * * ?", Dialect.QUARTZ, ZoneId.of("America/New_York"));

        assertThat(following(hourly, "2026-11-01T00:30-04:00", 2))
                .containsExactly("2026-11-01T01:00-04:00", "2026-11-01T01:00-05:00");
    }

    @Test
    void midnight_gaps_in_cairo_and_santiago_do_not_lose_the_day() {
        assertThat(fires("0 0 * * *", "Africa/Cairo", "2026-04-23T12:00+02:00", 2))
                .containsExactly("2026-04-24T01:00+03:00", "2026-04-25T00:00+03:00");
        assertThat(fires("0 0 * * *", "America/Santiago", "2026-09-05T12:00-04:00", 2))
                .containsExactly("2026-09-06T01:00-03:00", "2026-09-07T00:00-03:00");
        assertThat(fires("15 9 * * *", "Africa/Cairo", "2026-04-23T12:00+02:00", 1))
                .containsExactly("2026-04-24T09:15+03:00");
        assertThat(fires("30 23 * * *", "America/Santiago", "2026-04-04T12:00-03:00", 2))
                .containsExactly("2026-04-04T23:30-03:00", "2026-04-05T23:30-04:00");
    }

    @Test
    void half_an_hour_is_enough_in_lord_howe() {
        assertThat(fires("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T12:00+10:30", 2))
                .containsExactly("2026-10-04T02:30+11:00", "2026-10-05T02:15+11:00");
        assertThat(fires("15 2 * * *", "Australia/Lord_Howe", new Dst(SHIFT, FIRST), "2026-10-03T12:00+10:30", 1))
                .containsExactly("2026-10-04T02:45+11:00");
        assertThat(fires("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T12:00+11:00", 2))
                .containsExactly("2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30");
    }

    @Test
    void the_day_that_apia_skipped_has_no_fires_and_hangs_nothing() {
        assertThat(fires("0 9 * * *", "Pacific/Apia", "2011-12-29T00:00-10:00", 3))
                .containsExactly("2011-12-29T09:00-10:00", "2011-12-31T09:00+14:00", "2012-01-01T09:00+14:00");
        for (String expression : List.of("0 1 * * *", "0 13 * * FRI", "59 23 31 12 *", "45 1 * * SUN", "0 0 1 * *")) {
            assertThat(fires(expression, "Pacific/Apia", "2011-12-29T12:00-10:00", 1))
                    .hasSize(1);
        }
    }

    @Test
    void a_rule_that_only_ever_meets_the_gap_and_skips_it_never_fires() {
        Schedule gapOnly =
                Cron.parse("30 2 8-14 3 SUN#2", Dialect.TIDINGS, ZoneId.of("America/New_York"), new Dst(SKIP, FIRST));
        Schedule both =
                Cron.parse("0 30 2 ? 3 SUN#2", Dialect.QUARTZ, ZoneId.of("America/New_York"), new Dst(SKIP, FIRST));

        assertThat(gapOnly.next(Instant.parse("2026-01-01T00:00:00Z"))).isPresent();
        assertThat(both.next(Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
        assertThat(both.previous(Instant.parse("2026-01-01T00:00:00Z")))
                .as("before 2007 the clocks moved on other Sundays")
                .isPresent();
    }

    private static List<String> fires(String expression, String zone, String after, int count) {
        return fires(expression, zone, Dst.DEFAULT, after, count);
    }

    private static List<String> fires(String expression, String zone, Dst dst, String after, int count) {
        return following(Cron.parse(expression, Dialect.TIDINGS, ZoneId.of(zone), dst), after, count);
    }

    private static List<String> following(Schedule schedule, String after, int count) {
        Instant first = schedule.next(OffsetDateTime.parse(after).toInstant()).orElseThrow();
        ZoneId zone = ((Cron) schedule).zone();
        return Stream.iterate(first, each -> schedule.next(each).orElseThrow())
                .limit(count)
                .map(each -> OffsetDateTime.ofInstant(each, zone).toString())
                .toList();
    }
}
