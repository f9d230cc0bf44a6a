package dev.tidings.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    private final Timetable timetable = new Timetable();

    @Test
    void an_empty_timetable_wakes_nobody() {
        assertThat(timetable.wake()).isEmpty();
        assertThat(timetable.due(Instant.MAX)).isEmpty();
    }

    @Test
    void what_is_due_comes_in_order_and_stays_until_it_is_set_anew() {
        timetable.set("late", NINE.minusSeconds(60));
        timetable.set("future", NINE.plusSeconds(1));
        timetable.set("now", NINE);

        assertThat(timetable.due(NINE)).containsExactly(new Due("late", NINE.minusSeconds(60)), new Due("now", NINE));
        assertThat(timetable.due(NINE)).hasSize(2);

        timetable.set("late", NINE.plusSeconds(3600));
        timetable.remove("now");

        assertThat(timetable.due(NINE)).isEmpty();
        assertThat(timetable.wake()).contains(NINE.plusSeconds(1));
    }

    @Test
    void what_is_on_record_is_what_comes() {
        Timetable loaded = Timetable.of(Map.of("late", NINE.minusSeconds(7200), "next", NINE.plusSeconds(3600)));

        assertThat(loaded.due(NINE)).containsExactly(new Due("late", NINE.minusSeconds(7200)));
        assertThat(loaded.due(NINE.plusSeconds(3600))).hasSize(2);
    }

    @Test
    void ten_thousand_in_one_second_are_all_due() {
        IntStream.range(0, 10_000).forEach(i -> timetable.set("n" + i, NINE));

        timetable.due(NINE).forEach(due -> timetable.set(due.id(), NINE.plusSeconds(1)));

        assertThat(timetable.due(NINE)).isEmpty();
        assertThat(timetable.due(NINE.plusSeconds(1))).hasSize(10_000);
    }
}
