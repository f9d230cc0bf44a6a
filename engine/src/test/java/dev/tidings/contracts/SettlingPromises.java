package dev.tidings.contracts;

import static dev.tidings.contracts.LedgerStory.many;
import static dev.tidings.contracts.LedgerStory.people;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Verdict;
import dev.tidings.ledger.AttemptRecord;
import dev.tidings.ledger.AttemptRecord.Said;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Settlement;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// How: attempts and what becomes of deliveries.
public interface SettlingPromises extends LedgerStory {

    @Test
    default void an_accepted_mail_is_settled_with_the_reply_as_the_last_word() {
        drawn("weekly", "ann");
        Claim claim = armed();
        clock().pass(Duration.ofSeconds(2));

        assertThat(settle(accepted(claim))).isTrue();
        assertThat(state(claim)).isEqualTo(State.ACCEPTED);
        assertThat(record(claim).why()).isEqualTo(QUEUED.toString());
        assertThat(record(claim).progress().attempts()).isEqualTo(1);
        assertThat(record(claim).progress().settledAt()).contains(NINE.plusSeconds(2));
        assertThat(claims(10)).isEmpty();
    }

    @Test
    default void an_attempt_is_written_down_word_for_word() {
        drawn("weekly", "ann");
        Claim claim = armed();
        settle(deferred(claim, NINE.plusSeconds(60)));

        assertThat(history().attempts(claim.delivery()))
                .containsExactly(new AttemptRecord(
                        history().journal(0, 1).getFirst().id(),
                        claim.delivery(),
                        1,
                        new AttemptRecord.By(ROAD, ledger().node()),
                        new AttemptRecord.Times(NINE, Duration.ofMillis(120)),
                        new Said(
                                "deferred",
                                Optional.of("rcpt"),
                                Optional.of(451),
                                Optional.of("4.7.1"),
                                "greylisted",
                                List.of()),
                        "waiting"));
    }

    @Test
    default void what_was_found_without_a_reply_is_written_down_too() {
        drawn("weekly", "ann");
        Claim claim = claim();
        settle(settlement(claim, new Outcome.Unfit("subject", "it is empty"), new Verdict.Failed("it is empty")));

        assertThat(history().attempts(claim.delivery()).getFirst().said())
                .isEqualTo(new Said(
                        "unfit",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "subject: it is empty",
                        List.of()));
        assertThat(state(claim)).isEqualTo(State.FAILED);
    }

    @Test
    default void a_retry_waits_until_its_time_and_counts() {
        drawn("weekly", "ann");
        Claim first = armed();
        settle(deferred(first, NINE.plusSeconds(60)));
        assertThat(state(first)).isEqualTo(State.WAITING);
        assertThat(record(first).why()).isEqualTo("451 greylisted");
        assertThat(record(first).progress().notBefore()).isEqualTo(NINE.plusSeconds(60));
        clock().set(NINE.plusSeconds(59));
        assertThat(claims(10)).isEmpty();
        clock().set(NINE.plusSeconds(60));

        Claim second = claim();

        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.progress()).isEqualTo(new Claim.Progress(1, ROAD, NINE.plus(DAY), false));
        assertThat(second.due()).isEqualTo(NINE);
        assertThat(second.fence()).isGreaterThan(first.fence());
    }

    @Test
    default void waiting_for_a_road_costs_no_retry_and_may_change_the_road() {
        drawn("weekly", "ann");
        settle(waiting(claim(), "backup", NINE.plusSeconds(5)));
        clock().set(NINE.plusSeconds(5));

        assertThat(claims(10)).isEmpty();
        Claim second = ledger().claim("backup", 10, LEASE).getFirst();
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.progress()).isEqualTo(new Claim.Progress(0, "backup", NINE.plus(DAY), false));
    }

    @Test
    default void what_is_sent_again_though_it_may_have_arrived_is_flagged() {
        drawn("weekly", "ann");
        settle(resent(armed(), NINE.plusSeconds(5)));
        clock().set(NINE.plusSeconds(5));

        Claim second = claim();

        assertThat(second.progress()).isEqualTo(new Claim.Progress(1, ROAD, NINE.plus(DAY), true));
        assertThat(record(second).progress().possibleDuplicate()).isTrue();
    }

    @Test
    default void failed_held_and_expired_come_to_rest_with_why() {
        drawn("weekly", "ann", "ben", "cid");
        List<Claim> claims = ledger().arm(claims(3));
        settle(failed(claims.get(0)));
        settle(held(claims.get(1)));
        settle(settlement(claims.get(2), new Outcome.Unready("no data"), new Verdict.Expired("was not ready in time")));

        assertThat(claims).extracting(this::state).containsExactly(State.FAILED, State.HELD, State.EXPIRED);
        assertThat(claims)
                .extracting(each -> record(each).why())
                .containsExactly("550 no such user", "nobody knows whether it arrived", "was not ready in time");
        assertThat(claims).allMatch(each -> record(each).progress().settledAt().isPresent());
    }

    @Test
    default void a_claim_is_settled_once() {
        drawn("weekly", "ann");
        Claim claim = armed();
        settle(accepted(claim));

        assertThat(settle(failed(claim))).isFalse();
        assertThat(state(claim)).isEqualTo(State.ACCEPTED);
        assertThat(history().journal(0, 10)).hasSize(1);
    }

    @Test
    default void an_occurrence_is_finished_exactly_when_everyone_is_settled() {
        Occurrence occurrence = drawn("weekly", "ann", "ben");
        List<Claim> claims = ledger().arm(claims(2));
        settle(accepted(claims.getFirst()));
        assertThat(record(occurrence).standing()).isEqualTo(Standing.SENDING);
        clock().pass(Duration.ofSeconds(9));
        settle(failed(claims.getLast()));

        assertThat(record(occurrence).standing()).isEqualTo(Standing.FINISHED);
        assertThat(record(occurrence).finishedAt()).contains(NINE.plusSeconds(9));
        assertThat(record(occurrence).result()).isEqualTo("partly failed (1 of 2)");
    }

    @Test
    default void settlements_handed_in_together_are_all_written() {
        Occurrence occurrence = drawn("weekly", many("ann", 200));
        List<Claim> claims = ledger().arm(claims(200));
        List<CompletableFuture<Boolean>> written = claims.reversed().stream()
                .map(each -> ledger().settle(accepted(each)))
                .toList();

        assertThat(written).allMatch(CompletableFuture::join);
        assertThat(record(occurrence).tally().of(State.ACCEPTED)).isEqualTo(200);
        assertThat(record(occurrence).standing()).isEqualTo(Standing.FINISHED);
    }

    @Test
    default void a_kept_message_comes_back_octet_for_octet_until_it_is_accepted() {
        drawn("weekly", "ann");
        Claim first = armed();
        assertThat(ledger().kept(first)).isEmpty();
        settle(keeping(deferred(first, NINE), message("Hello")));
        reopen();
        Claim second = claim();

        assertThat(ledger().kept(second)).hasValueSatisfying(kept -> {
            assertThat(kept.content()).isEqualTo(message("Hello").content());
            assertThat(kept.subject()).isEqualTo(message("Hello").subject());
            assertThat(kept.sender()).isEqualTo(message("Hello").sender());
            assertThat(kept.receiver()).isEqualTo(message("Hello").receiver());
        });
        assertThat(history().kept(second.delivery())).isPresent();
        settle(accepted(ledger().arm(List.of(second)).getFirst()));
        assertThat(history().kept(second.delivery())).isEmpty();
    }

    @Test
    default void a_kept_message_stays_when_a_later_attempt_keeps_none_and_when_it_fails() {
        drawn("weekly", "ann");
        settle(keeping(deferred(armed(), NINE), message("Hello")));
        settle(deferred(armed(), NINE));
        Claim third = armed();
        assertThat(ledger().kept(third)).isPresent();
        settle(failed(third));

        assertThat(history().kept(third.delivery())).isPresent();
    }

    @Test
    default void settling_survives_reopening() {
        Occurrence occurrence = drawn("weekly", "ann", "ben", "cid", "dan");
        List<Claim> claims = ledger().arm(claims(3));
        settle(accepted(claims.get(0)));
        settle(deferred(claims.get(1), NINE.plusSeconds(60)));
        settle(held(claims.get(2)));
        var before = everyone(occurrence);
        var journal = history().journal(0, 100);
        var whole = record(occurrence);
        reopen();

        assertThat(everyone(occurrence)).isEqualTo(before);
        assertThat(history().journal(0, 100)).isEqualTo(journal);
        assertThat(record(occurrence)).isEqualTo(whole);
        assertThat(people(claims(10))).containsExactly("dan");
    }

    /// Where nobody is left who has the revision that it was fired with, others compose with theirs.
    @Test
    default void an_attempt_says_by_which_revision_where_that_is_another_than_it_was_fired_with() {
        Revision other = new Revision("07e4".repeat(16));
        drawn("weekly", "ann");
        settle(by(REVISION, deferred(armed(), NINE)));
        settle(by(other, keeping(deferred(armed(), NINE), message("hello"))));
        assertThat(ledger().kept(claim()).flatMap(Composed::revision)).contains(other);
        clock().pass(LEASE);
        ledger().reap();
        Claim third = armed();
        settle(accepted(third));

        assertThat(history().attempts(third.delivery()))
                .extracting(each -> each.by().revision())
                .containsExactly(Optional.empty(), Optional.of(other), Optional.empty());
        assertThat(history().journal(0, 10))
                .extracting(each -> each.attempt().orElseThrow().by().revision())
                .containsExactly(Optional.empty(), Optional.of(other), Optional.empty());
    }

    @Test
    default void the_attempt_numbers_go_on_over_the_whole_life() {
        drawn("weekly", "ann");
        settle(deferred(armed(), NINE));
        settle(waiting(claim(), ROAD, NINE));
        reopen();
        Claim third = claim();
        settle(new Settlement(
                third,
                new Attempt(third.attempt(), "backup", NINE, Duration.ZERO, new Outcome.Accepted(QUEUED)),
                new Verdict.Accepted(),
                Optional.empty()));

        assertThat(history().attempts(third.delivery()))
                .extracting(AttemptRecord::number)
                .containsExactly(1, 2, 3);
        assertThat(history().attempts(third.delivery()))
                .extracting(AttemptRecord::state)
                .containsExactly("waiting", "waiting", "accepted");
    }
}
