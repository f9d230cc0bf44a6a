package dev.tidings.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InWordsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant CHRISTMAS_EVE = Instant.parse("2026-12-24T09:00:00Z");

    @Test
    void days_come_before_a_few_fixed_times() {
        assertSaid("0 9 * * MON", "Every Monday at 09:00");
        assertSaid("45 8 * * MON-FRI", "Monday to Friday at 08:45");
        assertSaid("0 9,17 * * *", "Every day at 09:00 and 17:00");
        assertSaid("30 0 9 * * SAT,SUN", "Every Saturday and Sunday at 09:00:30");
        assertSaid("0 9 * * FRI-MON", "Friday to Monday at 09:00");
        assertSaid("0 0 1 1,7 *", "On the 1st of January and July at 00:00");
        assertSaid("0 9 13 * FRI", "On the 13th of every month, or every Friday, at 09:00");
        assertSaid("0 9 */2 * *", "On every 2nd day from the 1st of every month at 09:00");
        assertSaid("0 9 * JAN-MAR,OCT *", "Every day in January to March and October at 09:00");
    }

    @Test
    void rules_for_days_are_spelled_out() {
        assertSaid("0 18 L * *", "On the last day of every month at 18:00");
        assertSaid("0 18 LW * *", "On the last working day of every month at 18:00");
        assertSaid("0 18 L-3 * *", "On the 3rd day before the last of every month at 18:00");
        assertSaid("0 9 15W * *", "On the working day nearest to the 15th of every month at 09:00");
        assertSaid("0 9 * 3 MON#1", "On the first Monday of March at 09:00");
        assertSaid("0 9 * * FRIL", "On the last Friday of every month at 09:00");
    }

    @Test
    void intervals_come_before_their_days() {
        assertSaid("* * * * *", "Every minute");
        assertSaid("*/5 * * * *", "Every 5 minutes");
        assertSaid("0 30 * * * *", "Every hour at minute 30");
        assertSaid("0 */2 * * *", "Every 2 hours");
        assertSaid("*/15 9-17 * * MON-FRI", "Every 15 minutes from 09:00 to 17:45, Monday to Friday");
        assertSaid("7,37 1-3,9 * * *", "Every hour at minutes 7 and 37 in hours 1 to 3 and 9");
        assertSaid("*/10 * * * * *", "Every 10 seconds");
    }

    @Test
    void other_schedules_say_themselves_too() {
        Schedule daily = new Every(Duration.ofHours(24));

        assertThat(daily.inWords()).isEqualTo("Every 24 hours");
        assertThat(new Every(Duration.ofSeconds(90), CHRISTMAS_EVE).inWords())
                .isEqualTo("Every 90 seconds, counted from 2026-12-24 at 09:00 UTC");
        assertThat(new At(CHRISTMAS_EVE).inWords()).isEqualTo("Once, on 2026-12-24 at 09:00 UTC");
        assertThat(new Several(daily, new At(CHRISTMAS_EVE)).inWords())
                .isEqualTo("Every 24 hours; Once, on 2026-12-24 at 09:00 UTC");
        assertThat(new Excluding(daily, Set.of(LocalDate.parse("2026-12-25"), LocalDate.parse("2026-12-26")), SHANGHAI)
                        .inWords())
                .isEqualTo("Every 24 hours, except on 2026-12-25 and 2026-12-26");
    }

    private static void assertSaid(String expression, String words) {
        assertThat(Cron.parse(expression, Dialect.TIDINGS, SHANGHAI).inWords()).isEqualTo(words + " (Asia/Shanghai)");
    }
}
