package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.tidings;
import static dev.tidings.server.cli.Typed.withInput;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.server.answer.Json;
import org.junit.jupiter.api.Test;

class NextTest {
    @Test
    void an_expression_is_said_in_words_with_its_next_times_in_its_zone_and_utc() {
        Typed typed = tidings("next", "--cron", "0 9 * * MON", "--zone", "Asia/Shanghai", "-n", "2");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).isEqualToNormalizingNewlines("""
                Every Monday at 09:00 (Asia/Shanghai)
                  Mon 2026-11-30 09:00:00 +08:00  (2026-11-30T01:00:00Z)
                  Mon 2026-12-07 09:00:00 +08:00  (2026-12-07T01:00:00Z)
                """);
    }

    @Test
    void utc_is_not_said_twice() {
        assertThat(tidings("next", "--cron", "0 9 * * *", "-n", "1").out())
                .contains("  Mon 2026-11-23 09:00:00 UTC\n")
                .doesNotContain("(2026");
    }

    @Test
    void times_begin_where_they_are_asked_to() {
        Typed typed = tidings(
                "next", "--cron", "0 0 9 ? * 2#1", "--dialect", "quartz", "--from", "2027-01-01", "-n", "1", "--json");

        assertThat(Json.MAPPER.readTree(typed.out()).at("/next/0/at").asString())
                .isEqualTo("2027-01-04T09:00:00Z");
    }

    @Test
    void a_zone_in_the_expression_is_the_one_that_is_shown() {
        assertThat(tidings("next", "--cron", "TZ=Asia/Tokyo 0 9 * * *", "-n", "1")
                        .out())
                .contains("09:00:00 +09:00");
    }

    @Test
    void what_never_comes_is_called_so() {
        Typed typed = tidings("next", "--cron", "0 0 30 2 *");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).startsWith("Never").contains("never after");
    }

    @Test
    void a_mistake_is_pointed_at() {
        Typed typed = tidings("next", "--cron", "0 9 * * MOX");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(tidings("next", "--cron", "0 9 * * *", "--zone", "Mars").exit())
                .isEqualTo(2);
        assertThat(typed.err()).contains("MOX").contains("\n    0 9 * * MOX\n            ^\n");
    }

    @Test
    void unusable_words_are_refused_with_what_would_be_right() {
        assertThat(tidings("next").exit()).isEqualTo(2);
        assertThat(tidings("next", "standup", "--cron", "0 9 * * *").exit()).isEqualTo(2);
        assertThat(tidings("next", "--cron", "0 9 * * *", "--zone", "Asia/Shanghia")
                        .err())
                .contains("\"Asia/Shanghia\" is not a time zone");
        assertThat(tidings("next", "--cron", "0 9 * * *", "--from", "tomorrow").err())
                .contains("\"tomorrow\" is not a time");
        assertThat(tidings("next", "--cron", "0 9 * * *", "-n", "0").err()).contains("1 to 1000");
        assertThat(tidings("next", "--cron", "0 9 * * *", "--dialect", "vixie").exit())
                .isEqualTo(2);
    }

    @Test
    void lines_are_answered_one_by_one_whatever_is_wrong_with_one_of_them() {
        String lines = """
                spring\tUTC\t2026-11-23T00:00:00Z\t0 0 9 * * MON
                robfig5\tAsia/Shanghai\t2026-11-23T08:00:00+08:00\t0 9 * * *
                robfig5\tUTC\t2026-11-23T00:00:00Z\t0 0 30 2 *
                vixie\tUTC\t2026-11-23T00:00:00Z\t0 9 * * *
                robfig5\tNowhere/Town\t2026-11-23T00:00:00Z\t0 9 * * *
                robfig5\tUTC\tnoon\t0 9 * * *
                robfig5\tUTC\t2026-11-23T00:00:00Z\t61 9 * * *
                what is this

                robfig5\tUTC\t2026-11-23T00:00:30.5Z\t@every 90s
                """;

        Typed typed = withInput(lines, "next", "--cron", "-");

        assertThat(typed.exit()).isZero();
        assertThat(typed.err()).isEmpty();
        assertThat(typed.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("2026-11-23T09:00:00Z"),
                        line -> assertThat(line).isEqualTo("2026-11-23T01:00:00Z"),
                        line -> assertThat(line).isEqualTo("never"),
                        line -> assertThat(line).isEqualTo("error: \"vixie\" is not a dialect"),
                        line -> assertThat(line).startsWith("error: ").contains("Nowhere/Town"),
                        line -> assertThat(line).startsWith("error: ").contains("noon"),
                        line -> assertThat(line).startsWith("error: ").contains("61"),
                        line -> assertThat(line).startsWith("error: write dialect, zone, from and expression"),
                        line -> assertThat(line).isEqualTo("2026-11-23T00:02:00Z"));
    }

    @Test
    void a_line_without_end_is_an_error_and_the_next_one_is_answered() {
        String good = "spring\tUTC\t2026-11-23T00:00:00Z\t0 0 9 * * MON\n";

        Typed typed = withInput("x".repeat(10_000_000) + "\n" + good, "next", "--cron", "-");

        assertThat(typed.out().lines())
                .containsExactly("error: a line has at most 10,000 characters", "2026-11-23T09:00:00Z");
    }

    @Test
    void what_a_terminal_would_obey_is_not_repeated_to_it() {
        Typed typed = withInput("\u001b[31m\tUTC\t2026-11-23T00:00:00Z\tx\n", "next", "--cron", "-");

        assertThat(typed.out()).isEqualToNormalizingNewlines("error: \"?[31m\" is not a dialect\n");
    }
}
