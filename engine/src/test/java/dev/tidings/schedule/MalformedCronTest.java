package dev.tidings.schedule;

import static dev.tidings.schedule.Dialect.QUARTZ;
import static dev.tidings.schedule.Dialect.ROBFIG5;
import static dev.tidings.schedule.Dialect.SPRING;
import static dev.tidings.schedule.Dialect.TIDINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/// A mistake is told with its field, what was found, what is allowed, how to mend it, and where it
/// stands.
class MalformedCronTest {
    @Test
    void a_number_out_of_range_is_named_with_its_range() {
        assertMistake(TIDINGS, "60 * * * *", 0, "minute: \"60\" is not a minute: 0-59");
        assertMistake(TIDINGS, "0 24 * * *", 2, "hour: \"24\" is not an hour: hours go from 0 to 23. Midnight is 0");
        assertMistake(
                TIDINGS,
                "0 9 * * TUESDAY",
                8,
                "weekday: \"TUESDAY\" is not a weekday: 0-7 or SUN-SAT. Names have three letters: TUE");
        assertMistake(TIDINGS, "0 9 - * *", 4, "day of month: a value is missing: 1-31");
    }

    @Test
    void a_wrong_count_of_fields_tells_their_order() {
        assertMistake(
                TIDINGS,
                " 0 9 * *",
                1,
                "4 fields; 5 are expected: minute hour day-of-month month weekday, or 6 with seconds first");
        assertMistake(
                SPRING,
                "0 9 * * MON",
                0,
                "5 fields; Spring expects 6: second minute hour day-of-month month weekday. Put a 0 for the seconds in front");
        assertThat(mistake(TIDINGS, "0 0 9 ? * MON 2027")).hasMessageEndingWith("say dialect: quartz");
    }

    @Test
    void what_another_tool_would_mean_is_explained() {
        assertMistake(
                QUARTZ,
                "0 0 9 ? * 0",
                10,
                "weekday: \"0\" is not a weekday: 1-7 or SUN-SAT. Quartz counts SUN=1 to SAT=7");
        assertMistake(
                ROBFIG5, "0 9 * * 7", 8, "weekday: \"7\" is not a weekday: 0-6 or SUN-SAT. robfig counts Sunday as 0");
        assertThat(mistake(QUARTZ, "0 0 9 * * MON")).hasMessageContaining("in Quartz exactly one of the two is ?");
        assertThat(mistake(QUARTZ, "@daily")).hasMessageContaining("0 0 0 * * ?");
        assertThat(mistake(ROBFIG5, "0 9 L * *")).hasMessageContaining("dialect tidings does");
    }

    @Test
    void a_range_the_wrong_way_round_is_rewritten() {
        assertMistake(
                TIDINGS,
                "0 22-6 * * *",
                2,
                "hour: \"22-6\": a range goes upwards; to go round the end write 22-23,0-6");
        assertThat(mistake(SPRING, "0 0 9 * * FRI-MON")).hasMessageEndingWith("write FRI-SUN,MON");
    }

    @Test
    void zones_and_durations_are_checked_too() {
        assertThat(mistake(TIDINGS, "TZ=Asia/Shanghia 0 9 * * *"))
                .hasMessageStartingWith("\"Asia/Shanghia\" is not a time zone")
                .extracting(MalformedCron::offset)
                .isEqualTo(3);
        assertThat(mistake(TIDINGS, "TZ=UTC")).hasMessageStartingWith("there is no expression");
        assertThat(mistake(SPRING, "TZ=UTC 0 0 9 * * *")).hasMessageContaining("carry no zone");
        assertThat(mistake(TIDINGS, "@every 1d")).hasMessageContaining("a day is 24h");
        assertThat(mistake(TIDINGS, "@every 10ms")).hasMessageContaining("1s or more");
    }

    private static void assertMistake(Dialect dialect, String expression, int offset, String message) {
        MalformedCron mistake = mistake(dialect, expression);
        assertThat(mistake).hasMessage(message);
        assertThat(mistake.offset()).isEqualTo(offset);
    }

    private static MalformedCron mistake(Dialect dialect, String expression) {
        return catchThrowableOfType(MalformedCron.class, () -> Cron.parse(expression, dialect, ZoneOffset.UTC));
    }
}
