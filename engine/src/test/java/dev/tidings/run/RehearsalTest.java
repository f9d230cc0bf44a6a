package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Suppression;
import dev.tidings.mail.Address;
import dev.tidings.run.Rehearsal.Line;
import java.util.List;
import java.util.Map;
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

        Rehearsal.Plan plan = new Rehearsal(scene.setup(), Rehearsal.NotToMail.NOBODY)
                .plan(scene.notifications.get("news"), Scene.NINE, 3);

        assertThat(plan.lines()).hasSize(3);
        assertThat(plan.mails()).isEqualTo(2);
        assertThat(plan.leftOut()).isEqualTo(6);
    }

    @Test
    void where_there_is_room_unreadable_records_are_shown_up_to_the_limit() throws Exception {
        PeopleSource source = new PeopleSource(List.of("line 9", "line 10", "line 11"), new String[] {"a@b.cc"});
        scene.drawn("news");
        scene.sources = name -> Optional.of(source);

        Rehearsal.Plan plan = new Rehearsal(scene.setup(), Rehearsal.NotToMail.NOBODY)
                .plan(scene.notifications.get("news"), Scene.NINE, 3);

        assertThat(plan.lines())
                .hasSize(3)
                .filteredOn(Line.LeftOut.class::isInstance)
                .hasSize(2);
    }

    @Test
    void whoever_must_not_be_mailed_is_left_out_and_counted_apart() throws Exception {
        scene.drawn("news");
        scene.sources = name -> Optional.of(
                new PeopleSource(List.of(), new String[] {"ann@a.example", "ben@a.example", "Ann@a.example", "?"}));
        Suppression unsubscribed = new Suppression(
                Address.parse("ann@a.example"),
                Optional.of("news"),
                Suppression.Reason.UNSUBSCRIBED,
                new Suppression.Act("one-click", "the reader", ""),
                Scene.NINE,
                Optional.empty());

        Rehearsal.Plan plan = new Rehearsal(
                        scene.setup(),
                        (notification, _) ->
                                notification.equals("news") ? Map.of("ann@a.example", unsubscribed) : Map.of())
                .plan(scene.notifications.get("news"), Scene.NINE, 10);

        assertThat(plan.mails()).isEqualTo(1);
        assertThat(plan.suppressed()).isEqualTo(2);
        assertThat(plan.leftOut()).isEqualTo(1);
        assertThat(plan.lines())
                .filteredOn(Line.Suppressed.class::isInstance)
                .extracting(line -> ((Line.Suppressed) line).suppression().why())
                .containsOnly("unsubscribed on 2026-11-23");
    }
}
