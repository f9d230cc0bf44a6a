package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places = new Places();
    private long ids;

    @Test
    void sources_take_turns() {
        Occurrence first = queued("crm");
        Occurrence second = queued("crm");
        Occurrence other = queued("web");

        assertThat(drawing()).containsExactly(first, other, second);
    }

    @Test
    void many_sources_that_hang_leave_the_places_at_home_free() {
        for (int each = 0; each < 2 * Places.OF_SOURCES; each++) {
            queued("source " + each);
        }
        assertThat(drawing()).hasSize(Places.OF_SOURCES);

        Occurrence list = queued(Places.HOME);

        assertThat(drawing()).containsExactly(list);
    }

    @Test
    void whoever_was_tried_stands_behind_those_who_were_not() {
        Occurrence tried = occurrence();
        places.queue("crm", tried, true);
        Occurrence fresh = queued("crm");

        assertThat(drawing()).containsExactly(fresh, tried);
    }

    @Test
    void one_who_is_here_already_is_not_here_twice() {
        Occurrence once = queued("crm");

        assertThat(places.queue("crm", once, false)).isTrue();
        assertThat(drawing()).containsExactly(once);
        assertThat(places.queue("crm", once, false)).isTrue();
        assertThat(drawing()).isEmpty();
    }

    @Test
    void whoever_left_may_come_again() {
        Occurrence once = queued("crm");
        places.leave(places.next().orElseThrow());

        places.queue("crm", once, true);

        assertThat(drawing()).containsExactly(once);
    }

    @Test
    void a_source_for_which_too_many_wait_takes_no_more() {
        for (int each = 0; each < Places.WAITING_MAX; each++) {
            queued("crm");
        }

        assertThat(places.queue("crm", occurrence(), false)).isFalse();
        assertThat(places.queue("web", occurrence(), false)).isTrue();
        assertThat(places.room()).isPositive();
    }

    @Test
    void no_more_are_taken_while_many_wait_at_home() {
        for (int each = 0; each < Places.WAITING_MAX; each++) {
            queued(Places.HOME);
        }

        assertThat(places.room()).isZero();
    }

    private List<Occurrence> drawing() {
        List<Occurrence> drawing = new ArrayList<>();
        for (var next = places.next(); next.isPresent(); next = places.next()) {
            drawing.add(next.get().occurrence());
        }
        return drawing;
    }

    private Occurrence queued(String source) {
        Occurrence occurrence = occurrence();
        places.queue(source, occurrence, false);
        return occurrence;
    }

    private Occurrence occurrence() {
        long id = ++ids;
        Instant due = Scene.NINE.plusMillis(id);
        return new Occurrence(
                id,
                new Occurrence.Key("news", due, Cause.API),
                Stage.LOG,
                new Revision("1".repeat(64)),
                new Occurrence.Period(due, due),
                due,
                Optional.empty());
    }
}
