package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.event.Event;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match.Proof;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.notification.AfterBounces;
import dev.tidings.notification.Reactions;
import dev.tidings.notification.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// What follows for the people whose mail comes back.
class JuryTest extends ComingBack {
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
            comesBack(signed(), told(ANN, fate));
        }

        assertThat(now(delivery).state()).isEqualTo(State.ACCEPTED);
        assertThat(suppressions()).isEmpty();
        assertThat(scene.history.notices(delivery.id())).hasSize(5);
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

        sent("news", ANN);
        tells("3", scene.clock.instant(), failed(Reason.USERUNKNOWN, ANN));
        assertThat(suppressions()).hasSize(2);
    }

    @Test
    void what_was_sent_before_a_person_lifted_it_leaves_nobody_out_however_late_it_comes_back()
            throws InterruptedException {
        sent("news", ANN);
        Clues toFirst = signed();
        sent("news", ANN);
        Clues toSecond = signed();
        comesBack(toFirst, failed(Reason.USERUNKNOWN, ANN));
        scene.clock.pass(Duration.ofHours(1));
        scene.ledger.lift(List.of(suppressions().getFirst().id()), new Suppression.Act("cli", "anna", "a new mailbox"));
        scene.clock.pass(Duration.ofHours(1));

        for (int way = 1; way <= 2; way++) {
            comesBack(toSecond, failed(Reason.USERUNKNOWN, ANN));
            assertThat(judged().what()).isEqualTo("nothing: this address was lifted since");
            assertThat(suppressions()).hasSize(1);
            scene.clock.pass(Duration.ofHours(1));
        }

        sent("news", ANN);
        comesBack(signed(), failed(Reason.USERUNKNOWN, ANN));
        assertThat(suppressions()).hasSize(2);
    }

    @Test
    void full_mailboxes_that_were_sent_to_before_a_person_lifted_it_are_not_counted() throws InterruptedException {
        List<Clues> before = new ArrayList<>();
        for (int each = 1; each <= 4; each++) {
            sent("news", ANN);
            before.add(signed());
        }
        comesBack(before.removeFirst(), failed(Reason.USERUNKNOWN, ANN));
        scene.clock.pass(Duration.ofHours(1));
        scene.ledger.lift(List.of(suppressions().getFirst().id()), new Suppression.Act("cli", "anna", "she made room"));
        scene.clock.pass(Duration.ofHours(1));

        for (Clues each : before) {
            comesBack(each, failed(Reason.MAILBOXFULL, ANN));
            assertThat(judged().what()).isEqualTo("nothing: this address was lifted since");
        }
        sent("news", ANN);
        comesBack(signed(), failed(Reason.MAILBOXFULL, ANN));

        assertThat(judged().what()).isEqualTo("counted: 1 of 3 within 30 days");
        assertThat(suppressions()).hasSize(1);
    }

    @Test
    void what_was_relayed_may_yet_find_nobody() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);
        comesBack(signed(), told(ANN, Fate.RELAYED));

        comesBack(signed(), failed(Reason.USERUNKNOWN, "ann@inside.example.org"));
        isJudged();

        assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
        assertThat(suppressions()).hasSize(1);
    }

    @Test
    void what_anybody_may_have_written_does_not_protect_a_dead_mailbox() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);
        Clues carried = new Clues(
                List.of("bounces@example.com"),
                Optional.empty(),
                List.of(delivery.trace().hex()),
                List.of());
        comesBack(carried, told(ANN, Fate.DELIVERED));

        comesBack(signed(), failed(Reason.USERUNKNOWN, "ann@inside.example.org"));
        isJudged();

        assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
    }

    @Test
    void what_reached_a_member_is_not_said_to_have_reached_the_list() throws InterruptedException {
        sent("news", ANN);

        comesBack(signed(), told("bob@example.org", Fate.DELIVERED));

        assertThat(judged().believed()).isFalse();
    }

    @Test
    void two_lines_about_one_address_are_one() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);

        comesBack(
                signed(),
                told("ann@inside.example.org", Fate.DELAYED),
                failed(Reason.USERUNKNOWN, "Ann@inside.example.org"));
        isJudged();

        assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
    }

    /// A little later, when nothing more is told of the mailbox itself.
    private void isJudged() {
        scene.clock.pass(Duration.ofMinutes(3));
        postmaster.round();
    }

    @Test
    void whether_a_mailbox_was_reached_may_be_told_after_what_is_behind_it() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);

        comesBack(signed(), failed(Reason.USERUNKNOWN, "assistant@example.org"));
        assertThat(now(delivery).state()).as("not judged yet").isEqualTo(State.ACCEPTED);
        comesBack(signed(), told(ANN, Fate.DELIVERED));
        isJudged();

        assertThat(now(delivery).state()).isEqualTo(State.ACCEPTED);
        assertThat(suppressions()).isEmpty();
    }

    @Test
    void where_a_reached_mailbox_passes_mail_on_to_is_nothing_against_its_owner() throws InterruptedException {
        for (Fate fate : List.of(Fate.DELIVERED, Fate.EXPANDED)) {
            DeliveryRecord inOneReport = sent("news", ANN);
            comesBack(signed(), failed(Reason.USERUNKNOWN, "assistant@example.org"), told(ANN, fate));
            assertThat(now(inOneReport).state()).isEqualTo(State.ACCEPTED);

            DeliveryRecord oneAfterTheOther = sent("news", ANN);
            comesBack(signed(), told(ANN, fate));
            comesBack(signed(), failed(Reason.USERUNKNOWN, "assistant@example.org"));
            assertThat(now(oneAfterTheOther).state()).isEqualTo(State.ACCEPTED);
            assertThat(judged().what())
                    .isEqualTo("nothing: it reached ann@example.org, and is about whom that passes mail on to");
            assertThat(judged().believed()).isFalse();
        }
        assertThat(suppressions()).isEmpty();
    }

    @Test
    void what_a_report_tells_of_the_recipient_counts_whoever_else_is_in_it() throws InterruptedException {
        DeliveryRecord delivery = sent("news", ANN);

        comesBack(signed(), failed(Reason.MAILBOXFULL, "assistant@example.org"), failed(Reason.USERUNKNOWN, ANN));

        assertThat(now(delivery).why()).isEqualTo("came back (userunknown): 550 5.1.1 no such user");
        assertThat(scene.history.notices(delivery.id()))
                .extracting(each -> each.judged().orElseThrow().what())
                .containsExactly(
                        "nothing: the same report tells of ann@example.org, and that counts",
                        "ann@example.org is left out from now on");
    }

    @Test
    void a_lists_members_are_nothing_against_the_list_and_one_address_behind_a_mailbox_is_as_good_as_that()
            throws InterruptedException {
        DeliveryRecord list = sent("news", ANN);
        comesBack(
                signed(), failed(Reason.USERUNKNOWN, "bob@example.org"), failed(Reason.MAILBOXFULL, "cy@example.org"));
        assertThat(now(list).state()).isEqualTo(State.ACCEPTED);
        assertThat(suppressions()).isEmpty();

        DeliveryRecord renamed = sent("news", ANN);
        comesBack(signed(), failed(Reason.USERUNKNOWN, "ann@inside.example.org"));
        isJudged();
        assertThat(now(renamed).state()).isEqualTo(State.BOUNCED);
        assertThat(suppressions()).hasSize(1);
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
}
