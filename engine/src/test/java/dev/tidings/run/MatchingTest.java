package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Match.Proof;
import dev.tidings.feedback.Reason;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.NoticeRecord.Judged;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which mail is meant by what comes back.
class MatchingTest extends ComingBack {
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
        scene.clock.pass(Duration.ofMinutes(3));
        postmaster.round();

        assertThat(judged().what())
                .isEqualTo("ann@example.org is left out from now on (told of ann@elsewhere.example, where the mail was"
                        + " passed on to, it seems)");
    }

    @Test
    void a_provider_knows_which_mail_it_means_whomever_it_names() throws InterruptedException {
        DeliveryRecord meant = sent("news", ANN);
        DeliveryRecord other = sent("news", "bob@example.org");
        Clues clues =
                new Clues(List.of(), Optional.empty(), List.of(meant.trace().hex()), List.of());

        mailroom.take(List.of(arrival("standard", "1", clues, failed(Reason.USERUNKNOWN, "bob@example.org"))));
        postmaster.round();
        scene.clock.pass(Duration.ofMinutes(3));
        postmaster.round();

        assertThat(now(meant).state()).isEqualTo(State.BOUNCED);
        assertThat(now(other).state()).isEqualTo(State.ACCEPTED);
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
    void what_goes_no_further_than_the_log_has_no_return_address_of_its_own() throws InterruptedException {
        scene.stage = Stage.LOG;
        scene.notification("news", null, ANN);
        scene.run("news");
        scene.deliver(scene.catcher);

        assertThat(scene.catcher.accepted.getLast().message().sender()).hasToString("tidings@example.com");
    }
}
