package dev.tidings.contracts;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.ledger.Firing;
import dev.tidings.ledger.Firing.Decision;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Triggered;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// When: agendas and instants.
public interface FiringPromises extends LedgerStory {

    @Test
    default void the_agenda_holds_the_next_instant_of_each_notification() {
        ledger().plan(Map.of("weekly", NINE));
        ledger().plan(Map.of("daily", NINE.plus(DAY)));
        ledger().plan(Map.of("weekly", NINE.plusSeconds(5)));
        ledger().plan(Map.of("gone", NINE));
        ledger().unplan(Set.of("gone"));

        assertThat(ledger().agenda())
                .containsOnlyKeys("weekly", "daily")
                .containsEntry("weekly", NINE.plusSeconds(5))
                .containsEntry("daily", NINE.plus(DAY));
    }

    @Test
    default void firing_records_the_instant_and_moves_to_the_next() {
        ledger().plan(Map.of("weekly", NINE));

        List<Occurrence> fired = ledger().fire(List.of(due("weekly", NINE)));

        assertThat(fired).hasSize(1);
        assertThat(fired.getFirst().key()).isEqualTo(new Occurrence.Key("weekly", NINE, Cause.SCHEDULE));
        assertThat(fired.getFirst().period()).isEqualTo(new Occurrence.Period(NINE.minus(DAY), NINE));
        assertThat(record(fired.getFirst()).occurrence()).isEqualTo(fired.getFirst());
        assertThat(record(fired.getFirst()).standing()).isEqualTo(Standing.DUE);
        assertThat(ledger().agenda()).containsEntry("weekly", NINE.plus(DAY));
    }

    @Test
    default void an_instant_that_is_not_the_next_on_record_is_left_out() {
        ledger().plan(Map.of("weekly", NINE));

        assertThat(ledger().fire(List.of(due("weekly", NINE.minus(DAY)), due("unknown", NINE))))
                .isEmpty();
        assertThat(ledger().agenda()).containsOnlyKeys("weekly").containsEntry("weekly", NINE);
    }

    @Test
    default void several_instants_of_one_notification_are_fired_in_order() {
        ledger().plan(Map.of("daily", NINE));

        List<Occurrence> fired =
                ledger().fire(List.of(due("daily", NINE), due("daily", NINE.plus(DAY)), due("daily", NINE)));

        assertThat(fired).extracting(Occurrence::due).containsExactly(NINE, NINE.plus(DAY));
        assertThat(ledger().agenda()).containsEntry("daily", NINE.plus(DAY).plus(DAY));
    }

    @Test
    default void an_instant_is_fired_once_however_many_try() throws Exception {
        ledger().plan(Map.of("weekly", NINE));
        List<Callable<List<Occurrence>>> tries = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            tries.add(() -> ledger().fire(List.of(due("weekly", NINE))));
        }

        List<Occurrence> fired = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Occurrence>> each : threads.invokeAll(tries)) {
                fired.addAll(each.get(30, SECONDS));
            }
        }

        assertThat(fired).hasSize(1);
    }

    @Test
    default void an_instant_that_is_planned_again_is_passed_without_a_second_occurrence() {
        ledger().plan(Map.of("weekly", NINE));
        ledger().fire(List.of(due("weekly", NINE)));
        ledger().plan(Map.of("weekly", NINE));

        assertThat(ledger().fire(List.of(due("weekly", NINE)))).isEmpty();
        assertThat(ledger().agenda()).containsEntry("weekly", NINE.plus(DAY));
    }

    @Test
    default void a_notification_without_a_next_instant_leaves_the_agenda() {
        ledger().plan(Map.of("once", NINE));
        Firing last = new Firing(
                due("once", NINE).key(),
                new Decision.Due(),
                Optional.empty(),
                Stage.TEST,
                REVISION,
                new Occurrence.Period(NINE, NINE),
                Optional.of("ann@example.org"));

        Occurrence fired = ledger().fire(List.of(last)).getFirst();

        assertThat(ledger().agenda()).isEmpty();
        assertThat(fired.stage()).isEqualTo(Stage.TEST);
        assertThat(record(fired).occurrence().only()).contains("ann@example.org");
    }

    @Test
    default void missed_and_skipped_instants_are_recorded_with_why_and_draw_nobody() {
        ledger().plan(Map.of("daily", NINE));
        List<Occurrence> fired = ledger().fire(List.of(
                firing("daily", NINE, Cause.SCHEDULE, new Decision.Missed("two hours late")),
                firing("daily", NINE.plus(DAY), Cause.SCHEDULE, new Decision.Skipped("a holiday"))));

        assertThat(fired)
                .extracting(each -> record(each).standing())
                .containsExactly(Standing.MISSED, Standing.SKIPPED);
        assertThat(fired).extracting(each -> record(each).why()).containsExactly("two hours late", "a holiday");
        assertThat(ledger().expand(10)).isEmpty();
    }

    @Test
    default void a_request_that_comes_again_finds_what_it_brought_about() {
        Firing firing = firing("weekly", NINE, Cause.API, new Decision.Due());
        Triggered first = ledger().trigger(firing, "order 7");
        clock().pass(Duration.ofMinutes(1));
        reopen();

        Triggered again =
                ledger().trigger(firing("weekly", NINE.plusSeconds(60), Cause.API, new Decision.Due()), "order 7");

        assertThat(first.anew()).isTrue();
        assertThat(again).isEqualTo(new Triggered(first.occurrence(), false));
        assertThat(history().occurrences(Optional.empty(), Set.of(), Page.first(10)))
                .hasSize(1);
    }

    @Test
    default void the_record_says_by_which_request_an_occurrence_came_to_be() {
        Occurrence asked = ledger().trigger(due("weekly", NINE), "call 17").occurrence();
        Occurrence other = ledger().trigger(due("daily", NINE), "nats:orders.shipped 17").occurrence();
        ledger().trigger(due("weekly", NINE), "call 18");

        assertThat(history().requests(List.of(asked.id(), other.id())))
                .isEqualTo(Map.of(asked.id(), "call 17", other.id(), "nats:orders.shipped 17"));
        assertThat(history().requests(List.of())).isEmpty();
    }

    @Test
    default void a_request_is_one_of_its_notification() {
        Triggered weekly = ledger().trigger(firing("weekly", NINE, Cause.API, new Decision.Due()), "order 7");
        Triggered daily = ledger().trigger(firing("daily", NINE, Cause.API, new Decision.Due()), "order 7");
        Triggered other = ledger().trigger(firing("weekly", NINE, Cause.API, new Decision.Due()), "order 8");

        assertThat(List.of(weekly, daily, other)).allMatch(Triggered::anew);
        assertThat(other.occurrence().due()).isEqualTo(NINE.plusMillis(1));
    }

    @Test
    default void many_who_bring_the_same_request_bring_it_about_once() throws Exception {
        List<Callable<Triggered>> hands = Collections.nCopies(
                40, () -> ledger().trigger(firing("weekly", NINE, Cause.API, new Decision.Due()), "order 7"));

        List<Triggered> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Triggered> each : threads.invokeAll(hands)) all.add(each.get(30, SECONDS));
        }

        assertThat(all).filteredOn(Triggered::anew).hasSize(1);
        assertThat(all)
                .extracting(Triggered::occurrence)
                .containsOnly(all.getFirst().occurrence());
    }

    @Test
    default void a_trigger_whose_key_is_taken_stands_a_millisecond_later() {
        Occurrence first = triggered("weekly");

        Occurrence second = triggered("weekly");
        Occurrence other = ledger().trigger(firing("weekly", first.due(), Cause.API, new Decision.Due()));

        assertThat(second.due()).isEqualTo(first.due().plusMillis(1));
        assertThat(triggered("weekly").due()).isEqualTo(first.due().plusMillis(2));
        assertThat(record(second).occurrence()).isEqualTo(second);
        assertThat(other.due()).isEqualTo(first.due());
        assertThat(ledger().expand(10)).hasSize(4);
    }

    @Test
    default void instants_are_kept_to_the_millisecond() {
        ledger().plan(Map.of("weekly", NINE.plusNanos(1_234_567)));

        assertThat(ledger().agenda()).containsEntry("weekly", NINE.plusMillis(1));
        assertThat(ledger().fire(List.of(due("weekly", NINE.plusNanos(1_999_999)))))
                .extracting(Occurrence::due)
                .containsExactly(NINE.plusMillis(1));
    }
}
