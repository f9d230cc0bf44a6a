package dev.tidings.run;

import static dev.tidings.run.Scene.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.event.Event;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.schedule.At;
import dev.tidings.schedule.Every;
import dev.tidings.schedule.Excluding;
import dev.tidings.schedule.Late;
import dev.tidings.schedule.Timing;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TickerTest {
    private static final Timing HOURLY = new Timing(new Every(Duration.ofHours(1)));

    private final Scene scene = new Scene();

    @Test
    void nothing_fires_before_its_instant_and_once_at_it() {
        scene.notification("hourly", HOURLY, "ann@example.org");
        scene.ticker.adopt(scene.workspace(), true);

        assertThat(scene.ticker.round()).isZero();
        assertThat(scene.ticker.pause(Duration.ofDays(1))).isEqualTo(Duration.ofHours(1));
        scene.clock.pass(Duration.ofHours(1));
        assertThat(scene.ticker.round()).isEqualTo(1);
        assertThat(scene.ticker.round()).isZero();
        assertThat(scene.occurrences())
                .extracting(each -> each.occurrence().due())
                .containsExactly(at(10));
    }

    /// It would fire it with a revision that others have left behind.
    @Test
    void an_instant_is_left_for_a_while_to_a_node_that_runs_something_newer() {
        Set<String> behind = new HashSet<>(Set.of("hourly"));
        Ticker ticker = new Ticker(scene.stores(runningOlder(behind)), scene.events::add, scene.clock);
        scene.notification("hourly", HOURLY, "ann@example.org");
        scene.notification("daily", new Timing(new Every(Duration.ofHours(1))), "ann@example.org");
        ticker.adopt(scene.workspace(), true);
        scene.clock.pass(Duration.ofHours(1));

        assertThat(ticker.round()).isEqualTo(1);
        assertThat(ticker.round()).isZero();
        assertThat(ticker.pause(Duration.ofSeconds(1))).isBetween(Duration.ofMillis(100), Duration.ofSeconds(1));
        assertThat(scene.occurrences())
                .extracting(each -> each.occurrence().notification())
                .containsExactly("daily");

        scene.clock.pass(Duration.ofSeconds(10));
        assertThat(ticker.round()).as("nobody has fired it").isEqualTo(1);
        behind.clear();
        scene.clock.pass(Duration.ofHours(1).minusSeconds(10));
        assertThat(ticker.round()).isEqualTo(2);
    }

    /// Files reach nodes one after the other, and a node may start again with last week's.
    @Test
    void a_node_that_is_behind_leaves_the_agenda_to_those_who_are_not() {
        Ticker older = new Ticker(
                scene.stores(runningOlder(new HashSet<>(Set.of("report", "new")))), scene.events::add, scene.clock);
        scene.notification("report", new Timing(new Every(Duration.ofHours(2))), "a@b.cc");
        scene.notification("new", HOURLY, "a@b.cc");
        scene.ticker.adopt(scene.workspace(), true);
        scene.notifications.remove("new");
        scene.notification("report", new Timing(new Every(Duration.ofHours(5))), "a@b.cc");

        older.adopt(scene.workspace(), true);

        assertThat(scene.ledger.agenda()).containsOnlyKeys("report", "new").containsEntry("new", at(10));
        scene.clock.pass(Duration.ofHours(1));
        assertThat(scene.ticker.round()).as("both run to their own schedule").isEqualTo(2);
    }

    @Test
    void an_agenda_that_nobody_keeps_any_more_is_planned_anew_from_the_first_instant_that_nobody_fired() {
        Set<String> behind = new HashSet<>(Set.of("report"));
        Ticker older = new Ticker(scene.stores(runningOlder(behind)), scene.events::add, scene.clock);
        scene.notification("report", new Timing(new Every(Duration.ofMinutes(90))), "a@b.cc");
        scene.ticker.adopt(scene.workspace(), true);
        scene.notification("report", HOURLY, "a@b.cc");
        older.adopt(scene.workspace(), true);

        scene.clock.pass(Duration.ofMinutes(61));
        older.round();
        assertThat(scene.occurrences()).as("the newer schedule holds").isEmpty();
        behind.clear();
        scene.clock.pass(Duration.ofHours(1));
        older.round();
        older.round();

        assertThat(scene.occurrences())
                .extracting(each -> each.occurrence().due())
                .containsExactly(at(11));
        assertThat(scene.ledger.agenda()).containsEntry("report", at(12));
    }

    @Test
    void who_comes_second_goes_on_from_where_the_first_is() {
        Ticker other = new Ticker(scene.stores(scene.ledger), scene.events::add, scene.clock);
        scene.notification("hourly", HOURLY, "a@b.cc");
        scene.ticker.adopt(scene.workspace(), true);
        other.adopt(scene.workspace(), true);
        for (int hour = 10; hour < 14; hour++) {
            scene.clock.pass(Duration.ofHours(1));
            (hour % 2 == 0 ? scene.ticker : other).round();
            (hour % 2 == 0 ? other : scene.ticker).round();
        }

        assertThat(scene.occurrences())
                .extracting(each -> each.occurrence().due())
                .containsExactly(at(10), at(11), at(12), at(13));
        assertThat(other.round() + scene.ticker.round()).isZero();
    }

    private Ledger runningOlder(Set<String> behind) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(),
                new Class<?>[] {Ledger.class},
                (_, method, arguments) ->
                        method.getName().equals("behind") ? behind : method.invoke(scene.ledger, arguments));
    }

    @Test
    void after_downtime_each_missed_instant_is_decided_and_on_record() {
        scene.notification("hourly", HOURLY, "ann@example.org");
        scene.ticker.adopt(scene.workspace(), true);
        scene.clock.pass(Duration.ofMinutes(4 * 60 + 30));
        scene.ticker.adopt(scene.workspace(), true);

        scene.ticker.round();

        assertThat(scene.occurrences())
                .extracting(OccurrenceRecord::standing)
                .containsExactly(Standing.MISSED, Standing.MISSED, Standing.MISSED, Standing.DUE);
        assertThat(scene.occurrences().getFirst().why()).isEqualTo("superseded by " + at(11));
        assertThat(scene.heard(Event.Missed.class))
                .containsExactly(new Event.Missed("hourly", false, at(10), at(12), 3, "superseded by " + at(13)));
        assertThat(scene.heard(Event.Fired.class))
                .extracting(Event.Fired::late)
                .containsExactly(Duration.ofMinutes(30));
    }

    @Test
    void what_is_stopped_is_on_record_as_skipped_until_it_goes_on() {
        scene.notification("hourly", HOURLY, "a@b.cc");
        scene.ticker.adopt(scene.workspace(), true);
        scene.ledger.stop("hourly", "bounces > 5%: 6 of the last 100 mails");

        scene.clock.pass(Duration.ofHours(1));
        scene.ticker.round();
        scene.ledger.goOn("hourly");
        scene.clock.pass(Duration.ofHours(1));
        scene.ticker.round();

        assertThat(scene.occurrences())
                .extracting(OccurrenceRecord::standing)
                .containsExactly(Standing.SKIPPED, Standing.DUE);
        assertThat(scene.occurrences().getFirst().why()).isEqualTo("stopped: bounces > 5%: 6 of the last 100 mails");
        assertThat(scene.heard(Event.Missed.class))
                .extracting(Event.Missed::word)
                .containsExactly("skipped");
    }

    @Test
    void too_late_is_missed_with_the_reason() {
        Late atMostAnHour = new Late(Duration.ofHours(1), Late.Then.ONCE);
        scene.notification(
                "daily", new Timing(new Every(Duration.ofDays(1), NINE), atMostAnHour, Duration.ZERO), "a@b.cc");
        scene.ticker.adopt(scene.workspace(), true);
        scene.clock.pass(Duration.ofHours(26));

        scene.ticker.round();

        assertThat(scene.occurrences()).extracting(OccurrenceRecord::why).containsExactly("late by 2h, allowed 1h");
    }

    @Test
    void a_long_downtime_of_one_does_not_hold_up_the_others() {
        scene.notification("busy", new Timing(new Every(Duration.ofSeconds(1))), "a@b.cc");
        scene.notification("calm", HOURLY, "a@b.cc");
        scene.ticker.adopt(scene.workspace(), true);
        scene.clock.pass(Duration.ofHours(1));

        scene.ticker.round();

        assertThat(scene.heard(Event.Fired.class))
                .extracting(each -> each.occurrence().notification())
                .contains("calm");
        while (scene.ticker.round() > 0) {
            // the rest of the busy one
        }
        assertThat(scene.ledger.agenda().get("busy")).isEqualTo(NINE.plusSeconds(3601));
    }

    @Test
    void an_instant_on_record_survives_a_restart_and_a_changed_schedule_gets_a_new_one() {
        scene.notification("report", HOURLY, "a@b.cc");
        scene.ticker.adopt(scene.workspace(), true);
        scene.clock.pass(Duration.ofMinutes(90));

        scene.notification("report", new Timing(new Every(Duration.ofDays(1))), "a@b.cc");
        scene.ticker.adopt(scene.workspace(), true);

        assertThat(scene.ticker.round()).isZero();
        assertThat(scene.ledger.agenda()).containsEntry("report", Instant.parse("2026-11-24T00:00:00Z"));
    }

    @Test
    void a_withdrawn_instant_does_not_fire() {
        At christmas = new At(at(10));
        scene.notification("greeting", new Timing(christmas), "a@b.cc");
        scene.ticker.adopt(scene.workspace(), true);
        Excluding withdrawn = new Excluding(christmas, Set.of(LocalDate.of(2026, 11, 23)), ZoneOffset.UTC);
        scene.notification("greeting", new Timing(withdrawn), "a@b.cc");

        scene.ticker.adopt(scene.workspace(), true);
        scene.clock.pass(Duration.ofHours(2));

        assertThat(scene.ticker.round()).isZero();
        assertThat(scene.occurrences()).isEmpty();
        assertThat(scene.ledger.agenda()).isEmpty();
    }

    @Test
    void who_is_gone_leaves_the_agenda_unless_their_file_only_has_a_problem() {
        scene.notification("report", HOURLY, "a@b.cc");
        scene.ticker.adopt(scene.workspace(), true);
        scene.notifications.clear();

        scene.ticker.adopt(scene.workspace(), false);
        assertThat(scene.ledger.agenda()).containsKey("report");
        scene.ticker.adopt(scene.workspace(), true);
        assertThat(scene.ledger.agenda()).isEmpty();
    }

    @Test
    void ten_thousand_due_in_one_second_all_fire() {
        for (int each = 0; each < 10_000; each++) {
            scene.notification("n" + each, HOURLY, "a@b.cc");
        }
        scene.ticker.adopt(scene.workspace(), true);
        scene.clock.pass(Duration.ofHours(1));

        int fired = 0;
        for (int round = scene.ticker.round(); round > 0; round = scene.ticker.round()) {
            fired += round;
        }

        assertThat(fired).isEqualTo(10_000);
        assertThat(scene.heard(Event.Fired.class).distinct()).hasSize(10_000);
    }

    @Test
    void queries_see_the_time_since_the_instant_before() {
        scene.notification("hourly", HOURLY, "a@b.cc");
        scene.ticker.adopt(scene.workspace(), true);
        scene.clock.pass(Duration.ofHours(1));
        scene.ticker.round();

        assertThat(scene.occurrences().getFirst().occurrence().period().from()).isEqualTo(NINE);
        assertThat(scene.occurrences().getFirst().occurrence().period().to()).isEqualTo(at(10));
    }

    private static Instant at(int hour) {
        return NINE.plus(Duration.ofHours(hour - 9));
    }
}
