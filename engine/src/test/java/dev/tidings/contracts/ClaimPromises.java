package dev.tidings.contracts;

import static dev.tidings.contracts.LedgerStory.many;
import static dev.tidings.contracts.LedgerStory.people;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Entry;
import dev.tidings.ledger.History.DueDelivery;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How: deliveries in somebody's hands.
public interface ClaimPromises extends LedgerStory {

    @Test
    default void a_claim_holds_all_that_a_courier_needs() {
        Occurrence occurrence = drawn("weekly", "ann");

        Claim claim = claim();

        assertThat(claim.occurrence()).isEqualTo(occurrence);
        assertThat(claim.recipient()).isEqualTo(recipient("ann"));
        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.due()).isEqualTo(NINE);
        assertThat(claim.progress()).isEqualTo(new Claim.Progress(0, ROAD, NINE.plus(DAY), false));
        assertThat(claim.trace()).isEqualTo(record(claim).trace());
    }

    @Test
    default void what_somebody_holds_nobody_else_is_given() {
        drawn("weekly", "ann", "ben", "cid");

        assertThat(claims(2)).hasSize(2);
        assertThat(claims(2)).hasSize(1);
        assertThat(claims(2)).isEmpty();
    }

    @Test
    default void many_hands_never_hold_the_same_delivery() throws Exception {
        drawn("weekly", many("ann", 300));
        drawn("daily", many("ben", 200));
        List<Callable<List<Claim>>> hands = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            hands.add(() -> claims(10));
        }

        List<Claim> held = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Claim>> each : threads.invokeAll(hands)) {
                held.addAll(each.get(30, SECONDS));
            }
        }

        assertThat(held).hasSize(500).extracting(Claim::delivery).doesNotHaveDuplicates();
    }

    @Test
    default void of_named_deliveries_those_are_given_that_wait_are_due_and_nobody_holds() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("ann"), mailTo("ben"), mailTo("late", NINE.plusSeconds(60))));
        ledger().enter(occurrence, List.of(new Entry(mailTo("cid").drawn(), NINE, NINE.plus(DAY), "other")));
        List<Long> all = history().deliveries(occurrence.id(), Set.of(), Page.first(10)).stream()
                .map(DeliveryRecord::id)
                .toList();
        List<Long> named = Stream.concat(all.stream(), Stream.of(4711L)).toList();
        List<Claim> held = claims(1);

        List<Claim> given = ledger().claim(ROAD, named, LEASE);

        assertThat(people(held)).containsExactly("ann");
        assertThat(people(given)).containsExactly("ben");
        assertThat(ledger().claim(ROAD, named, LEASE)).isEmpty();
        assertThat(ledger().arm(given)).isEqualTo(given);
        assertThat(ledger().claim(ROAD, named, LEASE)).isEmpty();
        clock().set(NINE.plusSeconds(60));
        assertThat(people(ledger().claim(ROAD, named, LEASE))).containsExactly("late");
        assertThat(people(ledger().claim("other", named, LEASE))).containsExactly("cid");
    }

    @Test
    default void what_is_given_by_name_and_released_is_given_in_turn() {
        Occurrence occurrence = drawn("weekly", "ann", "ben");
        long last = history()
                .deliveries(occurrence.id(), Set.of(), Page.first(1))
                .getFirst()
                .id();

        ledger().release(ledger().claim(ROAD, List.of(last), LEASE));

        assertThat(people(claims(10))).containsExactly("ann", "ben");
    }

    @Test
    default void it_tells_when_somebody_comes_due_next() {
        assertThat(ledger().nextDue(ROAD)).isEmpty();
        Occurrence occurrence = taken("weekly");
        ledger().enter(
                        occurrence,
                        List.of(mailTo("ann"), mailTo("c", NINE.plusSeconds(60)), mailTo("b", NINE.plusSeconds(40))));
        ledger().enter(taken("daily"), List.of(mailTo("d", NINE.plusSeconds(50))));
        claims(10);

        assertThat(ledger().nextDue(ROAD)).contains(NINE.plusSeconds(40));
        clock().set(NINE.plusSeconds(40));
        claims(10);
        assertThat(ledger().nextDue(ROAD)).contains(NINE.plusSeconds(50));
        clock().set(NINE.plusSeconds(60));
        claims(10);
        assertThat(ledger().nextDue(ROAD)).isEmpty();
        assertThat(ledger().nextDue("other")).isEmpty();
    }

    @Test
    default void whose_turn_has_come_in_an_occurrence_is_told_page_by_page() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("ann"), mailTo("ben"), mailTo("late", NINE.plusSeconds(60))));
        ledger().enter(taken("daily"), List.of(mailTo("other")));

        List<DueDelivery> first = history().due(occurrence.id(), 0, 1);
        List<DueDelivery> rest = history().due(occurrence.id(), first.getFirst().id(), 10);

        assertThat(Stream.concat(first.stream(), rest.stream()).map(each -> address(each.id())))
                .containsExactly("ann@example.org", "ben@example.org");
        assertThat(rest).extracting(DueDelivery::road).containsOnly(ROAD);
        assertThat(history().due(occurrence.id(), rest.getFirst().id(), 10)).isEmpty();
    }

    private String address(long delivery) {
        return history().delivery(delivery).orElseThrow().addressee().address();
    }

    @Test
    default void mail_is_not_given_out_before_its_time() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("late", NINE.plusSeconds(60)), mailTo("soon", NINE)));

        assertThat(people(claims(10))).containsExactly("soon");
        clock().set(NINE.plusSeconds(59));
        assertThat(claims(10)).isEmpty();
        clock().set(NINE.plusSeconds(60));
        assertThat(people(claims(10))).containsExactly("late");
    }

    @Test
    default void whoever_has_waited_longest_within_an_occurrence_comes_first() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("c", NINE.plusSeconds(3)), mailTo("b", NINE.plusSeconds(2))));
        ledger().enter(occurrence, List.of(mailTo("a", NINE.plusSeconds(1)), mailTo("d", NINE.plusSeconds(3))));
        clock().pass(LEASE);

        assertThat(people(claims(10))).containsExactly("a", "b", "c", "d");
    }

    @Test
    default void what_is_entered_later_but_due_earlier_overtakes() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("b", NINE.plusSeconds(2)), mailTo("c", NINE.plusSeconds(3))));
        clock().pass(LEASE);
        assertThat(people(claims(1))).containsExactly("b");

        ledger().enter(occurrence, List.of(mailTo("a", NINE.plusSeconds(1))));

        assertThat(people(claims(2))).containsExactly("a", "c");
    }

    @Test
    default void what_has_expired_is_not_given_out() {
        drawn("weekly", "ann");
        clock().pass(DAY);

        assertThat(claims(10)).isEmpty();
    }

    @Test
    default void each_road_has_its_own_line() {
        Occurrence occurrence = taken("weekly");
        Entry ann = mailTo("ann");
        ledger().enter(occurrence, List.of(ann, new Entry(mailTo("ben").drawn(), NINE, NINE.plus(DAY), "other")));

        assertThat(people(ledger().claim("other", 10, LEASE))).containsExactly("ben");
        assertThat(people(ledger().claim(ROAD, 10, LEASE))).containsExactly("ann");
        assertThat(ledger().claim("nowhere", 10, LEASE)).isEmpty();
    }

    @Test
    default void ten_mails_do_not_wait_behind_a_thousand() {
        drawn("big", many("many", 1000));
        drawn("small", many("few", 10));

        assertThat(people(claims(20)).stream().filter(each -> each.startsWith("few")))
                .hasSize(10);
    }

    @Test
    default void ten_mails_do_not_wait_behind_a_thousand_that_are_on_their_way() {
        drawn("big", many("many", 1000));
        claims(7);
        drawn("small", many("few", 10));
        List<String> served = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            served.addAll(people(claims(1)));
        }

        assertThat(served.stream().filter(each -> each.startsWith("few"))).hasSize(10);
    }

    @Test
    default void everybody_has_a_turn_although_there_are_more_occurrences_than_hands() {
        List<String> names = List.of("a", "b", "c", "d", "e");
        names.forEach(each -> drawn(each, many(each, 20)));
        List<String> served = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            served.addAll(people(claims(2)));
        }

        names.forEach(name -> assertThat(served.stream().filter(each -> each.startsWith(name)))
                .hasSize(2));
    }

    @Test
    default void releasing_costs_nothing() {
        drawn("weekly", "ann");
        Claim first = claim();
        ledger().release(List.of(first));

        Claim second = claim();

        assertThat(second.attempt()).isEqualTo(1);
        assertThat(second.progress()).isEqualTo(first.progress());
        assertThat(history().attempts(first.delivery())).isEmpty();
    }

    @Test
    default void the_fence_rises_with_every_claim_and_over_restarts() {
        drawn("weekly", "ann");
        Claim first = claim();
        ledger().release(List.of(first));
        Claim second = claim();
        reopen();
        clock().pass(LEASE);
        ledger().reap();
        Claim third = claim();

        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(third.fence()).isGreaterThan(second.fence());
    }

    @Test
    default void a_claim_given_back_can_do_nothing_more() {
        drawn("weekly", "ann");
        Claim claim = claim();
        ledger().release(List.of(claim));

        assertThat(ledger().arm(List.of(claim))).isEmpty();
        assertThat(settle(accepted(claim))).isFalse();
        assertThat(history().journal(0, 10)).isEmpty();
    }

    @Test
    default void a_claim_that_was_never_armed_goes_back_when_its_lease_ends() {
        drawn("weekly", "ann", "ben");
        Claim late = claims(1).getFirst();
        clock().pass(LEASE.minusMillis(1));
        assertThat(ledger().reap()).isZero();
        clock().pass(Duration.ofMillis(1));

        assertThat(ledger().reap()).isEqualTo(1);
        assertThat(claims(10)).hasSize(2).extracting(Claim::delivery).contains(late.delivery());
        assertThat(ledger().uncertain(10, LEASE)).isEmpty();
    }

    @Test
    default void a_late_holder_can_neither_arm_nor_settle_what_another_has_claimed() {
        drawn("weekly", "ann");
        Claim late = claim();
        clock().pass(LEASE);
        ledger().reap();
        Claim latest = claim();

        assertThat(ledger().arm(List.of(late))).isEmpty();
        assertThat(settle(accepted(late))).isFalse();
        assertThat(ledger().arm(List.of(latest))).containsExactly(latest);
        assertThat(settle(accepted(late))).isFalse();
        assertThat(settle(accepted(latest))).isTrue();
        assertThat(history().attempts(latest.delivery())).hasSize(1);
    }

    @Test
    default void nothing_is_armed_after_its_lease() {
        drawn("weekly", "ann");
        Claim late = claim();
        clock().pass(LEASE);

        assertThat(ledger().arm(List.of(late))).isEmpty();
        assertThat(state(late)).isNotEqualTo(State.SENDING);
    }

    @Test
    default void renewing_prolongs() {
        drawn("weekly", "ann", "ben");
        List<Claim> both = claims(2);
        clock().pass(Duration.ofSeconds(40));
        ledger().renew(List.of(both.getFirst()), LEASE);
        clock().pass(Duration.ofSeconds(40));

        assertThat(ledger().reap()).isEqualTo(1);
        assertThat(ledger().arm(both)).containsExactly(both.getFirst());
    }

    @Test
    default void what_was_taken_away_cannot_be_renewed() {
        drawn("weekly", "ann");
        Claim late = claim();
        clock().pass(LEASE);
        ledger().reap();
        ledger().renew(List.of(late), LEASE);

        assertThat(claims(10)).hasSize(1);
    }

    @Test
    default void arming_puts_sending_on_record() {
        Occurrence occurrence = drawn("weekly", "ann");
        Claim claim = armed();

        assertThat(state(claim)).isEqualTo(State.SENDING);
        assertThat(record(occurrence).tally().waiting()).isEqualTo(1);
        assertThat(record(occurrence).tally().of(State.WAITING)).isEqualTo(1);
    }

    @Test
    default void what_is_armed_cannot_be_given_back() {
        drawn("weekly", "ann");
        Claim claim = armed();
        ledger().release(List.of(claim));

        assertThat(claims(10)).isEmpty();
        assertThat(settle(accepted(claim))).isTrue();
    }

    @Test
    default void a_deferred_claim_waits_for_another_road_until_its_time_and_costs_nothing() {
        drawn("daily", "ann");
        Claim claim = claim();

        ledger().defer(List.of(claim), "backup", now().plusSeconds(60));

        assertThat(claims(10)).isEmpty();
        assertThat(ledger().claim("backup", 10, LEASE)).isEmpty();
        clock().pass(Duration.ofSeconds(60));
        Claim again = ledger().claim("backup", 10, LEASE).getFirst();
        assertThat(again.attempt()).isEqualTo(claim.attempt());
        assertThat(again.progress().retries()).isZero();
        assertThat(again.progress().road()).isEqualTo("backup");
        assertThat(settle(accepted(claim))).isFalse();
    }

    @Test
    default void the_roads_are_those_that_somebody_waits_for() {
        assertThat(ledger().roads()).isEmpty();
        drawn("daily", "ann", "bob");
        ledger().defer(claims(1), "backup", now());

        assertThat(ledger().roads()).containsExactlyInAnyOrder(ROAD, "backup");
        settle(accepted(claims(1).getFirst()));
        assertThat(ledger().roads()).containsExactly("backup");
    }

    @Test
    default void a_claim_knows_when_its_message_is_no_longer_worth_sending() {
        drawn("daily", "ann");

        assertThat(claim().progress().expires()).isEqualTo(now().plus(DAY));
    }
}
