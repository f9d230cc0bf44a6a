package dev.tidings.contracts;

import static dev.tidings.contracts.LedgerStory.many;
import static dev.tidings.contracts.LedgerStory.people;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What people decide.
public interface DecisionPromises extends LedgerStory {

    @Test
    default void a_failed_one_is_sent_once_more_with_all_its_retries_and_composed_anew() {
        Occurrence occurrence = drawn("weekly", "ann");
        settle(keeping(deferred(armed(), NINE), message("Hello")));
        Claim failing = armed();
        settle(failed(failing));
        clock().pass(Duration.ofHours(5));

        assertThat(ledger().retry(List.of(failing.delivery(), failing.delivery(), 4711L)))
                .isEqualTo(1);

        assertThat(record(occurrence).standing()).isEqualTo(Standing.SENDING);
        assertThat(record(occurrence).finishedAt()).isEmpty();
        assertThat(history().kept(failing.delivery())).isEmpty();
        assertThat(record(failing).why()).isNotEmpty();
        assertThat(record(failing).progress().expires()).isEqualTo(now().plus(DAY));
        assertThat(record(failing).progress().settledAt()).isEmpty();
        Claim again = claim();
        assertThat(again.attempt()).isEqualTo(3);
        assertThat(again.due()).isEqualTo(NINE);
        assertThat(again.progress()).isEqualTo(new Claim.Progress(0, ROAD, now().plus(DAY), false));
        settle(accepted(again));
        assertThat(record(occurrence).result()).isEqualTo("succeeded");
    }

    @Test
    default void a_persons_retry_of_a_held_one_is_flagged() {
        drawn("weekly", "ann");
        Claim held = armed();
        settle(held(held));
        assertThat(record(held).progress().possibleDuplicate()).isFalse();

        ledger().retry(List.of(held.delivery()));

        assertThat(claim().progress().possibleDuplicate()).isTrue();
        assertThat(record(held).progress().possibleDuplicate()).isTrue();
    }

    @Test
    default void a_held_one_that_was_skipped_is_flagged_when_it_is_sent_after_all() {
        drawn("weekly", "ann");
        Claim held = armed();
        settle(held(held));
        ledger().skip(List.of(held.delivery()));
        ledger().retry(List.of(held.delivery()));

        assertThat(claim().progress().possibleDuplicate()).isTrue();
    }

    @Test
    default void expired_and_skipped_ones_can_be_sent_after_all() {
        Occurrence occurrence = drawn("weekly", "ann", "ben");
        ledger().skip(List.of(record(occurrence, "ann").id()));
        clock().pass(DAY.multipliedBy(3));
        ledger().expire();

        assertThat(ledger().retry(everyone(occurrence).stream()
                        .map(each -> each.id())
                        .toList()))
                .isEqualTo(2);
        assertThat(people(claims(10))).containsExactlyInAnyOrder("ann", "ben");
    }

    @Test
    default void accepted_and_waiting_ones_are_not_sent_once_more() {
        Occurrence occurrence = drawn("weekly", "ann", "ben");
        settle(accepted(armed()));

        assertThat(ledger().retry(everyone(occurrence).stream()
                        .map(each -> each.id())
                        .toList()))
                .isZero();
    }

    @Test
    default void all_failed_and_held_ones_of_an_occurrence_are_sent_once_more() {
        Occurrence occurrence = drawn("weekly", "ann", "ben", "cid", "dan", "eve");
        List<Claim> claims = ledger().arm(claims(4));
        settle(failed(claims.get(0)));
        settle(held(claims.get(1)));
        settle(accepted(claims.get(2)));
        ledger().skip(List.of(record(occurrence, "eve").id()));

        assertThat(ledger().retryAll(occurrence.id())).isEqualTo(2);
        assertThat(people(claims(10))).containsExactlyInAnyOrderElementsOf(people(claims.subList(0, 2)));
    }

    @Test
    default void a_row_that_made_no_recipient_cannot_be_sent() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(misfit("7", "?", "an @ is missing")));
        ledger().entered(occurrence);
        long misfit = record(occurrence, "7").id();

        assertThat(ledger().retry(List.of(misfit))).isZero();
        assertThat(ledger().retryAll(occurrence.id())).isZero();
        assertThat(record(occurrence).standing()).isEqualTo(Standing.FINISHED);
        assertThat(ledger().skip(List.of(misfit))).isEqualTo(1);
        assertThat(record(occurrence).result()).isEqualTo("skipped");
    }

    @Test
    default void waiting_failed_and_held_ones_can_be_skipped() {
        Occurrence occurrence = drawn("weekly", "ann", "ben", "cid", "dan", "eve");
        List<Claim> claims = ledger().arm(claims(4));
        settle(failed(claims.get(0)));
        settle(held(claims.get(1)));
        settle(accepted(claims.get(2)));

        assertThat(ledger().skip(everyone(occurrence).stream()
                        .map(each -> each.id())
                        .toList()))
                .isEqualTo(3);

        assertThat(claims)
                .extracting(this::state)
                .containsExactly(State.SKIPPED, State.SKIPPED, State.ACCEPTED, State.SENDING);
        assertThat(record(occurrence).tally().of(State.SKIPPED)).isEqualTo(3);
        assertThat(claims(10)).isEmpty();
        settle(accepted(claims.get(3)));
        assertThat(record(occurrence).result()).isEqualTo("succeeded (2 accepted, 3 skipped)");
    }

    @Test
    default void skipping_takes_a_claim_out_of_its_holders_hands() {
        Occurrence occurrence = drawn("weekly", "ann");
        Claim claim = claim();

        assertThat(ledger().skip(List.of(claim.delivery()))).isEqualTo(1);
        assertThat(ledger().arm(List.of(claim))).isEmpty();
        assertThat(settle(failed(claim))).isFalse();
        assertThat(record(occurrence).standing()).isEqualTo(Standing.FINISHED);
    }

    @Test
    default void cancelling_ends_an_occurrence_and_whoever_waits() {
        Occurrence occurrence = drawn("weekly", many("ann", 100));
        settle(accepted(armed()));
        Claim inHand = claims(1).getFirst();

        assertThat(ledger().cancel(occurrence.id())).isEqualTo(99);

        assertThat(record(occurrence).standing()).isEqualTo(Standing.CANCELLED);
        assertThat(record(occurrence).finishedAt()).contains(NINE);
        assertThat(record(occurrence).tally().of(State.CANCELLED)).isEqualTo(99);
        assertThat(ledger().arm(List.of(inHand))).isEmpty();
        assertThat(claims(10)).isEmpty();
        assertThat(ledger().cancel(occurrence.id())).isZero();
    }

    @Test
    default void what_is_sending_cannot_be_called_back_but_does_not_go_again() {
        Occurrence occurrence = drawn("weekly", "ann", "ben");
        List<Claim> sending = ledger().arm(claims(2));
        assertThat(ledger().cancel(occurrence.id())).isZero();
        assertThat(record(occurrence).finishedAt()).isEmpty();
        settle(accepted(sending.getFirst()));
        settle(deferred(sending.getLast(), NINE.plusSeconds(5)));

        assertThat(state(sending.getFirst())).isEqualTo(State.ACCEPTED);
        assertThat(state(sending.getLast())).isEqualTo(State.CANCELLED);
        assertThat(history().attempts(sending.getLast().delivery()).getFirst().state())
                .isEqualTo("cancelled");
        assertThat(record(occurrence).standing()).isEqualTo(Standing.CANCELLED);
        assertThat(record(occurrence).finishedAt()).contains(NINE);
    }

    @Test
    default void an_occurrence_nobody_has_drawn_yet_can_be_cancelled() {
        Occurrence occurrence = triggered("weekly");
        ledger().cancel(occurrence.id());

        assertThat(ledger().expand(10)).isEmpty();
        assertThat(record(occurrence).standing()).isEqualTo(Standing.CANCELLED);
    }

    @Test
    default void finished_and_missed_occurrences_cannot_be_cancelled() {
        Occurrence occurrence = drawn("weekly", "ann");
        settle(accepted(armed()));

        assertThat(ledger().cancel(occurrence.id())).isZero();
        assertThat(ledger().cancel(4711)).isZero();
        assertThat(record(occurrence).standing()).isEqualTo(Standing.FINISHED);
    }

    @Test
    default void a_failed_one_of_a_cancelled_occurrence_can_be_sent_once_more() {
        Occurrence occurrence = drawn("weekly", "ann", "ben");
        Claim failing = armed();
        settle(failed(failing));
        ledger().cancel(occurrence.id());

        assertThat(ledger().retryAll(occurrence.id())).isEqualTo(1);
        assertThat(record(occurrence).standing()).isEqualTo(Standing.SENDING);
        settle(accepted(armed()));
        assertThat(record(occurrence).standing()).isEqualTo(Standing.FINISHED);
        assertThat(record(occurrence).result()).isEqualTo("partly failed (1 of 2)");
    }

    @Test
    default void decisions_survive_reopening() {
        Occurrence kept = drawn("weekly", "ann", "ben");
        ledger().skip(List.of(record(kept, "ann").id()));
        Occurrence gone = drawn("daily", "cid");
        ledger().cancel(gone.id());
        reopen();

        assertThat(people(claims(10))).containsExactly("ben");
        assertThat(record(gone).standing()).isEqualTo(Standing.CANCELLED);
        assertThat(history().failures(Page.first(10))).isEmpty();
    }

    @Test
    default void a_bookmark_is_where_its_reader_left_it() {
        assertThat(ledger().bookmark("callbacks")).isEmpty();
        ledger().bookmark("callbacks", 17);
        ledger().bookmark("archive", 3);
        ledger().bookmark("callbacks", 18);
        reopen();

        assertThat(ledger().bookmark("callbacks")).contains(18L);
        assertThat(ledger().bookmark("archive")).contains(3L);
        assertThat(ledger().bookmark("nobody")).isEmpty();
    }
}
