package dev.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How: what nobody can say.
public interface UncertaintyPromises extends LedgerStory {

    @Test
    default void an_armed_claim_becomes_uncertain_when_its_lease_ends() {
        drawn("weekly", "ann", "ben");
        Claim armed = armed();
        assertThat(ledger().uncertain(10, LEASE)).isEmpty();
        clock().pass(LEASE);

        assertThat(ledger().reap()).isZero();
        List<Claim> uncertain = ledger().uncertain(10, LEASE);

        assertThat(uncertain).extracting(Claim::delivery).containsExactly(armed.delivery());
        Claim anew = uncertain.getFirst();
        assertThat(anew.fence()).isGreaterThan(armed.fence());
        assertThat(anew.attempt()).isEqualTo(1);
        assertThat(anew.recipient()).isEqualTo(armed.recipient());
        assertThat(settle(accepted(armed))).isFalse();
        assertThat(settle(resent(anew, now()))).isTrue();
        assertThat(state(anew)).isEqualTo(State.WAITING);
    }

    @Test
    default void the_lease_begins_anew_when_armed() {
        drawn("weekly", "ann");
        Claim claim = claim();
        clock().pass(LEASE.minusMillis(1));
        ledger().arm(List.of(claim));
        clock().pass(LEASE.minusMillis(1));

        assertThat(ledger().uncertain(10, LEASE)).isEmpty();
        clock().pass(Duration.ofMillis(1));
        assertThat(ledger().uncertain(10, LEASE)).hasSize(1);
    }

    @Test
    default void a_slow_holder_may_clear_the_false_alarm_while_nobody_took_it() {
        drawn("weekly", "ann");
        Claim slow = armed();
        clock().pass(LEASE.multipliedBy(5));

        assertThat(settle(accepted(slow))).isTrue();
        assertThat(ledger().uncertain(10, LEASE)).isEmpty();
    }

    @Test
    default void renewing_keeps_an_armed_claim_from_becoming_uncertain() {
        drawn("weekly", "ann");
        Claim armed = armed();
        clock().pass(LEASE.minusMillis(1));
        ledger().renew(List.of(armed), LEASE);
        clock().pass(LEASE.minusMillis(1));

        assertThat(ledger().uncertain(10, LEASE)).isEmpty();
    }

    @Test
    default void what_an_ended_process_was_sending_is_uncertain() {
        Occurrence occurrence = drawn("weekly", "ann", "ben", "cid");
        Claim dead = armed();
        claims(1);
        reopen();
        clock().pass(LEASE);

        List<Claim> uncertain = ledger().uncertain(10, LEASE);

        assertThat(uncertain).extracting(Claim::delivery).containsExactly(dead.delivery());
        assertThat(uncertain.getFirst().fence()).isGreaterThan(dead.fence());
        assertThat(uncertain.getFirst().recipient()).isEqualTo(dead.recipient());
        assertThat(settle(accepted(dead))).isFalse();
        assertThat(settle(held(uncertain.getFirst()))).isTrue();
        assertThat(record(occurrence).tally().of(State.HELD)).isEqualTo(1);
        ledger().reap();
        assertThat(claims(10)).hasSize(2);
    }

    @Test
    default void whoever_judges_the_uncertain_may_die_too() {
        drawn("weekly", "ann");
        armed();
        reopen();
        clock().pass(LEASE);
        assertThat(ledger().uncertain(10, LEASE)).hasSize(1);
        assertThat(ledger().uncertain(10, LEASE)).isEmpty();
        clock().pass(LEASE);
        assertThat(ledger().uncertain(10, LEASE)).hasSize(1);
        reopen();
        clock().pass(LEASE);

        assertThat(ledger().uncertain(10, LEASE)).hasSize(1);
    }

    @Test
    default void no_more_uncertain_ones_are_handed_out_than_asked_for() {
        drawn("weekly", "ann", "ben", "cid");
        ledger().arm(claims(3));
        reopen();
        clock().pass(LEASE);

        assertThat(ledger().uncertain(2, LEASE)).hasSize(2);
        assertThat(ledger().uncertain(2, LEASE)).hasSize(1);
    }

    @Test
    default void what_is_still_waiting_expires_in_time() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("ann"), mailTo("ben", NINE.plusSeconds(1)), mailTo("cid")));
        ledger().entered(occurrence);
        Claim sent = armed();
        settle(accepted(sent));
        clock().set(NINE.plus(DAY).minusMillis(1));
        assertThat(ledger().expire()).isEmpty();
        clock().set(NINE.plus(DAY));

        assertThat(ledger().expire().values()).containsExactly(1);
        assertThat(ledger().expire()).isEmpty();
        assertThat(record(occurrence).tally().of(State.EXPIRED)).isEqualTo(1);
        assertThat(record(occurrence).standing()).isEqualTo(Standing.SENDING);
        clock().set(NINE.plus(DAY).plusSeconds(1));
        assertThat(ledger().expire().values()).containsExactly(1);
        assertThat(record(occurrence, "ben").state()).isEqualTo(State.EXPIRED);
        assertThat(record(occurrence, "ben").why()).isNotEmpty();
        assertThat(record(occurrence).standing()).isEqualTo(Standing.FINISHED);
        assertThat(record(occurrence).finishedAt()).contains(now());
    }

    @Test
    default void what_is_in_hand_does_not_expire_before_it_comes_back() {
        drawn("weekly", "ann", "ben");
        List<Claim> both = ledger().claim(ROAD, 2, DAY.multipliedBy(2));
        ledger().arm(List.of(both.getFirst()));
        clock().pass(DAY);
        assertThat(ledger().expire()).isEmpty();
        ledger().release(both);

        assertThat(ledger().expire().values()).containsExactly(1);
        assertThat(state(both.getFirst())).isEqualTo(State.SENDING);
        assertThat(state(both.getLast())).isEqualTo(State.EXPIRED);
    }

    @Test
    default void a_retry_that_comes_too_late_expires() {
        drawn("weekly", "ann");
        Claim claim = armed();
        settle(deferred(claim, NINE.plus(DAY).plusSeconds(5)));
        clock().pass(DAY);

        assertThat(ledger().expire().values()).containsExactly(1);
        assertThat(state(claim)).isEqualTo(State.EXPIRED);
    }
}
