package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.run.Rehearsal.Line;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private final Scene scene = new Scene();

    @Test
    void a_plan_shows_no_more_lines_than_were_asked_for_and_counts_everyone() throws Exception {
        String[] mixed = {"no address", "ann@example.org", "none either", "bob@example.org"};
        PeopleSource source = new PeopleSource(List.of("line 9", "line 10"), mixed, mixed);
        scene.drawn("news");
        scene.sources = name -> Optional.of(source);

        Rehearsal.Plan plan = new Rehearsal(scene.setup()).plan(scene.notifications.get("news"), Scene.NINE, 3);

        assertThat(plan.lines()).hasSize(3);
        assertThat(plan.mails()).isEqualTo(2);
        assertThat(plan.leftOut()).isEqualTo(6);
    }

    @Test
    void where_there_is_room_unreadable_records_are_shown_up_to_the_limit() throws Exception {
        PeopleSource source = new PeopleSource(List.of("line 9", "line 10", "line 11"), new String[] {"a@b.cc"});
        scene.drawn("news");
        scene.sources = name -> Optional.of(source);

        Rehearsal.Plan plan = new Rehearsal(scene.setup()).plan(scene.notifications.get("news"), Scene.NINE, 3);

        assertThat(plan.lines())
                .hasSize(3)
                .filteredOn(Line.LeftOut.class::isInstance)
                .hasSize(2);
    }
}
