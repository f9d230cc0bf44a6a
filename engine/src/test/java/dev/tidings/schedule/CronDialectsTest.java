package dev.tidings.schedule;

import static dev.tidings.schedule.Dialect.QUARTZ;
import static dev.tidings.schedule.Dialect.ROBFIG5;
import static dev.tidings.schedule.Dialect.SPRING;
import static dev.tidings.schedule.Dialect.TIDINGS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What an expression means, and that it means other days in other dialects. 2026-01-01 is a Thursday.
class CronDialectsTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void five_fields_begin_with_minutes_and_six_with_seconds() {
        assertThat(fires("30 * * * *", TIDINGS, 2)).containsExactly("2026-01-01T00:30", "2026-01-01T01:30");
        assertThat(fires("0 30 * * * *", TIDINGS, 2)).containsExactly("2026-01-01T00:30", "2026-01-01T01:30");
        assertThat(fires("*/30 0 0 * * *", TIDINGS, 2)).containsExactly("2026-01-01T00:00:30", "2026-01-02T00:00");
    }

    @Test
    void two_restricted_day_fields_mean_either_in_tidings_and_both_in_spring() {
        assertThat(fires("0 9 13 * FRI", TIDINGS, 3))
                .containsExactly("2026-01-02T09:00", "2026-01-09T09:00", "2026-01-13T09:00");
        assertThat(fires("0 0 9 13 * FRI", SPRING, 2)).containsExactly("2026-02-13T09:00", "2026-03-13T09:00");
        assertThat(fires("0 9 */2 * MON", TIDINGS, 4))
                .as("a step restricts")
                .containsExactly("2026-01-01T09:00", "2026-01-03T09:00", "2026-01-05T09:00", "2026-01-07T09:00");
        assertThat(fires("0 9 */1 * MON", TIDINGS, 1)).containsExactly("2026-01-05T09:00");
    }

    @Test
    void the_same_weekday_number_is_another_day_in_quartz() {
        assertThat(fires("0 9 * * 1", TIDINGS, 1)).as("Monday").containsExactly("2026-01-05T09:00");
        assertThat(fires("0 0 9 ? * 1", QUARTZ, 1)).as("Sunday").containsExactly("2026-01-04T09:00");
        assertThat(fires("0 9 * * 7", TIDINGS, 1)).as("Sunday").containsExactly("2026-01-04T09:00");
        assertThat(fires("0 0 9 ? * L", QUARTZ, 1)).as("Saturday").containsExactly("2026-01-03T09:00");
        assertThat(fires("0 0 9 ? * 6L", QUARTZ, 1)).as("last Friday").containsExactly("2026-01-30T09:00");
    }

    @Test
    void open_weekday_steps_begin_where_the_dialect_begins_its_week() {
        assertThat(fires("0 9 * * */2", TIDINGS, 4))
                .as("Thursday, Saturday, Sunday, Tuesday")
                .containsExactly("2026-01-01T09:00", "2026-01-03T09:00", "2026-01-04T09:00", "2026-01-06T09:00");
        assertThat(fires("0 0 9 * * */2", SPRING, 4))
                .as("Friday, Sunday, Monday, Wednesday")
                .containsExactly("2026-01-02T09:00", "2026-01-04T09:00", "2026-01-05T09:00", "2026-01-07T09:00");
    }

    @Test
    void ranges_go_round_the_end_in_quartz_and_for_names_in_tidings() {
        assertThat(fires("0 9 * * FRI-MON", TIDINGS, 4))
                .containsExactly("2026-01-02T09:00", "2026-01-03T09:00", "2026-01-04T09:00", "2026-01-05T09:00");
        assertThat(fires("0 9 1 NOV-FEB *", TIDINGS, 4))
                .containsExactly("2026-01-01T09:00", "2026-02-01T09:00", "2026-11-01T09:00", "2026-12-01T09:00");
        assertThat(fires("0 0 22-2/2 * * ?", QUARTZ, 3))
                .containsExactly("2026-01-01T02:00", "2026-01-01T22:00", "2026-01-02T00:00");
        assertThat(fires("0 9 * * SAT-SUN", TIDINGS, 2)).containsExactly("2026-01-03T09:00", "2026-01-04T09:00");
        assertThat(fires("0 0 9 * * SAT-SUN", SPRING, 2)).containsExactly("2026-01-03T09:00", "2026-01-04T09:00");
        assertThat(fires("0 9 * * 6-7", TIDINGS, 2)).containsExactly("2026-01-03T09:00", "2026-01-04T09:00");
    }

    @Test
    void rules_for_days_know_their_month() {
        assertThat(fires("0 18 L * *", TIDINGS, 2)).containsExactly("2026-01-31T18:00", "2026-02-28T18:00");
        assertThat(fires("0 18 LW * *", TIDINGS, 2)).containsExactly("2026-01-30T18:00", "2026-02-27T18:00");
        assertThat(fires("0 18 L-29 * *", TIDINGS, 2))
                .as("not in February")
                .containsExactly("2026-01-02T18:00", "2026-03-02T18:00");
        assertThat(fires("0 18 31W * *", TIDINGS, 3))
                .as("the last of May is a Sunday")
                .containsExactly("2026-01-30T18:00", "2026-03-31T18:00", "2026-05-29T18:00");
        assertThat(fires("0 18 * * mon#5", TIDINGS, 2)).containsExactly("2026-03-30T18:00", "2026-06-29T18:00");
        assertThat(fires("0 18 * * fril", TIDINGS, 2)).containsExactly("2026-01-30T18:00", "2026-02-27T18:00");
    }

    @Test
    void rare_days_are_found_however_far_they_are() {
        assertThat(from("2096-03-01T00:00:00Z", "0 0 29 2 *")).isEqualTo("2104-02-29T00:00:00Z");
        assertThat(from("2026-01-01T00:00:00Z", "0 0 * 2 MON#5")).isEqualTo("2044-02-29T00:00:00Z");
        assertThat(from("2072-03-01T00:00:00Z", "0 0 * 2 MON#5")).isEqualTo("2112-02-29T00:00:00Z");
        assertThat(Cron.parse("0 0 0 29 2 MON", SPRING, ZoneOffset.UTC).previous(NEW_YEAR))
                .contains(Instant.parse("2016-02-29T00:00:00Z"));
    }

    @Test
    void what_can_never_come_is_known_to_be_impossible() {
        for (String never : List.of("0 0 30 2 *", "0 0 31 4,6,9,11 *", ", * * * *", "0 0 L-30 2 *", "0 , * * *")) {
            Schedule schedule = Cron.parse(never, TIDINGS, ZoneOffset.UTC);
            assertThat(schedule.impossible()).as(never).isTrue();
            assertThat(schedule.next(NEW_YEAR)).as(never).isEmpty();
            assertThat(schedule.previous(NEW_YEAR)).as(never).isEmpty();
            assertThat(schedule.inWords()).startsWith("Never");
        }
        assertThat(Cron.parse("0 0 0 29 2 ? 2027", QUARTZ, ZoneOffset.UTC).impossible())
                .isTrue();
        assertThat(Cron.parse("0 0 0 29 2 ? 2028", QUARTZ, ZoneOffset.UTC).impossible())
                .isFalse();
    }

    @Test
    void an_expression_may_bring_its_own_zone() {
        Schedule schedule = Cron.parse("CRON_TZ=Asia/Shanghai 0 9 * * MON", TIDINGS, ZoneOffset.UTC);

        assertThat(schedule.next(NEW_YEAR)).contains(Instant.parse("2026-01-05T01:00:00Z"));
        assertThat(((Cron) schedule).zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    }

    @Test
    void every_is_a_period_and_robfig_rounds_it() {
        assertThat(Cron.parse("@every 1h30m", TIDINGS, ZoneOffset.UTC)).isEqualTo(new Every(Duration.ofMinutes(90)));
        assertThat(Cron.parse("@every 1.5h", TIDINGS, ZoneOffset.UTC)).isEqualTo(new Every(Duration.ofMinutes(90)));
        assertThat(Cron.parse("@every -5m", ROBFIG5, ZoneOffset.UTC)).isEqualTo(new Every(Duration.ofSeconds(1)));
    }

    @Test
    void nicknames_are_read_in_any_case() {
        assertThat(fires("@Weekly", TIDINGS, 1)).containsExactly("2026-01-04T00:00");
        assertThat(fires("@yearly", SPRING, 1)).containsExactly("2027-01-01T00:00");
    }

    private static List<String> fires(String expression, Dialect dialect, int count) {
        Schedule schedule = Cron.parse(expression, dialect, ZoneOffset.UTC);
        return Stream.iterate(
                        schedule.next(NEW_YEAR).orElseThrow(),
                        each -> schedule.next(each).orElseThrow())
                .limit(count)
                .map(each -> LocalDateTime.ofInstant(each, ZoneOffset.UTC).toString())
                .toList();
    }

    private static String from(String from, String expression) {
        return Cron.parse(expression, TIDINGS, ZoneOffset.UTC)
                .next(Instant.parse(from))
                .orElseThrow()
                .toString();
    }
}
