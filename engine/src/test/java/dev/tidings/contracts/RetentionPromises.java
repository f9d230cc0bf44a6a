package dev.tidings.contracts;

import static dev.tidings.contracts.LedgerStory.many;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.ledger.Finish;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.Forgotten;
import dev.tidings.ledger.JournalEntry;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Triggered;
import dev.tidings.mail.Address;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is too old is forgotten; nothing else is.
public interface RetentionPromises extends LedgerStory {
    Duration YEAR = Duration.ofDays(365);

    @Test
    default void a_finished_occurrence_is_forgotten_with_all_of_its_people() {
        Occurrence old = drawn("weekly", "ann", "ben", "cid");
        List<Claim> claims = ledger().arm(claims(3));
        settle(accepted(claims.get(0)));
        settle(keeping(failed(claims.get(1)), message("Hello")));
        settle(failed(claims.get(2)));
        clock().pass(YEAR);
        Occurrence young = drawn("weekly", "ann");
        Claim claim = armed();
        settle(accepted(claim));

        assertThat(forgetAll(now().minus(DAY))).isEqualTo(new Forgotten(1, 3));

        assertThat(history().occurrence(old.id())).isEmpty();
        assertThat(everyone(old)).isEmpty();
        assertThat(history().delivery(old.trace().of("ann"))).isEmpty();
        assertThat(history().kept(claims.get(1).delivery())).isEmpty();
        assertThat(history().failures(Page.first(10))).isEmpty();
        assertThat(history().unwell(Page.first(10))).isEmpty();
        assertThat(history().to("ann@example.org", Page.first(10))).containsExactly(record(claim));
        assertThat(history().to("ben@example.org", Page.first(10))).isEmpty();
        assertThat(history().journal(0, 10)).extracting(JournalEntry::delivery).containsExactly(claim.delivery());
        assertThat(record(young).result()).isEqualTo("succeeded");
    }

    @Test
    default void it_is_old_when_it_ended_before_and_not_when_it_was_due_before() {
        Occurrence occurrence = drawn("weekly", "ann");
        clock().pass(DAY.dividedBy(2));
        settle(accepted(armed()));
        Instant ended = now();
        clock().pass(YEAR);

        assertThat(forgetAll(ended)).isEqualTo(Forgotten.NOTHING);
        assertThat(record(occurrence).finishedAt()).contains(ended);
        assertThat(forgetAll(ended.plusMillis(1))).isEqualTo(new Forgotten(1, 1));
    }

    @Test
    default void what_was_missed_skipped_or_cancelled_is_forgotten_too() {
        ledger().trigger(firing("missed", NINE, Cause.MANUAL, new Firing.Decision.Missed("late")));
        ledger().trigger(firing("skipped", NINE, Cause.MANUAL, new Firing.Decision.Skipped("no")));
        ledger().cancel(drawn("cancelled", "ann").id());
        ledger().cancel(triggered("never drawn").id());
        clock().pass(YEAR);

        assertThat(forgetAll(now())).isEqualTo(new Forgotten(4, 1));
        assertThat(occurrences()).isEmpty();
    }

    /// Of a stopped notification, say.
    @Test
    default void what_nobody_took_before_it_was_forgotten_holds_up_nobody_after_it() {
        ledger().stop("weekly", "too many came back");
        ledger().cancel(drawn("weekly", "ann").id());
        clock().pass(YEAR);
        assertThat(forgetAll(now())).isEqualTo(new Forgotten(1, 1));
        ledger().goOn("weekly");
        drawn("weekly", "ben");

        assertThat(LedgerStory.people(claims(10))).containsExactly("ben");
    }

    @Test
    default void nothing_goes_that_is_unfinished_or_held() {
        Occurrence waiting = drawn("waiting", "ann");
        Occurrence claimed = drawn("claimed", "ann");
        Occurrence sending = drawn("sending", "ann");
        Occurrence held = drawn("held", "ann");
        Occurrence expanding = taken("expanding");
        Occurrence due = triggered("due");
        Map<String, Claim> claims = byNotification(claims(4));
        ledger().release(List.of(claims.get("waiting")));
        ledger().arm(List.of(claims.get("sending"), claims.get("held")));
        settle(held(claims.get("held")));
        clock().pass(YEAR);

        assertThat(forgetAll(now())).isEqualTo(Forgotten.NOTHING);

        assertThat(occurrences())
                .extracting(OccurrenceRecord::occurrence)
                .containsExactlyInAnyOrder(waiting, claimed, sending, held, expanding, due);
        assertThat(record(held, "ann").state()).isEqualTo(State.HELD);
        assertThat(everyone(claimed)).hasSize(1);
    }

    @Test
    default void what_is_held_goes_once_a_person_has_decided() {
        Occurrence occurrence = drawn("weekly", "ann", "ben");
        List<Claim> claims = ledger().arm(claims(2));
        settle(accepted(claims.get(0)));
        settle(held(claims.get(1)));
        clock().pass(YEAR);
        assertThat(forgetAll(now())).isEqualTo(Forgotten.NOTHING);

        ledger().skip(List.of(claims.get(1).delivery()));

        assertThat(forgetAll(now())).isEqualTo(new Forgotten(1, 2));
        assertThat(history().occurrence(occurrence.id())).isEmpty();
    }

    @Test
    default void who_is_sent_to_once_more_stays_until_that_has_ended_for_so_long() {
        Occurrence occurrence = drawn("weekly", "ann", "ben");
        List<Claim> claims = ledger().arm(claims(2));
        claims.forEach(each -> settle(failed(each)));
        clock().pass(YEAR);
        assertThat(ledger().forget(now(), 1)).isEqualTo(new Forgotten(0, 1));
        List<Long> left = everyone(occurrence).stream().map(each -> each.id()).toList();
        ledger().retry(left);

        assertThat(forgetAll(now().plus(DAY))).isEqualTo(Forgotten.NOTHING);

        settle(accepted(armed()));
        clock().pass(DAY);
        assertThat(forgetAll(now().minus(DAY))).isEqualTo(Forgotten.NOTHING);
        assertThat(forgetAll(now())).isEqualTo(new Forgotten(1, 1));
    }

    @Test
    default void it_goes_in_small_portions_the_oldest_first() {
        Occurrence first = drawn("first", many("p", 5));
        ledger().arm(claims(5)).forEach(each -> settle(accepted(each)));
        clock().pass(DAY);
        Occurrence second = drawn("second", many("p", 3));
        ledger().arm(claims(3)).forEach(each -> settle(accepted(each)));
        clock().pass(YEAR);

        assertThat(ledger().forget(now(), 4)).isEqualTo(new Forgotten(0, 4));
        assertThat(everyone(first)).hasSize(1);
        assertThat(record(first).tally().of(State.ACCEPTED)).isEqualTo(5);
        assertThat(everyone(second)).hasSize(3);
        assertThat(ledger().forget(now(), 4)).isEqualTo(new Forgotten(2, 4));
        assertThat(ledger().forget(now(), 4)).isEqualTo(Forgotten.NOTHING);
        assertThat(occurrences()).isEmpty();
    }

    @Test
    default void suppressions_stay() {
        ledger().suppress(List.of(new Suppression(
                Address.parse("ann@example.org"),
                Optional.empty(),
                Suppression.Reason.UNSUBSCRIBED,
                new Suppression.Act("test", "", ""),
                now(),
                Optional.empty())));
        drawn("weekly", "ann");
        clock().pass(YEAR);

        assertThat(forgetAll(now())).isEqualTo(new Forgotten(1, 1));
        assertThat(history().suppressed("weekly", Set.of(Address.parse("ann@example.org"))))
                .hasSize(1);
    }

    @Test
    default void whoever_still_reads_the_journal_loses_nothing_of_it() {
        accept("weekly", "ann");
        accept("weekly", "ben");
        long read = history().journal(0, 1).getFirst().id();
        List<JournalEntry> unread = history().journal(read, 10);
        clock().pass(YEAR);
        ledger().bookmark("reader", read);

        assertThat(forgetAll(now())).isEqualTo(new Forgotten(1, 1));
        assertThat(history().journal(read, 10)).isEqualTo(unread);
        assertThat(history().delivery(unread.getFirst().delivery())).isPresent();

        ledger().bookmark("reader", history().journalEnd());
        assertThat(forgetAll(now())).isEqualTo(new Forgotten(1, 1));
    }

    @Test
    default void nobody_waits_for_a_reader_who_has_stopped() {
        ledger().bookmark("gone", 0);
        accept("weekly", "ann");
        clock().pass(YEAR);

        assertThat(forgetAll(now())).isEqualTo(new Forgotten(1, 1));
    }

    @Test
    default void no_number_and_no_place_is_given_a_second_time() {
        Occurrence old = drawn("weekly", "ann", "ben");
        List<Claim> claims = ledger().arm(claims(2));
        claims.forEach(each -> settle(accepted(each)));
        long end = history().journalEnd();
        long finish = history().finishedEnd();
        clock().pass(YEAR);
        forgetAll(now());
        reopen();

        Occurrence young = drawn("weekly", "ann");
        Claim claim = armed();
        settle(accepted(claim));

        assertThat(young.id()).isGreaterThan(old.id());
        assertThat(claim.delivery()).isGreaterThan(claims.get(1).delivery());
        assertThat(history().journal(end, 10))
                .extracting(JournalEntry::delivery)
                .containsExactly(claim.delivery());
        assertThat(history().finished(finish, 10))
                .extracting(Finish::occurrence)
                .extracting(OccurrenceRecord::occurrence)
                .containsExactly(young);
        assertThat(history().to("ann@example.org", Page.first(10))).containsExactly(record(claim));
        assertThat(history().delivery(young.trace().of("ann"))).contains(record(claim));
    }

    @Test
    default void an_instant_that_was_fired_and_is_forgotten_is_not_fired_again() {
        ledger().plan(Map.of("weekly", NINE));
        ledger().fire(List.of(firing("weekly", NINE, Cause.SCHEDULE, new Firing.Decision.Missed("late"))));
        clock().pass(YEAR);
        assertThat(forgetAll(now())).isEqualTo(new Forgotten(1, 0));
        reopen();

        assertThat(ledger().fire(List.of(due("weekly", NINE)))).isEmpty();
        assertThat(ledger().agenda()).isEqualTo(Map.of("weekly", NINE.plus(DAY)));
    }

    @Test
    default void a_request_that_comes_again_after_so_long_is_a_new_one() {
        Firing firing = firing("weekly", NINE, Cause.MANUAL, new Firing.Decision.Missed("late"));
        Occurrence old = ledger().trigger(firing, "order 7").occurrence();
        clock().pass(YEAR);
        forgetAll(now());

        Triggered again = ledger().trigger(firing, "order 7");

        assertThat(again.anew()).isTrue();
        assertThat(again.occurrence().id()).isGreaterThan(old.id());
    }

    @Test
    default void what_was_handed_over_lately_is_still_counted() {
        accept("weekly", "ann");
        clock().pass(YEAR);
        accept("weekly", "ben");
        forgetAll(now());

        assertThat(history().carried(ROAD, now().minus(DAY), DAY)).hasSize(1).allMatch(each -> each.count() == 1);
    }

    private void accept(String notification, String person) {
        drawn(notification, person);
        settle(accepted(armed()));
    }

    private Forgotten forgetAll(Instant before) {
        Forgotten sum = Forgotten.NOTHING;
        for (Forgotten each = ledger().forget(before, 1000);
                !each.equals(Forgotten.NOTHING);
                each = ledger().forget(before, 1000)) {
            sum = sum.and(each);
        }
        return sum;
    }

    private List<OccurrenceRecord> occurrences() {
        return history().occurrences(Optional.empty(), Set.of(), Page.first(100));
    }

    private static Map<String, Claim> byNotification(List<Claim> claims) {
        return claims.stream().collect(toMap(each -> each.occurrence().notification(), each -> each));
    }
}
