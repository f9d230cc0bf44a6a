package dev.tidings.contracts;

import static dev.tidings.contracts.LedgerStory.many;
import static dev.tidings.contracts.LedgerStory.people;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Entered;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.JournalEntry;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Suppressed;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.mail.Address;
import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whom not to mail.
public interface SuppressionPromises extends LedgerStory {
    Act CLICK = new Act("one-click", "the reader", "");
    Act ANNA = new Act("console", "anna", "she wrote to us");

    default Suppression unsubscribed(String person, String notification) {
        return suppression(person, Optional.of(notification), Reason.UNSUBSCRIBED, Optional.empty());
    }

    default Suppression bounced(String person) {
        return suppression(person, Optional.empty(), Reason.BOUNCED, Optional.empty());
    }

    default Suppression suppression(
            String person, Optional<String> notification, Reason reason, Optional<Instant> expires) {
        return new Suppression(new Address(person, "example.org"), notification, reason, CLICK, now(), expires);
    }

    default Suppressed suppress(Suppression... suppressions) {
        return ledger().suppress(List.of(suppressions));
    }

    default List<SuppressionRecord> onRecord(Which which) {
        return history().suppressions("", which, Page.first(100));
    }

    @Test
    default void somebody_who_unsubscribed_goes_on_record_as_suppressed_with_the_reason() {
        suppress(unsubscribed("ann", "weekly"));
        Occurrence occurrence = taken("weekly");

        Entered entered = ledger().enter(occurrence, List.of(mailTo("ann"), mailTo("ben"), misfit("c", "?", "no @")));
        ledger().entered(occurrence);

        assertThat(entered).isEqualTo(new Entered(1, 1, 1, 0));
        DeliveryRecord ann = record(occurrence, "ann");
        assertThat(ann.state()).isEqualTo(State.SUPPRESSED);
        assertThat(ann.why()).isEqualTo("unsubscribed on 2026-03-02");
        assertThat(ann.progress().settledAt()).contains(NINE);
        assertThat(record(occurrence).tally().counts())
                .isEqualTo(Map.of(State.WAITING, 1L, State.FAILED, 1L, State.SUPPRESSED, 1L));
        assertThat(people(claims(10))).containsExactly("ben");
    }

    @Test
    default void only_the_notification_they_left_is_kept_from_them() {
        suppress(unsubscribed("ann", "weekly"));

        assertThat(record(drawn("daily", "ann"), "ann").state()).isEqualTo(State.WAITING);
    }

    @Test
    default void a_suppression_of_all_mail_keeps_back_every_notification() {
        suppress(bounced("ann"));

        assertThat(record(drawn("daily", "ann"), "ann").why()).isEqualTo("bounced on 2026-03-02");
        assertThat(record(drawn("weekly", "ann"), "ann").state()).isEqualTo(State.SUPPRESSED);
    }

    @Test
    default void an_address_is_the_same_in_either_case() {
        suppress(unsubscribed("ANN", "weekly"));

        assertThat(record(drawn("weekly", "Ann"), "Ann").state()).isEqualTo(State.SUPPRESSED);
    }

    @Test
    default void an_occurrence_of_suppressed_people_alone_is_finished_and_well() {
        suppress(unsubscribed("ann", "weekly"));
        Occurrence occurrence = drawn("weekly", "ann");

        assertThat(record(occurrence).standing()).isEqualTo(Standing.FINISHED);
        assertThat(record(occurrence).result()).isEqualTo("suppressed");
        assertThat(record(occurrence).well()).isTrue();
        assertThat(history().failures(Page.first(10))).isEmpty();
    }

    @Test
    default void whoever_unsubscribes_while_they_wait_is_left_out_at_once() {
        Occurrence weekly = drawn("weekly", "ann", "ben");
        Occurrence daily = drawn("daily", "ann");

        Suppressed suppressed = suppress(unsubscribed("ann", "weekly"));

        assertThat(suppressed.leftOut()).isEqualTo(Map.of("weekly", 1));
        assertThat(record(weekly, "ann").state()).isEqualTo(State.SUPPRESSED);
        assertThat(record(daily, "ann").state()).isEqualTo(State.WAITING);
        assertThat(record(weekly).tally().counts()).isEqualTo(Map.of(State.WAITING, 1L, State.SUPPRESSED, 1L));
        assertThat(people(claims(10))).containsExactlyInAnyOrder("ben", "ann");
    }

    @Test
    default void of_a_mail_that_somebody_does_not_get_nobody_gets_a_copy() {
        suppress(unsubscribed("ann", "weekly"));
        Occurrence occurrence = taken("weekly");

        Entered entered = ledger().enter(
                        occurrence,
                        List.of(mailTo("ann"), copyTo("boss", "ann"), mailTo("ben"), copyTo("boss", "ben")));
        assertThat(entered).isEqualTo(new Entered(2, 0, 2, 0));

        assertThat(suppress(unsubscribed("ben", "weekly")).leftOut()).isEqualTo(Map.of("weekly", 2));
        assertThat(claims(10)).isEmpty();
        assertThat(record(occurrence).tally().counts()).isEqualTo(Map.of(State.SUPPRESSED, 4L));
    }

    @Test
    default void a_copy_that_waits_is_left_out_though_the_mail_itself_has_gone() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("ann"), copyTo("boss", "ann")));
        ledger().entered(occurrence);
        ledger().arm(claims(10))
                .forEach(each -> settle(each.recipient().copy().isEmpty() ? accepted(each) : deferred(each, now())));

        assertThat(suppress(unsubscribed("ann", "weekly")).leftOut()).isEqualTo(Map.of("weekly", 1));

        assertThat(claims(10)).isEmpty();
        assertThat(record(occurrence).tally().counts()).isEqualTo(Map.of(State.ACCEPTED, 1L, State.SUPPRESSED, 1L));
    }

    @Test
    default void whoever_wants_no_copies_gets_none_and_the_person_gets_their_mail() {
        suppress(unsubscribed("boss", "weekly"));

        ledger().enter(taken("weekly"), List.of(mailTo("ann"), copyTo("boss", "ann")));

        assertThat(people(claims(10))).containsExactly("ann");
    }

    @Test
    default void whoever_unsubscribes_while_somebody_holds_their_mail_is_not_armed() {
        Occurrence occurrence = drawn("weekly", "ann", "ben");
        List<Claim> claims = claims(2);
        suppress(unsubscribed("ann", "weekly"));

        assertThat(people(ledger().arm(claims))).containsExactly("ben");
        Claim ann = claims.stream()
                .filter(each -> each.recipient().key().equals("ann"))
                .findFirst()
                .orElseThrow();
        assertThat(settle(accepted(ann))).isFalse();
        assertThat(record(occurrence, "ann").state()).isEqualTo(State.SUPPRESSED);
        assertThat(record(occurrence, "ann").progress().attempts()).isZero();
    }

    @Test
    default void what_is_sending_to_somebody_who_unsubscribes_does_not_go_again() {
        Occurrence occurrence = drawn("weekly", "ann", "ben");
        List<Claim> sending = ledger().arm(claims(2));
        suppress(unsubscribed("ann", "weekly"), unsubscribed("ben", "weekly"));
        assertThat(record(occurrence).tally().waiting()).isEqualTo(2);
        settle(accepted(sending.getFirst()));
        settle(deferred(sending.getLast(), NINE.plusSeconds(5)));
        clock().pass(Duration.ofMinutes(1));

        assertThat(state(sending.getFirst())).isEqualTo(State.ACCEPTED);
        assertThat(state(sending.getLast())).isEqualTo(State.SUPPRESSED);
        assertThat(record(sending.getLast()).why()).isEqualTo("unsubscribed on 2026-03-02");
        assertThat(claims(10)).isEmpty();
        assertThat(record(occurrence).result()).isEqualTo("succeeded (1 accepted, 1 suppressed)");
    }

    @Test
    default void the_journal_tells_of_everyone_who_was_left_out() {
        suppress(unsubscribed("ann", "weekly"));
        Occurrence occurrence = drawn("weekly", "ann", "ben");
        suppress(bounced("ben"));

        assertThat(history().journal(0, 10))
                .extracting(JournalEntry::delivery, JournalEntry::state, JournalEntry::why)
                .containsExactly(
                        tuple(record(occurrence, "ann").id(), State.SUPPRESSED, "unsubscribed on 2026-03-02"),
                        tuple(record(occurrence, "ben").id(), State.SUPPRESSED, "bounced on 2026-03-02"));
    }

    @Test
    default void a_person_cannot_send_once_more_to_somebody_suppressed() {
        Occurrence occurrence = drawn("weekly", "ann", "ben");
        ledger().arm(claims(2)).forEach(each -> settle(failed(each)));
        suppress(unsubscribed("ann", "weekly"));
        assertThat(record(occurrence, "ann").state()).isEqualTo(State.FAILED);

        assertThat(ledger().retryAll(occurrence.id())).isEqualTo(1);

        assertThat(record(occurrence, "ann").why()).isEqualTo("unsubscribed on 2026-03-02");
        assertThat(record(occurrence).tally().counts()).isEqualTo(Map.of(State.WAITING, 1L, State.SUPPRESSED, 1L));
        assertThat(ledger().retry(List.of(record(occurrence, "ann").id()))).isZero();
        assertThat(people(claims(10))).containsExactly("ben");
    }

    @Test
    default void once_it_is_lifted_the_next_occurrence_reaches_them_and_so_does_a_retry() {
        suppress(unsubscribed("ann", "weekly"));
        Occurrence first = drawn("weekly", "ann");
        long id = onRecord(Which.HOLDING).getFirst().id();
        clock().pass(Duration.ofHours(1));

        List<SuppressionRecord> lifted = ledger().lift(List.of(id, 4711L), ANNA);

        assertThat(lifted).hasSize(1);
        assertThat(ledger().lift(List.of(id), ANNA)).isEmpty();
        assertThat(record(first, "ann").state()).isEqualTo(State.SUPPRESSED);
        Occurrence next = drawn("weekly", "ann");
        assertThat(record(next, "ann").state()).isEqualTo(State.WAITING);
        assertThat(ledger().retry(List.of(record(first, "ann").id()))).isEqualTo(1);
        assertThat(claims(10)).hasSize(2);
    }

    @Test
    default void what_was_lifted_stays_on_record_with_who_and_when() {
        suppress(unsubscribed("ann", "weekly"));
        clock().pass(Duration.ofHours(1));
        ledger().lift(List.of(onRecord(Which.HOLDING).getFirst().id()), ANNA);
        reopen();

        assertThat(onRecord(Which.HOLDING)).isEmpty();
        SuppressionRecord lifted = onRecord(Which.EVER).getFirst();
        assertThat(lifted.suppression())
                .isEqualTo(new Suppression(
                        new Address("ann", "example.org"),
                        Optional.of("weekly"),
                        Reason.UNSUBSCRIBED,
                        CLICK,
                        NINE,
                        Optional.empty()));
        assertThat(lifted.noted()).isEqualTo(NINE);
        assertThat(lifted.lift()).contains(new SuppressionRecord.Lift(NINE.plus(Duration.ofHours(1)), ANNA));
    }

    @Test
    default void lifting_a_bounce_does_not_mail_somebody_who_unsubscribed() {
        suppress(bounced("ann"), unsubscribed("ann", "weekly"));
        SuppressionRecord bounce = onRecord(Which.HOLDING).stream()
                .filter(each -> each.suppression().reason() == Reason.BOUNCED)
                .findFirst()
                .orElseThrow();
        ledger().lift(List.of(bounce.id()), ANNA);

        assertThat(record(drawn("weekly", "ann"), "ann").why()).isEqualTo("unsubscribed on 2026-03-02");
        assertThat(record(drawn("daily", "ann"), "ann").state()).isEqualTo(State.WAITING);
    }

    @Test
    default void of_several_reasons_the_earliest_on_record_is_told() {
        suppress(bounced("ann"));
        suppress(unsubscribed("ann", "weekly"));

        assertThat(record(drawn("weekly", "ann"), "ann").why()).isEqualTo("bounced on 2026-03-02");
    }

    @Test
    default void saying_the_same_again_changes_nothing() {
        assertThat(suppress(unsubscribed("ann", "weekly")).added()).hasSize(1);
        clock().pass(Duration.ofHours(1));
        assertThat(suppress(unsubscribed("ann", "weekly"), unsubscribed("ann", "weekly"))
                        .added())
                .isEmpty();
        assertThat(onRecord(Which.EVER)).hasSize(1);
        assertThat(suppress(unsubscribed("ben", "weekly"), unsubscribed("BEN", "weekly"))
                        .added())
                .hasSize(1);
    }

    @Test
    default void one_that_has_expired_holds_no_longer() {
        Suppression month =
                suppression("ann", Optional.empty(), Reason.MANUAL, Optional.of(NINE.plus(Duration.ofDays(30))));
        suppress(month);
        assertThat(record(drawn("weekly", "ann"), "ann").state()).isEqualTo(State.SUPPRESSED);
        clock().pass(Duration.ofDays(30));

        assertThat(record(drawn("weekly", "ann"), "ann").state()).isEqualTo(State.WAITING);
        assertThat(onRecord(Which.HOLDING)).isEmpty();
        assertThat(onRecord(Which.EVER)).hasSize(1);
        assertThat(history().suppressed("weekly", List.of(month.address()))).isEmpty();
        assertThat(suppress(suppression("ann", Optional.empty(), Reason.MANUAL, Optional.empty()))
                        .added())
                .hasSize(1);
        assertThat(onRecord(Which.HOLDING)).hasSize(1);
    }

    @Test
    default void one_that_holds_longer_takes_the_place_of_a_shorter_one_and_not_the_other_way_round() {
        Optional<Instant> soon = Optional.of(NINE.plus(Duration.ofDays(1)));
        Optional<Instant> later = Optional.of(NINE.plus(Duration.ofDays(2)));
        suppress(suppression("ann", Optional.empty(), Reason.MANUAL, soon));
        assertThat(suppress(suppression("ann", Optional.empty(), Reason.MANUAL, later))
                        .added())
                .hasSize(1);
        assertThat(suppress(suppression("ann", Optional.empty(), Reason.MANUAL, soon))
                        .added())
                .isEmpty();

        assertThat(onRecord(Which.HOLDING)).hasSize(1);
        assertThat(onRecord(Which.HOLDING).getFirst().suppression().expires()).isEqualTo(later);
        assertThat(onRecord(Which.EVER).getLast().lift().orElseThrow().act().note())
                .isEqualTo("holds longer now");
    }

    @Test
    default void suppressions_are_found_by_how_an_address_begins_newest_first_and_page_by_page() {
        suppress(bounced("ann"), bounced("anton"), bounced("ben"), bounced("a_b"), bounced("a%"));
        suppress(unsubscribed("ann", "weekly"));

        assertThat(addresses(history().suppressions("An", Which.HOLDING, Page.first(10))))
                .containsExactly("ann", "anton", "ann");
        assertThat(addresses(history().suppressions("ann@example.org", Which.HOLDING, Page.first(10))))
                .containsExactly("ann", "ann");
        assertThat(addresses(history().suppressions("a_", Which.HOLDING, Page.first(10))))
                .containsExactly("a_b");
        assertThat(addresses(history().suppressions("a%", Which.HOLDING, Page.first(10))))
                .containsExactly("a%");
        List<SuppressionRecord> page = history().suppressions("", Which.HOLDING, Page.first(4));
        assertThat(addresses(page)).containsExactly("ann", "a%", "a_b", "ben");
        assertThat(addresses(history()
                        .suppressions("", Which.HOLDING, new Page(page.getLast().id(), 4))))
                .containsExactly("anton", "ann");
    }

    private static List<String> addresses(List<SuppressionRecord> records) {
        return records.stream()
                .map(each -> each.suppression().address().local())
                .toList();
    }

    @Test
    default void whom_of_many_not_to_mail_is_one_question() {
        suppress(unsubscribed("ann", "weekly"), unsubscribed("ben", "daily"), bounced("cid"));
        List<Address> all = Stream.of("Ann", "ben", "CID", "dan")
                .map(each -> new Address(each, "example.org"))
                .toList();

        Map<String, Suppression> found = history().suppressed("weekly", all);

        assertThat(found).containsOnlyKeys("ann@example.org", "cid@example.org");
        assertThat(found.get("ann@example.org").why()).isEqualTo("unsubscribed on 2026-03-02");
        assertThat(history().suppressed("weekly", List.of())).isEmpty();
    }

    @Test
    default void many_are_suppressed_at_once_and_left_out_of_all_that_waits() {
        String[] people = many("ann", 1500);
        Occurrence weekly = drawn("weekly", people);
        Occurrence daily = drawn("daily", people);
        List<Suppression> every = Arrays.stream(people).map(this::bounced).toList();

        Suppressed suppressed = ledger().suppress(every.subList(0, 1400));

        assertThat(suppressed.added()).hasSize(1400);
        assertThat(suppressed.leftOut()).isEqualTo(Map.of("weekly", 1400, "daily", 1400));
        assertThat(record(weekly).tally().waiting()).isEqualTo(100);
        assertThat(record(daily).tally().of(State.SUPPRESSED)).isEqualTo(1400);
        assertThat(claims(500)).hasSize(200);
    }

    @Test
    default void whoever_is_suppressed_while_the_audience_is_drawn_is_left_out() {
        drawn("daily", "ann");
        Occurrence weekly = taken("weekly");
        ledger().enter(weekly, List.of(mailTo("ann"), mailTo("ben")));

        Suppressed suppressed = suppress(bounced("ann"));

        assertThat(suppressed.leftOut()).isEqualTo(Map.of("weekly", 1, "daily", 1));
        assertThat(people(claims(10))).containsExactly("ben");
    }
}
