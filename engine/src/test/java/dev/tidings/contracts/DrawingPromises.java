package dev.tidings.contracts;

import static dev.tidings.contracts.LedgerStory.people;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.State;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Entered;
import dev.tidings.ledger.Entry;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Occurrence;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What: the audience comes on record.
public interface DrawingPromises extends LedgerStory {

    @Test
    default void a_due_occurrence_is_taken_by_one_and_no_other() {
        Occurrence occurrence = triggered("weekly");

        assertThat(ledger().expand(10)).containsExactly(occurrence);
        assertThat(record(occurrence).standing()).isEqualTo(Standing.EXPANDING);
        assertThat(ledger().expand(10)).isEmpty();
    }

    @Test
    default void no_more_are_taken_than_asked_for() {
        triggered("a");
        triggered("b");
        triggered("c");

        assertThat(ledger().expand(2)).hasSize(2);
        assertThat(ledger().expand(2)).hasSize(1);
    }

    @Test
    default void what_somebody_left_half_drawn_is_handed_out_again() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("ann")));

        clock().pass(Ledger.PATIENCE.minusMillis(1));
        assertThat(ledger().expand(10)).isEmpty();
        clock().pass(LEASE);
        assertThat(ledger().expand(10)).containsExactly(occurrence);
    }

    @Test
    default void whoever_goes_on_drawing_keeps_the_occurrence() {
        Occurrence occurrence = taken("weekly");
        clock().pass(Ledger.PATIENCE.minus(LEASE));
        ledger().enter(occurrence, List.of(mailTo("ann")));
        clock().pass(LEASE.multipliedBy(2));

        assertThat(ledger().expand(10)).isEmpty();
    }

    @Test
    default void what_an_ended_process_left_half_drawn_is_handed_out_again() {
        Occurrence occurrence = taken("weekly");
        reopen();
        clock().pass(Ledger.PATIENCE);

        assertThat(ledger().expand(10)).containsExactly(occurrence);
    }

    @Test
    default void a_page_puts_people_on_record_waiting() {
        Occurrence occurrence = taken("weekly");

        assertThat(ledger().enter(occurrence, List.of(mailTo("ann"), mailTo("ben"))))
                .isEqualTo(new Entered(2, 0, 0));
        assertThat(everyone(occurrence))
                .extracting(each -> each.addressee().key())
                .containsExactly("ben", "ann");
        DeliveryRecord ann = record(occurrence, "ann");
        assertThat(ann.state()).isEqualTo(State.WAITING);
        assertThat(ann.why()).isEmpty();
        assertThat(ann.occurrence()).isEqualTo(occurrence);
        assertThat(ann.addressee())
                .isEqualTo(new DeliveryRecord.Addressee(
                        "ann", "ann@example.org", "ann", recipient("ann").row()));
        assertThat(ann.progress().due()).isEqualTo(NINE);
        assertThat(ann.progress().expires()).isEqualTo(NINE.plus(DAY));
        assertThat(ann.progress().road()).isEqualTo(ROAD);
    }

    @Test
    default void a_page_entered_twice_adds_nobody() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("ann"), mailTo("ben")));

        assertThat(ledger().enter(occurrence, List.of(mailTo("ben"), mailTo("ann"))))
                .isEqualTo(new Entered(0, 0, 2));
        assertThat(record(occurrence).tally().people()).isEqualTo(2);
        assertThat(record(occurrence).tally().repeated()).isEqualTo(2);
    }

    @Test
    default void a_person_twice_in_one_page_gets_one_mail_as_first_written() {
        Occurrence occurrence = taken("weekly");

        assertThat(ledger().enter(occurrence, List.of(mailTo("ann"), mailTo("ann", NINE.plus(DAY)))))
                .isEqualTo(new Entered(1, 0, 1));
        assertThat(record(occurrence, "ann").progress().due()).isEqualTo(NINE);
    }

    @Test
    default void drawing_again_after_a_crash_counts_nobody_as_repeated() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("ann"), mailTo("ben")));
        reopen();
        clock().pass(Ledger.PATIENCE);
        ledger().expand(10);

        ledger().enter(occurrence, List.of(mailTo("ann"), mailTo("ben")));
        ledger().enter(occurrence, List.of(mailTo("cid"), mailTo("ann")));

        assertThat(record(occurrence).tally().people()).isEqualTo(3);
        assertThat(record(occurrence).tally().repeated()).isEqualTo(1);
    }

    @Test
    default void whoever_is_on_record_is_found_while_others_are_still_being_drawn_and_afterwards() {
        drawn("daily", "ann", "ben");
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("ann")));
        ledger().enter(occurrence, List.of(mailTo("cid")));
        assertFound(occurrence);

        ledger().entered(occurrence);
        assertFound(occurrence);

        reopen();
        assertFound(occurrence);
    }

    private void assertFound(Occurrence occurrence) {
        assertThat(record(occurrence, "ann").addressee().key()).isEqualTo("ann");
        assertThat(history().delivery(occurrence.trace().of("ben"))).isEmpty();
        assertThat(history().to("ANN@example.org", Page.first(10)))
                .extracting(each -> each.occurrence().notification())
                .containsExactly("weekly", "daily");
        assertThat(history().to("cid@example.org", Page.first(10))).hasSize(1);
    }

    @Test
    default void among_very_many_nobody_is_entered_twice_and_everybody_is_found() {
        Occurrence occurrence = taken("weekly");
        List<Entry> all =
                Stream.of(LedgerStory.many("p", 60_000)).map(this::mailTo).toList();
        for (int at = 0; at < all.size(); at += 2_000) {
            ledger().enter(occurrence, all.subList(at, at + 2_000));
        }

        assertThat(ledger().enter(occurrence, List.of(all.getFirst(), all.get(55_000), mailTo("late"))))
                .isEqualTo(new Entered(1, 0, 2));
        assertThat(history().to("p60000@example.org", Page.first(2))).hasSize(1);
        assertThat(record(occurrence, "p1").addressee().key()).isEqualTo("p1");
        assertThat(record(occurrence, "late").addressee().key()).isEqualTo("late");
        assertThat(record(occurrence).tally().people()).isEqualTo(60_001);
    }

    @Test
    default void the_same_person_in_another_occurrence_is_another_delivery() {
        Occurrence monday = drawn("weekly", "ann");
        Occurrence daily = drawn("daily", "ann");

        assertThat(record(monday, "ann").id()).isNotEqualTo(record(daily, "ann").id());
    }

    @Test
    default void a_row_that_makes_no_recipient_is_recorded_as_failed_with_why() {
        Occurrence occurrence = taken("weekly");

        assertThat(ledger().enter(occurrence, List.of(mailTo("ann"), misfit("7", "ann at home", "an @ is missing"))))
                .isEqualTo(new Entered(1, 1, 0));
        DeliveryRecord misfit = record(occurrence, "7");
        assertThat(misfit.state()).isEqualTo(State.FAILED);
        assertThat(misfit.why()).isEqualTo("an @ is missing");
        assertThat(misfit.addressee().address()).isEqualTo("ann at home");
        assertThat(misfit.progress().settledAt()).contains(NINE);
        assertThat(history().failures(Page.first(10))).containsExactly(misfit);
    }

    @Test
    default void mail_goes_out_while_later_pages_are_drawn_and_finishes_only_after_the_last() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("ann")));
        settle(accepted(armed()));
        assertThat(record(occurrence).standing()).isEqualTo(Standing.EXPANDING);

        ledger().entered(occurrence);

        assertThat(record(occurrence).standing()).isEqualTo(Standing.FINISHED);
        assertThat(record(occurrence).finishedAt()).contains(NINE);
    }

    @Test
    default void once_everyone_is_on_record_it_is_sending() {
        Occurrence occurrence = drawn("weekly", "ann");

        assertThat(record(occurrence).standing()).isEqualTo(Standing.SENDING);
        assertThat(record(occurrence).finishedAt()).isEmpty();
        assertThat(ledger().expand(10)).isEmpty();
    }

    @Test
    default void an_occurrence_without_anybody_is_finished_at_once() {
        Occurrence occurrence = drawn("weekly");

        assertThat(record(occurrence).standing()).isEqualTo(Standing.FINISHED);
        assertThat(record(occurrence).result()).isEqualTo("succeeded");
    }

    @Test
    default void only_misfits_finish_as_failed() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(misfit("7", "?", "an @ is missing")));
        ledger().entered(occurrence);

        assertThat(record(occurrence).standing()).isEqualTo(Standing.FINISHED);
        assertThat(record(occurrence).result()).isEqualTo("failed");
    }

    @Test
    default void a_postponed_occurrence_is_drawn_when_its_time_comes() {
        Occurrence occurrence = taken("weekly");
        ledger().postpone(occurrence, NINE.plusSeconds(30), "the database is down");

        assertThat(record(occurrence).standing()).isEqualTo(Standing.DUE);
        assertThat(record(occurrence).why()).isEqualTo("the database is down");
        clock().set(NINE.plusSeconds(29));
        assertThat(ledger().expand(10)).isEmpty();
        clock().set(NINE.plusSeconds(30));
        assertThat(ledger().expand(10)).containsExactly(occurrence);
        ledger().entered(occurrence);
        assertThat(record(occurrence).why()).isEmpty();
    }

    @Test
    default void whoever_was_never_tried_goes_before_those_who_were_postponed() {
        Occurrence postponed = taken("weekly");
        ledger().postpone(postponed, NINE.plusSeconds(30), "the database is down");
        clock().set(NINE.plusSeconds(60));
        Occurrence fresh = triggered("daily");

        assertThat(ledger().expand(1)).containsExactly(fresh);
        assertThat(ledger().expand(10)).containsExactly(postponed);
    }

    @Test
    default void whoever_was_postponed_to_an_earlier_time_goes_first() {
        Occurrence first = taken("weekly");
        Occurrence second = taken("daily");
        ledger().postpone(first, NINE.plusSeconds(40), "the database is down");
        ledger().postpone(second, NINE.plusSeconds(30), "the database is down");
        clock().set(NINE.plusSeconds(60));

        assertThat(ledger().expand(1)).containsExactly(second);
    }

    @Test
    default void a_postponement_outlives_the_process() {
        Occurrence occurrence = taken("weekly");
        ledger().postpone(occurrence, NINE.plusSeconds(30), "the database is down");
        reopen();

        assertThat(ledger().expand(10)).isEmpty();
        clock().set(NINE.plusSeconds(30));
        assertThat(ledger().expand(10)).containsExactly(occurrence);
    }

    @Test
    default void an_abandoned_occurrence_ends_failed_with_whom_is_on_record() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("ann")));
        ledger().abandon(occurrence, "no such table");
        assertThat(record(occurrence).standing()).isEqualTo(Standing.SENDING);

        settle(accepted(armed()));

        assertThat(record(occurrence).standing()).isEqualTo(Standing.FINISHED);
        assertThat(record(occurrence).why()).isEqualTo("no such table");
        assertThat(record(occurrence).result()).isEqualTo("failed");
    }

    @Test
    default void an_occurrence_that_is_not_being_drawn_takes_nobody_in() {
        Occurrence cancelled = taken("weekly");
        ledger().cancel(cancelled.id());
        Occurrence finished = drawn("daily");

        assertThat(ledger().enter(cancelled, List.of(mailTo("ann")))).isEqualTo(new Entered(0, 0, 0));
        assertThat(ledger().enter(finished, List.of(mailTo("ann")))).isEqualTo(new Entered(0, 0, 0));
        ledger().entered(cancelled);
        ledger().postpone(finished, NINE, "late");
        assertThat(record(cancelled).standing()).isEqualTo(Standing.CANCELLED);
        assertThat(record(finished).standing()).isEqualTo(Standing.FINISHED);
        assertThat(people(claims(10))).isEmpty();
    }
}
