package dev.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Match.Proof;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Forgotten;
import dev.tidings.ledger.History;
import dev.tidings.ledger.History.Told;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.JournalEntry;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.NoticeRecord.Judged;
import dev.tidings.ledger.Page;
import dev.tidings.mail.Address;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What comes back.
public interface FeedbackPromises extends FeedbackStory {
    @Test
    default void what_is_told_is_on_record_as_it_was_told() {
        Notice nobody =
                new Notice(Optional.empty(), Fate.DELAYED, Reason.NETWORKERROR, Optional.empty(), Optional.empty(), "");
        Arrival arrival = arrival("a1", Report.Kind.BOUNCE, told(Fate.FAILED, Reason.MAILBOXFULL), nobody);

        assertThat(ledger().hear(List.of(arrival))).isEqualTo(1);
        reopen();

        List<NoticeRecord> notices = ledger().unjudged(10);
        assertThat(notices)
                .extracting(NoticeRecord::notice)
                .containsExactlyElementsOf(arrival.report().notices());
        NoticeRecord first = notices.getFirst();
        assertThat(first.source()).isEqualTo("imap");
        assertThat(first.kind()).isEqualTo(Report.Kind.BOUNCE);
        assertThat(first.at()).isEqualTo(arrival.at());
        assertThat(first.noted()).isEqualTo(now());
        assertThat(first.clues()).isEqualTo(CLUES);
        assertThat(first.judged()).isEmpty();
        assertThat(history().notice(first.id())).contains(first);
        assertThat(history().original(first.arrival())).contains(ORIGINAL);
        assertThat(notices.getLast().arrival()).isEqualTo(first.arrival());
        assertThat(history().original(-1)).isEmpty();
        assertThat(history().notice(-1)).isEmpty();
    }

    @Test
    default void an_original_is_kept_to_its_last_octet() {
        byte[] octets = new byte[Arrival.ORIGINAL_MAX];
        IntStream.range(0, octets.length).forEach(at -> octets[at] = (byte) at);
        ledger().hear(List.of(new Arrival("smtp", "long", now(), Report.other(Clues.NONE), octets)));

        assertThat(history().original(ledger().unjudged(1).getFirst().arrival()))
                .contains(octets);
    }

    @Test
    default void the_same_event_again_changes_nothing() {
        Arrival once = arrival("a1", Report.Kind.BOUNCE, told(Fate.FAILED, Reason.USERUNKNOWN));
        Arrival elsewhere = new Arrival("smtp", "a1", now(), once.report(), ORIGINAL);

        assertThat(ledger().hear(List.of(once, once))).isEqualTo(1);
        assertThat(ledger().hear(List.of(once, elsewhere))).isEqualTo(1);
        assertThat(ledger().hear(List.of(elsewhere, once))).isZero();
        assertThat(ledger().hear(List.of())).isZero();

        assertThat(history().notices(Told.ALL, Page.first(10)))
                .extracting(NoticeRecord::source)
                .containsExactly("smtp", "imap");
    }

    @Test
    default void what_tells_of_nobody_is_on_record_all_the_same() {
        ledger().hear(List.of(arrival("letter", Report.Kind.OTHER), arrival("away", Report.Kind.AUTO_REPLY)));

        List<Notice> notices =
                ledger().unjudged(10).stream().map(NoticeRecord::notice).toList();
        assertThat(notices).extracting(Notice::fate).containsExactly(Fate.OTHER, Fate.ANSWERED);
        assertThat(notices).extracting(Notice::reason).containsExactly(Reason.UNDEFINED, Reason.VACATION);
        assertThat(notices).extracting(Notice::recipient).containsOnly(Optional.empty());
    }

    @Test
    default void all_that_can_be_told_can_be_kept() {
        List<Notice> all = Stream.concat(
                        Stream.of(Fate.values()).map(fate -> told(fate, Reason.UNDEFINED)),
                        Stream.of(Reason.values()).map(reason -> told(Fate.FAILED, reason)))
                .toList();
        List<Arrival> arrivals = Stream.of(Report.Kind.values())
                .map(kind -> new Arrival("imap", kind.name(), now(), new Report(kind, all, Clues.NONE), new byte[0]))
                .toList();

        assertThat(ledger().hear(arrivals)).isEqualTo(arrivals.size());

        assertThat(ledger().unjudged(1000))
                .extracting(NoticeRecord::notice)
                .containsExactlyElementsOf(arrivals.stream()
                        .flatMap(each -> each.report().notices().stream())
                        .toList());
        assertThat(ledger().unjudged(1000)).extracting(NoticeRecord::kind).contains(Report.Kind.values());
    }

    @Test
    default void the_oldest_are_judged_first() {
        List<NoticeRecord> all = Stream.of("a", "b", "c").map(this::bounce).toList();

        assertThat(ledger().unjudged(2)).containsExactly(all.get(0), all.get(1));
        assertThat(changing(List.of(unmatched(all.getFirst())))).isEmpty();
        assertThat(ledger().unjudged(2)).containsExactly(all.get(1), all.get(2));
    }

    @Test
    default void what_is_put_off_is_judged_when_its_time_comes() {
        NoticeRecord early = bounce("a");
        NoticeRecord other = bounce("b");
        ledger().putOff(List.of(early.id()), now().plusSeconds(60));
        reopen();

        assertThat(ledger().unjudged(10)).containsExactly(other);
        clock().pass(Duration.ofSeconds(60));
        assertThat(ledger().unjudged(10)).containsExactly(early, other);
    }

    @Test
    default void an_accepted_delivery_that_comes_back_is_bounced() {
        DeliveryRecord delivery = handedOver("weekly", "ann");
        Occurrence occurrence = delivery.occurrence();
        Instant finished = record(occurrence).finishedAt().orElseThrow();
        NoticeRecord notice = bounce("a");
        long place = history().journalEnd();
        clock().pass(DAY);

        assertThat(changing(List.of(bounced(notice, delivery)))).containsExactly(notice.id());
        reopen();

        assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
        assertThat(now(delivery).why()).isEqualTo("550 no such user");
        assertThat(now(delivery).progress().settledAt()).contains(now());
        assertThat(now(notice).judged())
                .contains(new Judged(
                        now(),
                        Optional.of(new Match(delivery.id(), 1, Proof.SIGNED)),
                        true,
                        Optional.of(State.BOUNCED),
                        "left out"));
        assertThat(history().notices(delivery.id())).containsExactly(now(notice));
        assertThat(history().journal(place, 10))
                .extracting(JournalEntry::delivery, JournalEntry::state, JournalEntry::why, JournalEntry::attempt)
                .containsExactly(tuple(delivery.id(), State.BOUNCED, "550 no such user", Optional.empty()));
        assertThat(record(occurrence).tally().counts()).isEqualTo(Map.of(State.BOUNCED, 1L));
        assertThat(record(occurrence).tally().handedOver()).isEqualTo(1);
        assertThat(record(occurrence).finishedAt()).contains(finished);
        assertThat(record(occurrence).result()).isEqualTo("returned");
        assertThat(history().unwell(Page.first(10))).containsExactly(record(occurrence));
        assertThat(history().deliveries(occurrence.id(), Set.of(State.BOUNCED, State.COMPLAINED), Page.first(10)))
                .containsExactly(now(delivery));
    }

    @Test
    default void one_of_many_that_comes_back_is_one_of_many() {
        Occurrence occurrence = drawn("weekly", "ann", "ben", "cid");
        List<Claim> claims = ledger().arm(claims(3));
        claims.forEach(each -> settle(accepted(each)));

        ledger().judge(List.of(bounced(bounce("a"), record(claims.getFirst()))));

        assertThat(record(occurrence).result()).isEqualTo("partly returned (1 of 3)");
        Snapshot.recount(record(occurrence), history());
    }

    /// A large list always has some.
    @Test
    default void few_of_many_that_come_back_are_nothing_to_see_to() {
        Occurrence occurrence = drawn("weekly", LedgerStory.many("p", 40));
        List<Claim> claims = ledger().arm(claims(40));
        claims.forEach(each -> settle(accepted(each)));

        ledger().judge(List.of(
                bounced(bounce("a"), record(claims.getFirst())), bounced(bounce("b"), record(claims.get(1)))));
        assertThat(record(occurrence).result()).isEqualTo("succeeded (38 accepted, 2 bounced)");
        assertThat(record(occurrence).well()).isTrue();
        assertThat(history().unwell(Page.first(10))).isEmpty();

        ledger().judge(List.of(bounced(bounce("c"), record(claims.getLast()))));
        assertThat(record(occurrence).result()).isEqualTo("partly returned (3 of 40)");
        assertThat(record(occurrence).well()).isFalse();
        assertThat(history().unwell(Page.first(10))).containsExactly(record(occurrence));
    }

    @Test
    default void a_complaint_comes_after_a_bounce_and_not_before_one() {
        DeliveryRecord ann = handedOver("weekly", "ann");
        DeliveryRecord ben = handedOver("weekly", "ben");
        NoticeRecord first = bounce("a");
        NoticeRecord second = heard("b", Fate.COMPLAINED, Reason.FEEDBACK);
        NoticeRecord third = heard("c", Fate.COMPLAINED, Reason.FEEDBACK);
        NoticeRecord fourth = bounce("d");

        assertThat(changing(List.of(
                        bounced(first, ann), complained(second, ann), complained(third, ben), bounced(fourth, ben))))
                .containsExactly(first.id(), second.id(), third.id());

        assertThat(now(ann).state()).isEqualTo(State.COMPLAINED);
        assertThat(now(ben).state()).isEqualTo(State.COMPLAINED);
        assertThat(history().notices(ben.id())).containsExactly(now(third), now(fourth));
        assertThat(history().journal(0, 100))
                .filteredOn(each -> each.delivery() == ann.id())
                .extracting(JournalEntry::state)
                .containsExactly(State.ACCEPTED, State.BOUNCED, State.COMPLAINED);
        Snapshot.recount(record(ann.occurrence()), history());
        Snapshot.recount(record(ben.occurrence()), history());
    }

    @Test
    default void what_was_not_accepted_stays_as_it_is() {
        drawn("weekly", "ann", "ben");
        List<Claim> claims = ledger().arm(claims(2));
        settle(failed(claims.getFirst()));
        NoticeRecord one = bounce("a");
        NoticeRecord other = bounce("b");
        DeliveryRecord sending = record(claims.getLast());

        assertThat(changing(List.of(
                        bounced(one, record(claims.getFirst())), judgement(other, sending, 0, State.COMPLAINED))))
                .isEmpty();

        assertThat(state(claims.getFirst())).isEqualTo(State.FAILED);
        assertThat(now(sending)).isEqualTo(sending);
        assertThat(now(one).judged()).isPresent();
        assertThat(now(other).judged()).as("while it is being sent").isEmpty();
        assertThat(settle(accepted(claims.getLast()))).isTrue();
    }

    @Test
    default void one_that_was_sent_once_more_since_stays_as_it_is() {
        DeliveryRecord first = handedOver("weekly", "ann");
        ledger().judge(List.of(bounced(bounce("a"), first)));
        ledger().retry(List.of(first.id()));
        settle(accepted(armed()));
        NoticeRecord late = bounce("b");

        assertThat(changing(List.of(bounced(late, first)))).isEmpty();

        assertThat(now(first).state()).isEqualTo(State.ACCEPTED);
        assertThat(now(first).progress().attempts()).isEqualTo(2);
        NoticeRecord ofTheSecond = bounce("c");
        assertThat(changing(List.of(bounced(ofTheSecond, now(first))))).containsExactly(ofTheSecond.id());
    }

    @Test
    default void a_notice_is_judged_once() {
        DeliveryRecord ann = handedOver("weekly", "ann");
        DeliveryRecord ben = handedOver("weekly", "ben");
        NoticeRecord notice = bounce("a");
        Judgement first = bounced(notice, ann);
        Judgement second = bounced(notice, ben);

        assertThat(changing(List.of(first, second))).containsExactly(notice.id());
        NoticeRecord judged = now(notice);
        clock().pass(DAY);
        assertThat(ledger().judge(List.of(second))).as("somebody else did").isEmpty();

        assertThat(changing(List.of(second, unmatched(notice)))).isEmpty();
        ledger().putOff(List.of(notice.id()), now().minusSeconds(1));
        assertThat(now(notice)).isEqualTo(judged);
        assertThat(ledger().unjudged(10)).isEmpty();
        assertThat(now(ben).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    default void a_notice_about_nothing_on_record_is_about_nothing() {
        NoticeRecord notice = bounce("a");
        Match match = new Match(4711, 1, Proof.HEADER);

        assertThat(changing(List.of(new Judgement(
                        notice.id(), Optional.of(match), true, Optional.of(State.BOUNCED), "why", "nothing"))))
                .isEmpty();
        assertThat(changing(List.of(unmatched(new NoticeRecord(
                        notice.id() + 1000,
                        notice.arrival(),
                        "imap",
                        notice.kind(),
                        notice.at(),
                        notice.noted(),
                        notice.notice(),
                        CLUES,
                        Optional.empty())))))
                .isEmpty();

        assertThat(now(notice).judged().orElseThrow().match()).isEmpty();
        assertThat(history().notices(Told.UNMATCHED, Page.first(10))).containsExactly(now(notice));
    }

    @Test
    default void a_copy_that_comes_back_is_not_the_persons_own_mail() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("ann"), copyTo("boss", "ann")));
        ledger().entered(occurrence);
        ledger().arm(claims(2)).forEach(each -> settle(accepted(each)));
        DeliveryRecord copy = history().copies(occurrence.id(), "ann").getFirst();

        ledger().judge(List.of(bounced(bounce("a"), copy)));

        assertThat(now(copy).state()).isEqualTo(State.BOUNCED);
        assertThat(record(occurrence, "ann").state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    default void a_person_sends_once_more_what_came_back() {
        DeliveryRecord ann = handedOver("weekly", "ann");
        DeliveryRecord ben = handedOver("weekly", "ben");
        ledger().judge(List.of(
                bounced(bounce("a"), ann), complained(heard("b", Fate.COMPLAINED, Reason.FEEDBACK), ben)));

        assertThat(ledger().skip(List.of(ann.id(), ben.id()))).isZero();
        assertThat(ledger().retryAll(ann.occurrence().id())).isZero();
        assertThat(ledger().retry(List.of(ann.id(), ben.id()))).isEqualTo(2);

        assertThat(claims(10)).extracting(Claim::attempt).containsExactly(2, 2);
        Snapshot.recount(record(ann.occurrence()), history());
    }

    @Test
    default void what_came_back_from_somebody_suppressed_stays_so_when_it_cannot_be_sent_once_more() {
        DeliveryRecord ann = handedOver("weekly", "ann");
        DeliveryRecord ben = handedOver("weekly", "ben");
        ledger().judge(List.of(
                bounced(bounce("a"), ann), complained(heard("b", Fate.COMPLAINED, Reason.FEEDBACK), ben)));
        Suppression.Act act = new Suppression.Act("cli", "anna", "they left");
        ledger().suppress(List.of(nothingMoreTo("ann", act), nothingMoreTo("ben", act)));
        Map<State, Long> before = record(ann.occurrence()).tally().counts();

        assertThat(ledger().retry(List.of(ann.id(), ben.id()))).isZero();

        assertThat(record(ann.occurrence(), "ann").state()).isEqualTo(State.BOUNCED);
        assertThat(record(ben.occurrence(), "ben").state()).isEqualTo(State.COMPLAINED);
        assertThat(record(ann.occurrence()).tally().counts()).isEqualTo(before);
        Snapshot.recount(record(ann.occurrence()), history());
    }

    @Test
    default void a_report_is_judged_as_a_whole() {
        bounce("a");
        ledger().hear(List.of(arrival(
                "b",
                Report.Kind.BOUNCE,
                told(Fate.FAILED, Reason.USERUNKNOWN),
                told(Fate.FAILED, Reason.USERUNKNOWN),
                told(Fate.DELIVERED, Reason.DELIVERED))));
        bounce("c");

        assertThat(ledger().unjudged(1)).hasSize(1);
        assertThat(ledger().unjudged(2))
                .extracting(each -> each.notice().fate())
                .containsExactly(Fate.FAILED, Fate.FAILED, Fate.FAILED, Fate.DELIVERED);
        assertThat(ledger().unjudged(4)).hasSize(4);
        assertThat(ledger().unjudged(9)).hasSize(5);
    }

    @Test
    default void a_suppression_that_gives_way_to_a_longer_one_was_lifted_by_nobody() {
        DeliveryRecord ann = handedOver("weekly", "ann");
        Suppression.Act act = new Suppression.Act("smtp", "", "no such user");
        ledger().suppress(List.of(new Suppression(
                Address.parse("ann@example.org"),
                Optional.empty(),
                Suppression.Reason.BOUNCED,
                act,
                now(),
                Optional.of(now().plus(DAY)))));
        ledger().judge(List.of(bounced(heard("a", Fate.FAILED, Reason.MAILBOXFULL), ann)));
        clock().pass(Duration.ofMinutes(1));

        ledger().suppress(List.of(nothingMoreTo("ann", act)));

        assertThat(history().bouncesLifted("ann@example.org")).isEmpty();
        assertThat(history().mailboxFailures("ann@example.org", Instant.EPOCH)).containsExactly(ann.id());
    }

    @Test
    default void of_very_much_that_is_told_of_a_mail_what_changed_it_is_among_what_is_shown() {
        DeliveryRecord ann = handedOver("weekly", "ann");
        NoticeRecord late = heard("late", Fate.DELAYED, Reason.NETWORKERROR);
        ledger().judge(List.of(new Judgement(
                late.id(), Optional.of(new Match(ann.id(), 1, Proof.SIGNED)), true, Optional.empty(), "", "nothing")));
        NoticeRecord bounce = bounce("first");
        ledger().judge(List.of(bounced(bounce, ann)));
        for (int each = 0; each < History.NOTICES_MAX; each++) {
            ledger().judge(List.of(bounced(bounce("again " + each), ann)));
        }

        assertThat(history().notices(ann.id()))
                .hasSize(History.NOTICES_MAX)
                .extracting(NoticeRecord::id)
                .contains(bounce.id())
                .doesNotContain(late.id())
                .isSorted();
    }

    @Test
    default void what_others_told_is_listed_newest_first() {
        DeliveryRecord ann = handedOver("weekly", "ann");
        NoticeRecord bounce = bounce("a");
        NoticeRecord complaint = heard("b", Fate.COMPLAINED, Reason.FEEDBACK);
        NoticeRecord late = heard("c", Fate.DELAYED, Reason.NETWORKERROR);
        NoticeRecord strange = bounce("d");
        ledger().judge(List.of(bounced(bounce, ann), complained(complaint, ann), unmatched(strange)));

        assertThat(history().notices(Told.ALL, Page.first(3))).containsExactly(now(strange), now(late), now(complaint));
        assertThat(history().notices(Told.ALL, new Page(late.id(), 10))).containsExactly(now(complaint), now(bounce));
        assertThat(history().notices(Told.BOUNCES, Page.first(10))).containsExactly(now(strange), now(bounce));
        assertThat(history().notices(Told.BOUNCES, new Page(strange.id(), 10))).containsExactly(now(bounce));
        assertThat(history().notices(Told.COMPLAINTS, Page.first(10))).containsExactly(now(complaint));
        assertThat(history().notices(Told.UNMATCHED, Page.first(10))).containsExactly(now(strange));
    }

    @Test
    default void failures_of_a_mailbox_are_counted_by_delivery() {
        DeliveryRecord first = handedOver("weekly", "ann");
        DeliveryRecord second = handedOver("daily", "ann");
        Instant since = now().minusSeconds(60);
        ledger().judge(List.of(
                bounced(heard("a", Fate.FAILED, Reason.MAILBOXFULL), first),
                bounced(heard("b", Fate.FAILED, Reason.MAILBOXFULL), first),
                bounced(heard("c", Fate.FAILED, Reason.SUSPEND), second)));

        assertThat(history().mailboxFailures("ANN@example.org", since))
                .containsExactlyInAnyOrder(first.id(), second.id());
        assertThat(history().mailboxFailures("ben@example.org", since)).isEmpty();
        assertThat(history().mailboxFailures("ann@example.org", since.plusMillis(1)))
                .isEmpty();
    }

    @Test
    default void what_is_no_failure_of_a_mailbox_is_not_counted_as_one() {
        DeliveryRecord delivery = handedOver("weekly", "ann");
        NoticeRecord guessed = heard("c", Fate.FAILED, Reason.MAILBOXFULL);
        ledger().judge(List.of(
                bounced(heard("a", Fate.FAILED, Reason.USERUNKNOWN), delivery),
                bounced(heard("b", Fate.DELAYED, Reason.MAILBOXFULL), delivery),
                new Judgement(
                        guessed.id(),
                        Optional.of(new Match(delivery.id(), 0, Proof.HEADER)),
                        false,
                        Optional.empty(),
                        "why",
                        "nothing"),
                unmatched(heard("d", Fate.FAILED, Reason.MAILBOXFULL))));

        assertThat(history().mailboxFailures("ann@example.org", Instant.EPOCH)).isEmpty();
    }

    @Test
    default void failures_of_a_mailbox_that_somebody_lifted_are_forgiven() {
        DeliveryRecord first = handedOver("weekly", "ann");
        DeliveryRecord second = handedOver("daily", "ann");
        Suppression.Act act = new Suppression.Act("cli", "anna", "she made room");
        ledger().suppress(List.of(nothingMoreTo("ann", act)));
        ledger().judge(List.of(bounced(heard("a", Fate.FAILED, Reason.MAILBOXFULL), first)));
        clock().pass(Duration.ofSeconds(1));
        ledger().lift(
                        List.of(history()
                                .suppressions("", Which.HOLDING, Page.first(1))
                                .getFirst()
                                .id()),
                        act);
        assertThat(history().mailboxFailures("ann@example.org", Instant.EPOCH)).isEmpty();
        assertThat(history().bouncesLifted("ANN@example.org")).contains(now());
        assertThat(history().bouncesLifted("ben@example.org")).isEmpty();

        clock().pass(Duration.ofSeconds(1));
        ledger().judge(List.of(bounced(heard("b", Fate.FAILED, Reason.MAILBOXFULL), second)));
        assertThat(history().mailboxFailures("ann@example.org", Instant.EPOCH))
                .as("that was sent before, too")
                .isEmpty();
        DeliveryRecord third = handedOver("weekly", "ann");
        ledger().judge(List.of(bounced(heard("c", Fate.FAILED, Reason.MAILBOXFULL), third)));

        assertThat(history().mailboxFailures("ann@example.org", Instant.EPOCH)).containsExactly(third.id());
    }

    @Test
    default void deliveries_are_found_by_their_traces() {
        DeliveryRecord ann = handedOver("weekly", "ann");
        Occurrence halfway = taken("daily");
        ledger().enter(halfway, List.of(mailTo("ben"), mailTo("cid")));
        DeliveryRecord ben = record(halfway, "ben");

        assertThat(history().deliveries(List.of(ann.trace(), ben.trace(), new Trace("0f".repeat(16)))))
                .isEqualTo(Map.of(ann.trace(), ann, ben.trace(), ben));
        assertThat(history().deliveries(List.of())).isEmpty();
    }

    @Test
    default void what_is_told_of_a_delivery_is_forgotten_with_it() {
        DeliveryRecord ann = handedOver("weekly", "ann");
        clock().pass(DAY);
        DeliveryRecord ben = handedOver("weekly", "ben");
        Arrival ofBoth = arrival(
                "both",
                Report.Kind.BOUNCE,
                told(Fate.FAILED, Reason.USERUNKNOWN),
                told(Fate.FAILED, Reason.USERUNKNOWN));
        NoticeRecord ofAnn = bounce("a");
        ledger().hear(List.of(ofBoth));
        List<NoticeRecord> both = ledger().unjudged(10).subList(1, 3);
        ledger().judge(List.of(bounced(ofAnn, ann), bounced(both.getFirst(), ann), bounced(both.getLast(), ben)));
        clock().pass(DAY);

        assertThat(forgotten(ben.progress().settledAt().orElseThrow())).isEqualTo(new Forgotten(1, 1));

        assertThat(history().notices(Told.ALL, Page.first(10))).containsExactly(now(both.getLast()));
        assertThat(history().original(ofAnn.arrival())).isEmpty();
        assertThat(history().original(both.getLast().arrival())).isPresent();
        assertThat(forgotten(now())).isEqualTo(new Forgotten(1, 1));
        assertThat(history().notices(Told.ALL, Page.first(10))).isEmpty();
        assertThat(history().original(both.getLast().arrival())).isEmpty();
        assertThat(bounce("a").id()).isGreaterThan(both.getLast().id());
    }

    @Test
    default void what_is_about_nothing_is_forgotten_when_it_is_old() {
        DeliveryRecord ann = handedOver("weekly", "ann");
        List<NoticeRecord> old = Stream.of("a", "b", "c").map(this::bounce).toList();
        ledger().judge(old.stream().map(this::unmatched).toList());
        NoticeRecord ofAnn = bounce("d");
        NoticeRecord unjudged = bounce("e");
        clock().pass(DAY);
        NoticeRecord young = bounce("f");
        ledger().judge(List.of(bounced(ofAnn, ann), unmatched(young)));

        Instant before = ann.progress().settledAt().orElseThrow().minusMillis(1);
        assertThat(ledger().forget(before, 2)).isEqualTo(Forgotten.NOTHING);
        clock().pass(DAY);
        drawn("weekly", "ben");
        ledger().retry(List.of(ann.id()));
        assertThat(ledger().forget(now().minus(DAY), 2)).isEqualTo(new Forgotten(0, 0, 2));
        assertThat(ledger().forget(now().minus(DAY), 2)).isEqualTo(new Forgotten(0, 0, 1));
        assertThat(ledger().forget(now().minus(DAY), 2)).isEqualTo(Forgotten.NOTHING);

        assertThat(history().notices(Told.ALL, Page.first(10))).containsExactly(now(young), now(unjudged), now(ofAnn));
        assertThat(history().original(old.getFirst().arrival())).isEmpty();
    }

    default Forgotten forgotten(Instant before) {
        return ledger().forget(before, 100);
    }
}
