package dev.tidings.contracts;

import static dev.tidings.contracts.LedgerStory.people;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.ledger.History.Backlog;
import dev.tidings.ledger.Stop;
import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Notifications that are stopped.
public interface StopPromises extends LedgerStory {

    @Test
    default void nobody_of_a_stopped_notification_is_handed_out() {
        Occurrence weekly = drawn("weekly", "ann", "ben");
        drawn("daily", "cid");

        assertThat(ledger().stop("weekly", "too many came back")).isTrue();

        assertThat(people(claims(10))).containsExactly("cid");
        assertThat(ledger().claim(ROAD, List.of(record(weekly, "ann").id()), LEASE))
                .isEmpty();
        assertThat(claims(10)).isEmpty();
        assertThat(record(weekly).tally().waiting()).isEqualTo(2);
    }

    @Test
    default void it_stays_stopped_until_somebody_lets_it_go_on() {
        Occurrence weekly = drawn("weekly", "ann", "ben");
        ledger().stop("weekly", "too many came back");
        reopen();
        assertThat(claims(10)).isEmpty();

        assertThat(ledger().goOn("weekly")).isTrue();

        assertThat(people(ledger().claim(ROAD, List.of(record(weekly, "ben").id()), LEASE)))
                .containsExactly("ben");
        assertThat(people(claims(10))).containsExactly("ann");
    }

    @Test
    default void who_lets_it_go_on_has_seen_what_was_fired_until_then() {
        triggered("weekly");
        Occurrence last = triggered("daily");
        ledger().stop("weekly", "too many came back");
        assertThat(history().seen("weekly")).isZero();

        ledger().goOn("weekly");
        reopen();

        assertThat(history().seen("weekly")).isEqualTo(last.id());
        assertThat(history().seen("daily")).isZero();
        Occurrence later = triggered("weekly");
        ledger().stop("weekly", "too many came back");
        ledger().goOn("weekly");
        assertThat(history().seen("weekly")).isEqualTo(later.id());
    }

    @Test
    default void it_is_stopped_once() {
        assertThat(ledger().goOn("weekly")).isFalse();
        assertThat(ledger().stop("weekly", "too many came back")).isTrue();
        Stop stop = new Stop("weekly", "too many came back", now());
        clock().pass(DAY);
        assertThat(ledger().stop("weekly", "a person wants it")).isFalse();
        ledger().stop("daily", "a person wants it");

        assertThat(history().stops()).containsExactly(new Stop("daily", "a person wants it", now()), stop);
        assertThat(ledger().goOn("weekly")).isTrue();
        assertThat(ledger().goOn("weekly")).isFalse();
        assertThat(history().stops()).extracting(Stop::notification).containsExactly("daily");
    }

    @Test
    default void whoever_comes_later_waits_as_well() {
        Occurrence before = taken("weekly");
        ledger().stop("weekly", "too many came back");
        ledger().enter(before, List.of(mailTo("ann")));
        drawn("weekly", "ben");

        assertThat(claims(10)).isEmpty();

        ledger().goOn("weekly");
        assertThat(people(claims(10))).containsExactlyInAnyOrder("ann", "ben");
    }

    @Test
    default void what_is_in_somebodys_hands_goes_its_way() {
        drawn("weekly", "ann", "ben", "cid", "dan");
        List<Claim> claims = claims(4);
        ledger().stop("weekly", "too many came back");

        assertThat(ledger().arm(claims)).hasSize(4);
        assertThat(settle(accepted(claims.get(0)))).isTrue();
        assertThat(settle(deferred(claims.get(1), now()))).isTrue();

        assertThat(state(claims.get(0))).isEqualTo(State.ACCEPTED);
        assertThat(state(claims.get(1))).isEqualTo(State.WAITING);
        assertThat(claims(10)).isEmpty();
        clock().pass(LEASE.multipliedBy(2));
        assertThat(people(ledger().uncertain(10, LEASE))).containsExactlyInAnyOrder("cid", "dan");
        ledger().goOn("weekly");
        assertThat(people(claims(10))).containsExactly("ben");
    }

    @Test
    default void what_comes_back_to_waiting_waits_until_it_goes_on() {
        drawn("weekly", "ann", "ben", "cid");
        List<Claim> claims = claims(3);
        ledger().stop("weekly", "too many came back");
        ledger().release(claims.subList(0, 1));
        ledger().defer(claims.subList(1, 2), ROAD, now());
        clock().pass(LEASE.multipliedBy(2));
        assertThat(ledger().reap()).isEqualTo(1);

        assertThat(claims(10)).isEmpty();

        ledger().goOn("weekly");
        assertThat(people(claims(10))).containsExactlyInAnyOrder("ann", "ben", "cid");
    }

    @Test
    default void a_stopped_one_is_not_due() {
        Occurrence weekly = taken("weekly");
        ledger().enter(weekly, List.of(mailTo("ann"), mailTo("ben", now().plusSeconds(60))));
        ledger().stop("weekly", "too many came back");

        assertThat(ledger().nextDue(ROAD)).isEmpty();
        assertThat(history().due(weekly.id(), 0, 10)).isEmpty();
        assertThat(history().backlog()).isEqualTo(new Backlog(2, Optional.empty()));
        assertThat(history().waiting(ROAD)).isEqualTo(2);
        assertThat(ledger().roads()).containsExactly(ROAD);
        clock().pass(Duration.ofSeconds(30));
        assertThat(claims(10)).isEmpty();
        assertThat(ledger().nextDue(ROAD)).isEmpty();

        ledger().goOn("weekly");
        assertThat(history().due(weekly.id(), 0, 10)).hasSize(1);
        assertThat(history().backlog()).isEqualTo(new Backlog(2, Optional.of(now().minusSeconds(30))));
        assertThat(people(claims(10))).containsExactly("ann");
        assertThat(claims(10)).isEmpty();
        assertThat(ledger().nextDue(ROAD)).contains(now().plusSeconds(30));
    }

    @Test
    default void others_come_due_beside_a_stopped_one() {
        Occurrence weekly = taken("weekly");
        ledger().enter(weekly, List.of(mailTo("ann", now().plusSeconds(10))));
        Occurrence daily = taken("daily");
        ledger().enter(daily, List.of(mailTo("ben", now().plusSeconds(60))));
        ledger().stop("weekly", "too many came back");

        assertThat(ledger().nextDue(ROAD)).contains(now().plusSeconds(60));
        clock().pass(Duration.ofSeconds(60));
        assertThat(people(claims(10))).containsExactly("ben");
    }

    @Test
    default void a_stopped_one_expires_as_usual() {
        Occurrence weekly = drawn("weekly", "ann");
        ledger().stop("weekly", "too many came back");
        clock().pass(DAY);

        assertThat(ledger().expire()).isEqualTo(Map.of("weekly", 1));

        assertThat(record(weekly, "ann").state()).isEqualTo(State.EXPIRED);
        ledger().goOn("weekly");
        assertThat(claims(10)).isEmpty();
    }

    @Test
    default void people_decide_about_a_stopped_one() {
        Occurrence weekly = drawn("weekly", "ann", "ben", "cid");
        ledger().stop("weekly", "too many came back");

        assertThat(ledger().skip(List.of(record(weekly, "ann").id()))).isEqualTo(1);
        assertThat(ledger().cancel(weekly.id())).isEqualTo(2);
        assertThat(ledger().retry(List.of(record(weekly, "ann").id()))).isEqualTo(1);
        assertThat(claims(10)).isEmpty();

        ledger().goOn("weekly");
        assertThat(people(claims(10))).containsExactly("ann");
    }
}
