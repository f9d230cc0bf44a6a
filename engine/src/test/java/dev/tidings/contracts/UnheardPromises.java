package dev.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Reason;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.JournalEntry;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Returned;
import dev.tidings.ledger.Tally;
import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How: what is told of a mail of which nobody heard whether it was handed over.
public interface UnheardPromises extends FeedbackStory {
    private NoticeRecord arrived(String id) {
        return heard(id, Fate.DELIVERED, Reason.DELIVERED);
    }

    private Judgement accepted(NoticeRecord notice, DeliveryRecord about, int attempt) {
        return judgement(notice, about, attempt, State.ACCEPTED);
    }

    /// So many of whose first attempts nobody heard what became of them; they wait to be sent once more.
    private List<Claim> unheard(int many) {
        List<Claim> claims = ledger().arm(claims(many));
        claims.forEach(each -> settle(keeping(resent(each, now()), message("to be sent once more"))));
        return claims;
    }

    @Test
    default void a_held_one_that_is_known_to_have_been_handed_over_is_accepted() {
        Occurrence occurrence = drawn("weekly", "ann");
        Claim claim = armed();
        settle(held(claim));
        assertThat(record(claim).uncertain()).isTrue();
        NoticeRecord notice = arrived("a");
        long place = history().journalEnd();

        assertThat(ledger().judge(List.of(accepted(notice, record(claim), 1))))
                .isEqualTo(Map.of(notice.id(), Optional.of(State.ACCEPTED)));
        reopen();

        assertThat(state(claim)).isEqualTo(State.ACCEPTED);
        assertThat(record(claim).uncertain()).isFalse();
        assertThat(record(claim).progress().settledAt()).contains(now());
        assertThat(history().journal(place, 10))
                .extracting(JournalEntry::delivery, JournalEntry::state, JournalEntry::attempt)
                .containsExactly(tuple(claim.delivery(), State.ACCEPTED, Optional.empty()));
        assertThat(record(occurrence).result()).isEqualTo("succeeded");
        assertThat(history().unwell(Page.first(10))).isEmpty();
        assertThat(history().returned(NINE)).as("it did not come back").isEmpty();
        Snapshot.recount(record(occurrence), history());
    }

    @Test
    default void one_that_is_known_to_have_been_handed_over_is_not_sent_once_more() {
        Occurrence occurrence = drawn("weekly", "ann", "ben");
        List<Claim> unheard = unheard(2);
        DeliveryRecord ann = record(unheard.getFirst());
        DeliveryRecord ben = record(unheard.getLast());
        List<Claim> again = claims(1);

        assertThat(changing(List.of(accepted(arrived("a"), ann, 1), accepted(arrived("b"), ben, 0))))
                .hasSize(2);

        assertThat(ledger().arm(again)).as("in somebody's hands").isEmpty();
        assertThat(settle(accepted(again.getFirst()))).isFalse();
        assertThat(claims(10)).isEmpty();
        assertThat(ledger().kept(again.getFirst())).isEmpty();
        assertThat(record(occurrence).tally().counts()).isEqualTo(Map.of(State.ACCEPTED, 2L));
        assertThat(record(occurrence).standing()).isEqualTo(Standing.FINISHED);
        assertThat(now(ann).progress().possibleDuplicate()).as("one copy").isFalse();
    }

    @Test
    default void one_that_comes_back_is_bounced_and_counts() {
        Occurrence occurrence = drawn("weekly", "ann", "ben", "cid");
        List<Claim> claims = ledger().arm(claims(3));
        Claim waiting = claims.get(0);
        Claim held = claims.get(1);
        Claim skipped = claims.get(2);
        settle(resent(waiting, now()));
        settle(held(held));
        settle(held(skipped));
        ledger().skip(List.of(skipped.delivery()));

        assertThat(changing(List.of(
                        bounced(bounce("a"), record(waiting)),
                        bounced(bounce("b"), record(held)),
                        complained(heard("c", Fate.COMPLAINED, Reason.FEEDBACK), record(skipped)))))
                .hasSize(3);

        assertThat(record(occurrence).tally().counts()).isEqualTo(Map.of(State.BOUNCED, 2L, State.COMPLAINED, 1L));
        assertThat(history().returned(NINE).stream().mapToLong(Returned::count).sum())
                .isEqualTo(3);
        assertThat(claims(10)).isEmpty();
        Snapshot.recount(record(occurrence), history());
    }

    @Test
    default void one_that_comes_back_after_it_went_on_counts_from_when_it_was_sent() {
        drawn("weekly", "ann", "ben");
        Claim before = armed();
        settle(held(before));
        clock().pass(Duration.ofMinutes(1));
        ledger().stop("weekly", "too many came back");
        ledger().goOn("weekly");
        clock().pass(Duration.ofMinutes(1));
        Claim after = armed();
        settle(held(after));

        ledger().judge(List.of(bounced(bounce("a"), record(before)), bounced(bounce("b"), record(after))));

        assertThat(history().sinceGoingOn("weekly")).isEqualTo(Tally.ofReturned(1, 1, 0));
    }

    /// Nobody can say then whether the one that is told of is the one that a person sent once more.
    @Test
    default void once_it_is_known_what_became_of_it_the_same_again_changes_nothing() {
        drawn("weekly", "ann");
        Claim claim = armed();
        settle(held(claim));
        ledger().judge(List.of(bounced(bounce("a"), record(claim))));
        ledger().retry(List.of(claim.delivery()));

        assertThat(changing(List.of(bounced(bounce("b"), record(claim)), accepted(arrived("c"), record(claim), 1))))
                .isEmpty();

        assertThat(claims(10)).extracting(Claim::delivery).containsExactly(claim.delivery());
    }

    @Test
    default void what_an_earlier_attempt_came_to_counts_when_it_arrived() {
        drawn("weekly", "ann", "ben");
        List<Claim> unheard = unheard(2);
        DeliveryRecord ann = record(unheard.getFirst());
        DeliveryRecord ben = record(unheard.getLast());
        ledger().arm(claims(2)).forEach(each -> settle(held(each)));

        assertThat(changing(List.of(judgement(bounce("a"), ann, 1, State.BOUNCED), accepted(arrived("b"), ben, 1))))
                .as("what is true of one attempt may not be so of the next, unless it arrived")
                .hasSize(1);

        assertThat(now(ann).state()).isEqualTo(State.HELD);
        assertThat(now(ben).state()).isEqualTo(State.ACCEPTED);
        assertThat(now(ben).progress().possibleDuplicate()).isTrue();
    }

    @Test
    default void what_is_being_sent_once_more_is_judged_when_that_is_over() {
        drawn("weekly", "ann");
        Claim first = unheard(1).getFirst();
        Claim again = armed();

        NoticeRecord arrived = arrived("a");
        NoticeRecord bounced = bounce("b");
        List<Judgement> judgements = List.of(accepted(arrived, record(first), 1), bounced(bounced, record(first)));

        assertThat(ledger().judge(judgements)).as("not yet").isEmpty();

        assertThat(record(first).state()).isEqualTo(State.SENDING);
        assertThat(ledger().unjudged(10)).containsExactly(arrived, bounced);
        assertThat(settle(accepted(again))).isTrue();
        assertThat(ledger().judge(judgements))
                .isEqualTo(Map.of(arrived.id(), Optional.empty(), bounced.id(), Optional.empty()));
    }

    /// It never got so far that it may have been handed over once more.
    @Test
    default void an_attempt_that_came_to_nothing_is_no_second_copy() {
        drawn("weekly", "ann", "ben");
        List<Claim> unheard = unheard(2);
        DeliveryRecord ann = record(unheard.getFirst());
        DeliveryRecord ben = record(unheard.getLast());
        ledger().arm(claims(2)).forEach(each -> settle(deferred(each, now())));

        assertThat(changing(List.of(judgement(bounce("a"), ann, 1, State.BOUNCED), accepted(arrived("b"), ben, 1))))
                .hasSize(2);

        assertThat(now(ann).state()).isEqualTo(State.BOUNCED);
        assertThat(now(ann).progress().possibleDuplicate()).isFalse();
        assertThat(now(ben).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    default void what_cannot_have_arrived_stays_as_it_is_whatever_is_told() {
        drawn("weekly", "ann", "ben");
        Claim ann = armed();
        settle(failed(ann));
        Claim ben = armed();
        settle(deferred(ben, now()));

        assertThat(changing(List.of(
                        accepted(arrived("a"), record(ann), 1),
                        bounced(bounce("b"), record(ann)),
                        bounced(bounce("c"), record(ben)),
                        accepted(arrived("d"), record(ben), 1))))
                .isEmpty();

        assertThat(state(ann)).isEqualTo(State.FAILED);
        assertThat(claims(10)).extracting(Claim::delivery).containsExactly(ben.delivery());
    }
}
