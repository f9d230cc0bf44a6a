package dev.tidings.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchedulesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant ONE = Instant.parse("2026-11-23T13:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_period_stays_on_its_anchor_on_both_sides() {
        Every hourly = new Every(HOUR, NOON.plusMillis(250));

        assertThat(hourly.next(NOON)).contains(NOON.plusMillis(250));
        assertThat(hourly.next(NOON.plusMillis(250))).contains(ONE.plusMillis(250));
        assertThat(hourly.next(NOON.minus(Duration.ofDays(9))))
                .contains(NOON.minus(Duration.ofDays(9)).plusMillis(250));
        assertThat(hourly.previous(NOON.plusMillis(250)))
                .contains(NOON.minus(HOUR).plusMillis(250));
        assertThat(hourly.previous(NOON.plusMillis(251))).contains(NOON.plusMillis(250));
    }

    @Test
    void a_period_is_whole_seconds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Every(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Every(Duration.ofMillis(1500)));
    }

    @Test
    void single_instants_come_in_order_and_then_no_more() {
        At at = new At(ONE, NOON, NOON);

        assertThat(at.instants()).containsExactly(NOON, ONE);
        assertThat(at.next(Instant.EPOCH)).contains(NOON);
        assertThat(at.next(NOON)).contains(ONE);
        assertThat(at.next(ONE)).isEmpty();
        assertThat(at.previous(ONE)).contains(NOON);
        assertThat(at.previous(NOON)).isEmpty();
        assertThat(at.previous(NOON.plusSeconds(1))).contains(NOON);
    }

    @Test
    void several_schedules_give_a_shared_instant_once() {
        Several both = new Several(new At(NOON, ONE), new Every(HOUR), cron("30 * * * *"));

        assertThat(both.next(NOON.minusSeconds(1))).contains(NOON);
        assertThat(both.next(NOON)).contains(NOON.plus(Duration.ofMinutes(30)));
        assertThat(both.next(NOON.plus(Duration.ofMinutes(30)))).contains(ONE);
        assertThat(both.previous(ONE)).contains(NOON.plus(Duration.ofMinutes(30)));
        assertThat(both.impossible()).isFalse();
        assertThat(new Several(List.of(cron("0 0 30 2 *"))).impossible()).isTrue();
    }

    @Test
    void excluded_days_are_silent_in_their_own_zone() {
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        Excluding working = new Excluding(
                new Every(HOUR), Set.of(LocalDate.parse("2026-11-23"), LocalDate.parse("2026-11-24")), tokyo);

        assertThat(working.next(Instant.parse("2026-11-22T14:00:00Z"))).contains(Instant.parse("2026-11-24T15:00:00Z"));
        assertThat(working.previous(Instant.parse("2026-11-24T15:00:00Z")))
                .contains(Instant.parse("2026-11-22T14:00:00Z"));
        assertThat(new Excluding(new At(NOON), Set.of(LocalDate.parse("2026-11-23")), tokyo).next(Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void an_excluded_day_that_comes_twice_over_midnight_hangs_nothing() {
        ZoneId havana = ZoneId.of("America/Havana");
        ZoneId santiago = ZoneId.of("America/Santiago");
        for (ZoneId zone : List.of(havana, santiago, ZoneId.of("America/St_Johns"), ZoneId.of("Pacific/Apia"))) {
            Set<LocalDate> year = Set.copyOf(LocalDate.parse("2010-01-01")
                    .datesUntil(LocalDate.parse("2012-01-01"))
                    .toList());
            Excluding silent = new Excluding(new Every(Duration.ofMinutes(1)), year, zone);

            Instant after = silent.next(Instant.parse("2010-06-01T00:00:00Z")).orElseThrow();
            Instant before =
                    silent.previous(Instant.parse("2010-06-01T00:00:00Z")).orElseThrow();

            assertThat(after)
                    .isEqualTo(LocalDate.parse("2012-01-01").atStartOfDay(zone).toInstant());
            assertThat(before)
                    .isEqualTo(LocalDate.parse("2010-01-01")
                            .atStartOfDay(zone)
                            .toInstant()
                            .minusSeconds(60));
        }
    }

    private static Schedule cron(String expression) {
        return Cron.parse(expression, Dialect.TIDINGS, ZoneOffset.UTC);
    }
}
