package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.event.Event;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match.Proof;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import dev.tidings.feedback.Report.Kind;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.NoticeRecord.Judged;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Stop;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.mail.Address;
import dev.tidings.notification.AfterBounces;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Reactions;
import dev.tidings.notification.Secret;
import dev.tidings.notification.Stage;
import dev.tidings.notification.StopWhen;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What follows when mail comes back.
class PostmasterTest {
    private static final String ANN = "ann@example.org";

    private final Scene scene = new Scene();
    private final Postmaster postmaster =
            new Postmaster(scene::setup, scene.stores(scene.ledger), scene.events::add, scene.clock);
    private final Mailroom mailroom = new Mailroom(scene.ledger, scene.bus);
    private int arrivals;

    @BeforeEach
    void sign_return_addresses() {
        scene.bounces = new Bounces(
                Optional.of(new Bounces.Home(
                        Address.parse("bounces@example.com"),
                        List.of(new Secret("a key of thirty-two characters and more")))),
                Reactions.USUAL,
                List.of());
    }

    @Test
    void a_mail_to_nobody_comes_back_and_the_next_one_skips_them_and_says_why() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);

        comesBack(signed(), failed(Reason.USERUNKNOWN, ANN));

        assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
        assertThat(now(delivery).why()).isEqualTo("came back (userunknown): 550 5.1.1 no such user");
        assertThat(judged().match().orElseThrow().proof()).isEqualTo(Proof.SIGNED);
        assertThat(judged().what()).isEqualTo("ann@example.org is left out from now on");
        scene.clock.pass(Duration.ofDays(1));
        DeliveryRecord next = scene.delivery(scene.run("news"));
        assertThat(next.state()).isEqualTo(State.SUPPRESSED);
        assertThat(next.why()).contains("bounced");
        assertThat(scene.heard(Event.Suppressed.class)).hasSize(1);
    }

    @Test
    void the_same_told_twice_or_by_two_ways_ends_in_the_same_state() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);
        Arrival arrival = arrival("smtp", "1", signed(), failed(Reason.USERUNKNOWN, ANN));

        mailroom.take(List.of(arrival));
        mailroom.take(List.of(arrival, arrival));
        postmaster.round();
        mailroom.take(List.of(arrival("imap", "1", signed(), failed(Reason.USERUNKNOWN, ANN))));
        postmaster.round();

        assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
        assertThat(scene.history.notices(delivery.id())).hasSize(2);
        assertThat(suppressions()).hasSize(1);
        assertThat(scene.heard(Event.Judged.class).map(Event.Judged::changed)).containsExactly(true, false);
    }

    /// The duty goes to another node when one is slow.
    @Test
    void what_another_node_has_judged_meanwhile_is_told_by_that_one_alone() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);
        Clues clues = signed();
        Ledger slow = (Ledger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Ledger.class}, (_, method, arguments) -> {
                    if (method.getName().equals("judge")) {
                        postmaster.round();
                    }
                    return method.invoke(scene.ledger, arguments);
                });
        mailroom.take(List.of(arrival("smtp", "1", clues, failed(Reason.USERUNKNOWN, ANN))));

        new Postmaster(scene::setup, scene.stores(slow), scene.events::add, scene.clock).round();

        assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
        assertThat(scene.heard(Event.Judged.class).map(Event.Judged::changed)).containsExactly(true);
    }

    @Test
    void a_complaint_outweighs_a_bounce_whichever_comes_first() throws InterruptedException {
        DeliveryRecord first = sent("news", ANN);
        Clues toFirst = signed();
        DeliveryRecord second = sent("news", "bob@example.org");
        Clues toSecond = signed();

        comesBack(toFirst, failed(Reason.MAILBOXFULL, ANN));
        comesBack(toFirst, complained(ANN));
        comesBack(toSecond, complained("bob@example.org"));
        comesBack(toSecond, failed(Reason.MAILBOXFULL, "bob@example.org"));

        assertThat(now(first).state()).isEqualTo(State.COMPLAINED);
        assertThat(now(second).state()).isEqualTo(State.COMPLAINED);
        assertThat(suppressions())
                .extracting(each -> each.suppression().reason())
                .containsOnly(Suppression.Reason.COMPLAINED);
    }

    @Test
    void a_mailbox_is_left_out_after_three_within_a_month() throws InterruptedException {
        for (int each = 1; each <= 2; each++) {
            DeliveryRecord delivery = sent("news", ANN);
            comesBack(signed(), failed(Reason.MAILBOXFULL, ANN));
            assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
            assertThat(judged().what()).isEqualTo("counted: %d of 3 within 30 days".formatted(each));
            scene.clock.pass(Duration.ofDays(1));
        }
        assertThat(suppressions()).isEmpty();

        sent("news", ANN);
        comesBack(signed(), failed(Reason.SUSPEND, ANN));

        assertThat(suppressions()).hasSize(1);
    }

    /// By the mailbox and by a provider's call, say.
    @Test
    void a_mailbox_failure_that_is_told_more_than_once_counts_once() throws InterruptedException {
        sent("news", ANN);
        Notice full = failed(Reason.MAILBOXFULL, ANN);
        mailroom.take(List.of(arrival("smtp", "1", signed(), full), arrival("imap", "1", signed(), full)));
        postmaster.round();
        comesBack(signed(), full);
        comesBack(signed(), full);

        assertThat(judged().what()).isEqualTo("counted: 1 of 3 within 30 days");
        assertThat(suppressions()).isEmpty();
    }

    @Test
    void mailbox_bounces_that_lie_far_apart_are_forgiven() throws InterruptedException {
        for (int each = 0; each < 5; each++) {
            sent("news", ANN);
            comesBack(signed(), failed(Reason.MAILBOXFULL, ANN));
            scene.clock.pass(Duration.ofDays(16));
        }

        assertThat(suppressions()).isEmpty();
    }

    @Test
    void what_is_about_us_or_about_a_moment_leaves_nobody_out() throws InterruptedException {
        for (Reason reason : List.of(Reason.BLOCKED, Reason.SPAMDETECTED, Reason.AUTHFAILURE, Reason.REJECTED)) {
            DeliveryRecord delivery = sent("news", ANN);
            comesBack(signed(), failed(reason, ANN));
            assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
            assertThat(judged().what()).startsWith("for the operator");
        }
        sent("news", ANN);
        comesBack(signed(), failed(Reason.EXPIRED, ANN));

        assertThat(suppressions()).isEmpty();
    }

    @Test
    void a_mail_that_is_late_or_arrived_stays_accepted() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);
        for (Fate fate : List.of(Fate.DELAYED, Fate.DELIVERED, Fate.RELAYED, Fate.EXPANDED, Fate.ANSWERED)) {
            comesBack(
                    signed(),
                    new Notice(Optional.of(ANN), fate, Reason.UNDEFINED, Optional.of("4.4.1"), Optional.empty(), ""));
        }

        assertThat(now(delivery).state()).isEqualTo(State.ACCEPTED);
        assertThat(suppressions()).isEmpty();
        assertThat(scene.history.notices(delivery.id())).hasSize(5);
    }

    /// Nobody bounces a stranger.
    @Test
    void a_note_that_came_to_no_signed_address_is_shown_and_changes_nothing() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);
        Clues named = new Clues(
                List.of("bounces@example.com"), Optional.of(delivery.trace().hex()), List.of(), List.of());

        comesBack(named, failed(Reason.USERUNKNOWN, ANN));
        comesBack(Clues.NONE, failed(Reason.USERUNKNOWN, ANN));
        comesBack(Clues.NONE, complained(ANN));

        assertThat(now(delivery).state()).isEqualTo(State.ACCEPTED);
        assertThat(suppressions()).isEmpty();
        assertThat(scene.history.notices(delivery.id()))
                .extracting(each ->
                        each.judged().orElseThrow().match().orElseThrow().proof())
                .containsExactly(Proof.ENVELOPE_ID, Proof.RECIPIENT, Proof.RECIPIENT);
    }

    @Test
    void where_nothing_is_signed_the_mails_own_names_are_believed() throws InterruptedException {
        scene.bounces = Bounces.UNREAD;
        for (int each = 0; each < 3; each++) {
            DeliveryRecord delivery = sent("news", "a" + each + "@example.org");
            String trace = delivery.trace().hex();
            Clues clues = List.of(
                            new Clues(List.of(), Optional.of(trace), List.of(), List.of()),
                            new Clues(List.of(), Optional.empty(), List.of(trace), List.of()),
                            new Clues(List.of(), Optional.empty(), List.of(), List.of(trace + "@example.com")))
                    .get(each);
            comesBack(clues, failed(Reason.USERUNKNOWN, "a" + each + "@example.org"));
            assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
        }
        assertThat(suppressions()).hasSize(3);
    }

    /// Its account may have other users.
    @Test
    void a_provider_that_tells_of_nobody_we_mailed_has_nobody_left_out() {
        tells("1", scene.clock.instant(), failed(Reason.USERUNKNOWN, ANN));
        scene.clock.pass(Duration.ofMinutes(1));
        postmaster.round();

        assertThat(suppressions()).isEmpty();
        assertThat(scene.history.notices(History.Told.UNMATCHED, Page.first(10)))
                .hasSize(1);
    }

    /// Its call was signed.
    @Test
    void a_provider_is_believed_about_the_last_mail_to_an_address() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);

        tells("1", scene.clock.instant(), failed(Reason.USERUNKNOWN, ANN));

        assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
        assertThat(judged().believed()).isTrue();
        assertThat(suppressions()).hasSize(1);
    }

    /// Else whoever reads a mailbox could say when and why a mail came back.
    @Test
    void of_a_mail_that_came_back_no_later_note_by_anybody_counts() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);
        comesBack(signed(), failed(Reason.MAILBOXFULL, ANN));
        Clues named = new Clues(
                List.of("bounces@example.com"), Optional.of(delivery.trace().hex()), List.of(), List.of());

        comesBack(named, failed(Reason.SUSPEND, ANN));

        assertThat(scene.history.notices(delivery.id()))
                .extracting(each -> each.judged().orElseThrow())
                .extracting(Judged::believed, Judged::became)
                .containsExactly(tuple(true, Optional.of(State.BOUNCED)), tuple(false, Optional.empty()));
    }

    @Test
    void whoever_had_the_mail_passed_on_is_left_out_and_it_is_said_whom_the_report_names() throws InterruptedException {
        sent("news", ANN);

        comesBack(signed(), failed(Reason.USERUNKNOWN, "ann@elsewhere.example"));

        assertThat(judged().what())
                .isEqualTo("ann@example.org is left out from now on (told of ann@elsewhere.example, where the mail was"
                        + " passed on to, it seems)");
    }

    @Test
    void what_came_about_before_a_person_lifted_it_leaves_nobody_out_again() throws InterruptedException {
        sent("news", ANN);
        Instant then = scene.clock.instant();
        tells("1", then, failed(Reason.USERUNKNOWN, ANN));
        assertThat(suppressions()).hasSize(1);
        scene.clock.pass(Duration.ofHours(1));
        scene.ledger.lift(List.of(suppressions().getFirst().id()), new Suppression.Act("cli", "anna", "a new mailbox"));

        tells("2", then, failed(Reason.USERUNKNOWN, ANN));
        assertThat(suppressions()).as("that one alone, and lifted").hasSize(1);

        tells("3", scene.clock.instant(), failed(Reason.USERUNKNOWN, ANN));
        assertThat(suppressions()).hasSize(2);
    }

    @Test
    void once_a_person_lifts_it_a_full_mailbox_is_counted_anew() throws InterruptedException {
        for (int each = 1; each <= 3; each++) {
            sent("news", ANN);
            comesBack(signed(), failed(Reason.MAILBOXFULL, ANN));
            scene.clock.pass(Duration.ofHours(1));
        }
        scene.ledger.lift(List.of(suppressions().getFirst().id()), new Suppression.Act("cli", "anna", "she made room"));
        scene.clock.pass(Duration.ofHours(1));

        sent("news", ANN);
        comesBack(signed(), failed(Reason.MAILBOXFULL, ANN));

        assertThat(judged().what()).isEqualTo("counted: 1 of 3 within 30 days");
    }

    @Test
    void what_nobody_knows_is_kept_and_shown() {
        comesBack(Clues.NONE, failed(Reason.USERUNKNOWN, "stranger@example.org"));

        assertThat(scene.history.notices(History.Told.UNMATCHED, Page.first(10)))
                .extracting(each -> each.judged().orElseThrow().what())
                .containsExactly("unmatched: no mail of ours is known by it, so nobody is left out");
        assertThat(suppressions()).isEmpty();
    }

    /// They tell whole seconds.
    @Test
    void a_provider_that_names_no_mail_means_the_one_of_today() throws InterruptedException {
        DeliveryRecord yesterday = sent("news", ANN);
        scene.clock.pass(Duration.ofDays(1).plusMillis(400));
        DeliveryRecord today = sent("news", ANN);
        Instant at = scene.clock.instant().truncatedTo(ChronoUnit.SECONDS);
        scene.clock.pass(Duration.ofSeconds(5));

        tells("1", at, failed(Reason.BLOCKED, ANN));
        scene.clock.pass(Duration.ofSeconds(2));
        tells("2", at.plusSeconds(1), failed(Reason.BLOCKED, ANN));

        assertThat(now(today).state()).isEqualTo(State.BOUNCED);
        assertThat(now(yesterday).state()).isEqualTo(State.ACCEPTED);
        assertThat(scene.history.notices(today.id())).hasSize(2);
    }

    @Test
    void a_provider_that_is_quicker_than_the_record_is_judged_once_the_mail_is_settled() throws InterruptedException {
        DeliveryRecord yesterday = sent("news", ANN);
        scene.clock.pass(Duration.ofDays(1));
        scene.notification("news", null, ANN);
        DeliveryRecord today = scene.delivery(scene.run("news"));
        List<Claim> claims = scene.ledger.arm(scene.ledger.claim("main", 1, Stores.USUAL_LEASE));
        assertThat(claims).hasSize(1);

        tells("1", scene.clock.instant(), failed(Reason.USERUNKNOWN, ANN));

        assertThat(now(yesterday).state()).isEqualTo(State.ACCEPTED);
        assertThat(scene.history.notices(today.id())).isEmpty();
        assertThat(suppressions()).isEmpty();
    }

    @Test
    void a_provider_that_tells_of_a_mail_that_nobody_finds_is_waited_for_a_minute() throws InterruptedException {
        tells("1", scene.clock.instant(), failed(Reason.USERUNKNOWN, ANN));
        assertThat(scene.history.notices(History.Told.UNMATCHED, Page.first(10)))
                .isEmpty();

        scene.clock.pass(Duration.ofMinutes(1));
        postmaster.round();

        assertThat(scene.history.notices(History.Told.UNMATCHED, Page.first(10)))
                .hasSize(1);
    }

    /// Nobody complains twice.
    @Test
    void whoever_complains_of_an_earlier_copy_is_left_out_all_the_same() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);
        Clues first = signed();
        comesBack(first, failed(Reason.BLOCKED, ANN));
        scene.ledger.retry(List.of(delivery.id()));
        scene.deliver(scene.main);

        comesBack(first, complained(ANN));

        assertThat(now(delivery).state()).isEqualTo(State.ACCEPTED);
        assertThat(suppressions()).hasSize(1);
    }

    @Test
    void a_mail_that_first_came_back_for_something_else_counts_among_the_full_mailboxes() throws InterruptedException {
        for (int each = 1; each <= 3; each++) {
            sent("news", ANN);
            Clues clues = signed();
            comesBack(clues, failed(Reason.SYSTEMERROR, ANN));
            comesBack(clues, failed(Reason.MAILBOXFULL, ANN));
            scene.clock.pass(Duration.ofHours(1));
        }

        assertThat(suppressions()).hasSize(1);
    }

    @Test
    void whoever_begins_stops_what_was_to_be_stopped_when_the_one_before_ended() throws InterruptedException {
        String[] people =
                IntStream.range(0, 100).mapToObj("p%d@example.org"::formatted).toArray(String[]::new);
        scene.notification("news", null, people);
        scene.run("news");
        scene.deliver(scene.main);
        for (int each = 0; each < 6; each++) bounce(each);
        assertThat(scene.history.stops()).isEmpty();
        scene.afterBounces = new AfterBounces(
                Optional.empty(), StopWhen.parse("bounces > 5%").map(List::of));
        scene.notification("news", null, people);

        scene.bus.ring(Postmaster.ARRIVALS);
        postmaster.turn();

        assertThat(scene.history.stops()).extracting(Stop::notification).containsExactly("news");
    }

    @Test
    void what_is_told_before_the_send_is_on_record_is_judged_afterwards() throws InterruptedException {
        scene.notification("news", null, ANN);
        Occurrence occurrence = scene.run("news");
        DeliveryRecord delivery = scene.delivery(occurrence);
        Clues clues = to(
                scene.setup().returnPath().orElseThrow().of(delivery.trace(), 1).toString());
        mailroom.take(List.of(arrival("smtp", "1", clues, failed(Reason.USERUNKNOWN, ANN))));

        postmaster.round();
        assertThat(now(delivery).state()).isEqualTo(State.WAITING);
        assertThat(postmaster.round()).isZero();
        scene.deliver(scene.main);
        scene.clock.pass(Duration.ofMinutes(1));
        postmaster.round();

        assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
    }

    @Test
    void what_comes_back_of_an_earlier_attempt_says_nothing_about_the_later_one() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);
        Clues first = signed();
        comesBack(first, failed(Reason.BLOCKED, ANN));
        scene.ledger.retry(List.of(delivery.id()));
        scene.deliver(scene.main);

        comesBack(first, failed(Reason.USERUNKNOWN, ANN));

        assertThat(now(delivery).state()).isEqualTo(State.ACCEPTED);
        assertThat(suppressions()).isEmpty();
    }

    @Test
    void nobody_is_left_out_for_mail_that_went_to_the_test_mailbox() throws InterruptedException {
        scene.stage = Stage.TEST;
        DeliveryRecord delivery = sent("news", ANN);

        comesBack(signed(), failed(Reason.USERUNKNOWN, "qa@example.com"));

        assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
        assertThat(suppressions()).isEmpty();
    }

    /// What was fired live goes there, too, while the house is set to it.
    @Test
    void a_dead_test_mailbox_leaves_out_nobody_of_a_list_that_was_fired_live() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);
        scene.stage = Stage.TEST;

        comesBack(signed(), failed(Reason.USERUNKNOWN, "qa@example.com"));
        comesBack(signed(), complained("qa@example.com"));

        assertThat(now(delivery).state()).isEqualTo(State.COMPLAINED);
        assertThat(suppressions()).isEmpty();
        assertThat(scene.history.notices(delivery.id()))
                .extracting(each -> each.judged().orElseThrow().what())
                .containsOnly("nothing: that mail went no further than the test mailbox");
    }

    @Test
    void what_the_test_mailbox_refuses_counts_for_nobody_and_stops_nothing() throws InterruptedException {
        scene.afterBounces = new AfterBounces(
                Optional.empty(), StopWhen.parse("bounces > 5%").map(List::of));
        scene.stage = Stage.TEST;
        scene.notification(
                "news",
                null,
                IntStream.range(0, 100).mapToObj("p%d@example.org"::formatted).toArray(String[]::new));
        scene.run("news");
        scene.deliver(scene.main);
        for (int each = 0; each < 10; each++) {
            comesBack(
                    to(scene.main.accepted.get(each).message().sender().toString()),
                    failed(Reason.MAILBOXFULL, "qa@example.com"));
        }

        assertThat(scene.history.stops()).isEmpty();
        assertThat(scene.history.mailboxFailures("p0@example.org", Instant.EPOCH))
                .isEmpty();
        assertThat(suppressions()).isEmpty();
    }

    @Test
    void a_provider_that_names_no_mail_means_none_that_went_to_the_catcher() throws InterruptedException {
        DeliveryRecord live = sent("news", ANN);
        scene.clock.pass(Duration.ofHours(1));
        scene.stage = Stage.LOG;
        scene.notification("draft", null, ANN);
        scene.run("draft");
        scene.deliver(scene.catcher);
        scene.stage = Stage.LIVE;
        scene.clock.pass(Duration.ofSeconds(5));

        tells("1", scene.clock.instant(), failed(Reason.USERUNKNOWN, ANN));

        assertThat(now(live).state()).isEqualTo(State.BOUNCED);
        assertThat(suppressions()).hasSize(1);
    }

    @Test
    void a_notification_may_leave_nobody_out() throws InterruptedException {
        scene.afterBounces = new AfterBounces(
                Optional.of(new Reactions(false, OptionalInt.empty(), Duration.ofDays(30), Optional.empty())),
                Optional.empty());
        DeliveryRecord delivery = sent("news", ANN);

        comesBack(signed(), failed(Reason.USERUNKNOWN, ANN));

        assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
        assertThat(suppressions()).isEmpty();
    }

    @Test
    void a_suppression_ends_when_it_is_said_to() throws InterruptedException {
        scene.afterBounces = new AfterBounces(
                Optional.of(
                        new Reactions(true, OptionalInt.of(3), Duration.ofDays(30), Optional.of(Duration.ofDays(90)))),
                Optional.empty());
        sent("news", ANN);

        comesBack(signed(), failed(Reason.USERUNKNOWN, ANN));

        assertThat(suppressions().getFirst().suppression().expires())
                .contains(scene.clock.instant().plus(Duration.ofDays(90)));
    }

    @Test
    void it_stops_when_too_much_comes_back_and_goes_on_when_a_person_says_so() throws InterruptedException {
        scene.afterBounces = new AfterBounces(
                Optional.empty(), StopWhen.parse("bounces > 5%").map(List::of));
        String[] people =
                IntStream.range(0, 100).mapToObj("p%d@example.org"::formatted).toArray(String[]::new);
        scene.notification("news", null, people);
        Occurrence occurrence = scene.run("news");
        scene.deliver(scene.main);
        assertThat(scene.main.accepted).hasSize(100);

        for (int each = 0; each < 5; each++) bounce(each);
        assertThat(scene.history.stops()).isEmpty();
        bounce(5);

        assertThat(scene.history.stops())
                .extracting(Stop::notification, Stop::why)
                .containsExactly(tuple("news", "bounces > 5%: 6 of the last 100 mails"));
        assertThat(scene.heard(Event.Stopped.class)).hasSize(1);
        assertThat(scene.record(occurrence).tally().of(State.BOUNCED)).isEqualTo(6);
        assertThat(scene.ledger.goOn("news")).isTrue();
        bounce(6);
        assertThat(scene.history.stops())
                .as("what that person has seen, later of the same mails included")
                .isEmpty();
    }

    @Test
    void what_goes_no_further_than_the_log_has_no_return_address_of_its_own() throws InterruptedException {
        scene.stage = Stage.LOG;
        scene.notification("news", null, ANN);
        scene.run("news");
        scene.deliver(scene.catcher);

        assertThat(scene.catcher.accepted.getLast().message().sender()).hasToString("tidings@example.com");
    }

    @Test
    void one_reader_who_complains_stops_nothing_for_the_others() throws InterruptedException {
        scene.afterBounces = new AfterBounces(
                Optional.empty(), StopWhen.parse("complaints > 0.3%").map(List::of));
        scene.notification(
                "news",
                null,
                IntStream.range(0, 100).mapToObj("p%d@example.org"::formatted).toArray(String[]::new));
        scene.run("news");
        scene.deliver(scene.main);

        comesBack(to(scene.main.accepted.get(0).message().sender().toString()), complained("p0@example.org"));
        assertThat(scene.history.stops()).isEmpty();
        comesBack(to(scene.main.accepted.get(1).message().sender().toString()), complained("p1@example.org"));

        assertThat(scene.history.stops()).hasSize(1);
    }

    @Test
    void of_a_few_mails_nothing_is_concluded() throws InterruptedException {
        scene.afterBounces = new AfterBounces(
                Optional.empty(), StopWhen.parse("bounces > 5%").map(List::of));
        sent("news", ANN);

        comesBack(signed(), failed(Reason.USERUNKNOWN, ANN));

        assertThat(scene.history.stops()).isEmpty();
    }

    private void bounce(int each) {
        comesBack(
                to(scene.main.accepted.get(each).message().sender().toString()),
                failed(Reason.USERUNKNOWN, "p" + each + "@example.org"));
    }

    private DeliveryRecord sent(String id, String address) throws InterruptedException {
        scene.notification(id, null, address);
        Occurrence occurrence = scene.run(id);
        scene.clock.pass(Duration.ofSeconds(1));
        scene.deliver(scene.main);
        return scene.delivery(occurrence);
    }

    private DeliveryRecord now(DeliveryRecord delivery) {
        return scene.history.delivery(delivery.id()).orElseThrow();
    }

    /// As it was sent last.
    private Clues signed() {
        return to(scene.main.accepted.getLast().message().sender().toString());
    }

    private static Clues to(String address) {
        return new Clues(List.of(address), Optional.empty(), List.of(), List.of());
    }

    private void comesBack(Clues clues, Notice notice) {
        mailroom.take(List.of(arrival("smtp", "event " + arrivals++, clues, notice)));
        postmaster.round();
    }

    /// By a provider that does not say which mail.
    private void tells(String id, Instant at, Notice notice) {
        Report report = new Report(Kind.BOUNCE, List.of(notice), Clues.NONE);
        mailroom.take(List.of(new Arrival("sendgrid", id, at, report, new byte[0])));
        postmaster.round();
    }

    private Arrival arrival(String source, String id, Clues clues, Notice notice) {
        Kind kind = notice.fate() == Fate.COMPLAINED ? Kind.COMPLAINT : Kind.BOUNCE;
        return new Arrival(source, id, scene.clock.instant(), new Report(kind, List.of(notice), clues), new byte[0]);
    }

    private static Notice failed(Reason reason, String address) {
        return new Notice(
                Optional.of(address),
                Fate.FAILED,
                reason,
                Optional.of("5.1.1"),
                Optional.of(550),
                "550 5.1.1 no such user");
    }

    private static Notice complained(String address) {
        return new Notice(
                Optional.of(address), Fate.COMPLAINED, Reason.FEEDBACK, Optional.empty(), Optional.empty(), "");
    }

    private Judged judged() {
        NoticeRecord latest =
                scene.history.notices(History.Told.ALL, Page.first(1)).getFirst();
        return latest.judged().orElseThrow();
    }

    private List<SuppressionRecord> suppressions() {
        return scene.history.suppressions("", History.Which.EVER, Page.first(100));
    }
}
