package dev.tidings.contracts;

import static dev.tidings.contracts.LedgerStory.many;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.audience.Drawn;
import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Entry;
import dev.tidings.ledger.Finish;
import dev.tidings.ledger.History.Backlog;
import dev.tidings.ledger.JournalEntry;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Page;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Occurrence;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Reading.
public interface HistoryPromises extends LedgerStory {

    @Test
    default void occurrences_are_listed_newest_first_and_in_pages() {
        List<Occurrence> all = Arrays.stream(many("n", 5)).map(this::triggered).toList();

        assertThat(history().occurrences(Optional.empty(), Set.of(), Page.first(2)))
                .extracting(OccurrenceRecord::occurrence)
                .containsExactly(all.get(4), all.get(3));
        assertThat(history()
                        .occurrences(
                                Optional.empty(), Set.of(), new Page(all.get(3).id(), 2)))
                .extracting(OccurrenceRecord::occurrence)
                .containsExactly(all.get(2), all.get(1));
    }

    @Test
    default void occurrences_are_found_by_notification_and_standing() {
        Occurrence due = triggered("weekly");
        triggered("daily");
        clock().pass(LEASE);
        Occurrence cancelled = triggered("weekly");
        ledger().cancel(cancelled.id());

        assertThat(history().occurrences(Optional.of("weekly"), Set.of(), Page.first(9)))
                .extracting(OccurrenceRecord::occurrence)
                .containsExactly(cancelled, due);
        assertThat(history().occurrences(Optional.of("weekly"), Set.of(Standing.DUE), Page.first(9)))
                .extracting(OccurrenceRecord::occurrence)
                .containsExactly(due);
        assertThat(history()
                        .occurrences(Optional.empty(), Set.of(Standing.CANCELLED, Standing.FINISHED), Page.first(9)))
                .extracting(OccurrenceRecord::occurrence)
                .containsExactly(cancelled);
        assertThat(history().occurrence(4711)).isEmpty();
    }

    @Test
    default void what_is_not_well_stands_out() {
        settle(accepted(claimOf(drawn("well", "ann"))));
        Occurrence failed = drawn("failed", "ann");
        settle(failed(claimOf(failed)));
        Occurrence abandoned = taken("abandoned");
        ledger().abandon(abandoned, "no such table");
        Occurrence running = drawn("running", "ann", "ben");
        settle(held(claimOf(running)));
        drawn("fine so far", "ann");
        ledger().postpone(taken("postponed"), NINE.plus(DAY), "later");

        assertThat(history().unwell(Page.first(9)))
                .extracting(OccurrenceRecord::occurrence)
                .containsExactly(running, abandoned, failed);
        assertThat(history().unwell(new Page(running.id(), 1)))
                .extracting(OccurrenceRecord::occurrence)
                .containsExactly(abandoned);
    }

    default Claim claimOf(Occurrence occurrence) {
        Claim claim = claims(10).stream()
                .filter(each -> each.occurrence().equals(occurrence))
                .findFirst()
                .orElseThrow();
        return ledger().arm(List.of(claim)).getFirst();
    }

    @Test
    default void deliveries_are_found_by_occurrence_and_state_in_pages() {
        Occurrence occurrence = drawn("weekly", many("ann", 6));
        drawn("daily", many("ben", 3));
        List<Claim> mine = claims(9).stream()
                .filter(each -> each.occurrence().equals(occurrence))
                .toList();
        ledger().arm(mine.subList(0, 3));
        settle(accepted(mine.get(0)));
        settle(failed(mine.get(1)));
        settle(held(mine.get(2)));

        assertThat(everyone(occurrence)).hasSize(6).isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()));
        assertThat(deliveries(occurrence, State.FAILED, State.HELD)).containsExactlyInAnyOrder("ann2", "ann3");
        assertThat(deliveries(occurrence, State.ACCEPTED, State.FAILED)).containsExactlyInAnyOrder("ann1", "ann2");
        assertThat(history()
                        .deliveries(
                                occurrence.id(), Set.of(), new Page(mine.get(2).delivery(), 1)))
                .extracting(DeliveryRecord::id)
                .containsExactly(mine.get(1).delivery());
    }

    private List<String> deliveries(Occurrence occurrence, State... states) {
        return history().deliveries(occurrence.id(), Set.of(states), Page.first(9)).stream()
                .map(each -> each.addressee().key())
                .toList();
    }

    @Test
    default void failures_of_every_occurrence_are_listed_newest_first() {
        drawn("weekly", "ann");
        drawn("daily", "ben");
        List<Claim> both = ledger().arm(claims(2));
        settle(failed(both.getFirst()));
        settle(held(both.getLast()));

        assertThat(history().failures(Page.first(9)))
                .hasSize(2)
                .isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()));
        assertThat(history().failures(Page.first(1))).hasSize(1);
    }

    @Test
    default void all_that_went_to_an_address_is_found_without_regard_to_case() {
        Occurrence weekly = drawn("weekly", "ann", "ben");
        Occurrence daily = drawn("daily", "Ann", "joann");

        assertThat(history().to("ANN@example.ORG", Page.first(9)))
                .extracting(DeliveryRecord::occurrence)
                .containsExactly(daily, weekly);
        assertThat(history().to("ann@example.org", Page.first(1)))
                .extracting(DeliveryRecord::occurrence)
                .containsExactly(daily);
        assertThat(history().to("ann@example.org", new Page(record(daily, "Ann").id(), 9)))
                .extracting(DeliveryRecord::occurrence)
                .containsExactly(weekly);
        assertThat(history().to("nobody@example.org", Page.first(9))).isEmpty();
    }

    @Test
    default void a_delivery_is_found_by_its_trace() {
        Occurrence occurrence = drawn("weekly", "ann");
        DeliveryRecord ann = record(occurrence, "ann");

        assertThat(history().delivery(ann.id())).contains(ann);
        assertThat(history().delivery(occurrence.trace().of("nobody"))).isEmpty();
        assertThat(history().delivery(4711)).isEmpty();
    }

    @Test
    default void the_journal_is_read_from_a_place_on_oldest_first() {
        drawn("weekly", "ann", "ben", "cid");
        ledger().arm(claims(3)).forEach(each -> settle(accepted(each)));

        List<JournalEntry> whole = history().journal(0, 10);

        assertThat(whole).hasSize(3).isSortedAccordingTo((a, b) -> Long.compare(a.id(), b.id()));
        assertThat(history().journal(whole.getFirst().id(), 1)).containsExactly(whole.get(1));
        assertThat(history().journal(whole.getLast().id(), 10)).isEmpty();
        assertThat(whole.getFirst().id()).isPositive();
    }

    @Test
    default void the_backlog_says_how_much_waits_and_since_when() {
        assertThat(history().backlog()).isEqualTo(new Backlog(0, Optional.empty()));
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("ann"), mailTo("ben"), mailTo("late", NINE.plus(DAY))));
        clock().pass(LEASE);
        assertThat(history().backlog()).isEqualTo(new Backlog(3, Optional.of(NINE)));
        List<Claim> both = ledger().arm(claims(2));
        settle(accepted(both.getFirst()));
        settle(deferred(both.getLast(), now().plusSeconds(1)));

        assertThat(history().backlog()).isEqualTo(new Backlog(2, Optional.empty()));
        clock().pass(LEASE);
        assertThat(history().backlog())
                .isEqualTo(new Backlog(2, Optional.of(NINE.plus(LEASE).plusSeconds(1))));
    }

    @Test
    default void a_row_of_data_keeps_its_types_and_its_order() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("text", "晚上\n\"quoted\" \u0000 \ud83d\udc4b");
        columns.put("long", Long.MIN_VALUE);
        columns.put("double", 0.1);
        columns.put("whole double", 3.0);
        columns.put("infinite", Double.NEGATIVE_INFINITY);
        columns.put("decimal", new BigDecimal("1.10"));
        columns.put("huge decimal", new BigDecimal("1e400"));
        columns.put("boolean", true);
        columns.put("null", null);
        columns.put("instant", Instant.parse("2026-03-02T09:00:00.123456789Z"));
        columns.put("date", LocalDate.parse("2026-03-02"));
        columns.put("local", LocalDateTime.parse("2026-03-02T09:00"));
        columns.put("offset", OffsetDateTime.parse("2026-03-02T09:00:00+08:00"));
        columns.put("list", Arrays.asList(1L, "one", null, List.of(LocalDate.EPOCH)));
        columns.put("map", Map.of("$date", "not a date", "inner", Map.of("a", 1.5)));
        columns.put("a", "last");
        Recipient recipient = new Recipient(
                "ann", Mailbox.parse("ann@example.org"), Optional.empty(), Optional.empty(), new Row(columns));
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(new Entry(new Drawn.Person(recipient), NINE, NINE.plus(DAY), ROAD)));
        reopen();

        Row read = claim().recipient().row();

        assertThat(read).isEqualTo(new Row(columns));
        assertThat(read.columns().keySet()).containsExactlyElementsOf(columns.keySet());
        assertThat(record(occurrence, "ann").addressee().row()).isEqualTo(new Row(columns));
    }

    @Test
    default void what_finished_comes_in_the_order_of_finishing() {
        Occurrence first = drawn("daily", "ann");
        Occurrence second = drawn("weekly", "bob");
        List<Claim> claims = claims(2);
        assertThat(history().finishedEnd()).isZero();
        settle(accepted(claims.getLast()));
        settle(failed(claims.getFirst()));

        List<Finish> whole = history().finished(0, 10);

        assertThat(whole).extracting(each -> each.occurrence().occurrence()).containsExactly(second, first);
        assertThat(whole).extracting(Finish::by).containsOnly(ledger().node());
        assertThat(history().finished(0, 1)).containsExactly(whole.getFirst());
        assertThat(history().finished(whole.getFirst().place(), 10)).containsExactly(whole.getLast());
        assertThat(history().finishedEnd()).isEqualTo(whole.getLast().place());
    }

    @Test
    default void one_that_is_resumed_finishes_once_more() {
        Occurrence occurrence = drawn("daily", "ann");
        settle(failed(claim()));
        long before = history().finishedEnd();

        ledger().retryAll(occurrence.id());
        assertThat(history().finished(before, 10)).isEmpty();
        settle(accepted(claim()));

        assertThat(history().finished(before, 10))
                .extracting(each -> each.occurrence().occurrence())
                .containsExactly(occurrence);
    }

    @Test
    default void the_journal_also_tells_what_no_attempt_brought_about() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(
                        occurrence,
                        List.of(mailTo("ann"), misfit("4", "nobody\0", "no address"), mailTo("ben"), mailTo("cid")));
        ledger().entered(occurrence);
        settle(failed(claims(1).getFirst()));
        ledger().retryAll(occurrence.id());
        ledger().skip(List.of(record(occurrence, "ben").id()));
        clock().pass(DAY);
        ledger().expire();
        ledger().cancel(drawn("daily", "dan").id());
        reopen();

        assertThat(history().journal(0, 100))
                .extracting(
                        each -> history()
                                .delivery(each.delivery())
                                .orElseThrow()
                                .addressee()
                                .key(),
                        JournalEntry::state,
                        JournalEntry::why,
                        each -> each.attempt().isPresent())
                .containsExactly(
                        tuple("4", State.FAILED, "no address", false),
                        tuple("ann", State.FAILED, "550 no such user", true),
                        tuple("ann", State.WAITING, "sent once more, by hand", false),
                        tuple("ben", State.SKIPPED, "skipped, by hand", false),
                        tuple("ann", State.EXPIRED, "expired", false),
                        tuple("cid", State.EXPIRED, "expired", false),
                        tuple("dan", State.CANCELLED, "its occurrence was cancelled", false));
        // NUL, as U+FFFD where a store can hold none
        assertThat(record(occurrence, "4").addressee().address()).isIn("nobody\0", "nobody\ufffd");
    }

    @Test
    default void the_journals_end_is_its_last_attempt() {
        assertThat(history().journalEnd()).isZero();
        drawn("daily", "ann");
        settle(accepted(claim()));

        assertThat(history().journalEnd())
                .isEqualTo(history().journal(0, 10).getLast().id())
                .isPositive();
    }
}
