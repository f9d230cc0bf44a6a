package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Trouble;
import dev.tidings.event.Event;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Reason;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.notification.DeliveryRules.WhenUncertain;
import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Nobody heard whether a mail was handed over; then something is told of it.
class UnheardTest extends ComingBack {
    private DeliveryRecord unheard() throws InterruptedException {
        scene.main.answers.add(new Outcome.Uncertain("the connection broke after the end of the message"));
        return sent("news", ANN);
    }

    /// As it was sent at first.
    private Clues first() {
        return to(scene.main.carried.getFirst().message().sender().toString());
    }

    private void sendsWhatIsDue() throws InterruptedException {
        scene.clock.pass(Duration.ofHours(1));
        scene.deliver(scene.main);
    }

    /// Whoever tells anything of it had it.
    @ParameterizedTest
    @EnumSource(names = {"DELIVERED", "DELAYED", "RELAYED", "EXPANDED", "ANSWERED"})
    void it_counts_as_accepted_and_is_not_sent_once_more(Fate fate) throws InterruptedException {
        DeliveryRecord delivery = unheard();

        comesBack(first(), told(ANN, fate));
        sendsWhatIsDue();

        assertThat(now(delivery).state()).isEqualTo(State.ACCEPTED);
        assertThat(now(delivery).why()).isEqualTo("handed over, as a report by smtp shows (%s)", fate.word());
        assertThat(judged().became()).contains(State.ACCEPTED);
        assertThat(scene.main.carried).as("copies").hasSize(1);
        assertThat(scene.heard(Event.Judged.class).map(Event.Judged::became))
                .containsExactly(Optional.of(State.ACCEPTED));
    }

    @Test
    void one_that_waits_for_a_person_waits_no_longer() throws InterruptedException {
        scene.whenUncertain = WhenUncertain.HOLD;
        DeliveryRecord delivery = unheard();
        assertThat(now(delivery).state()).isEqualTo(State.HELD);

        comesBack(first(), told(ANN, Fate.DELIVERED));

        assertThat(now(delivery).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void one_that_comes_back_is_bounced_and_its_person_left_out() throws InterruptedException {
        DeliveryRecord delivery = unheard();

        comesBack(first(), failed(Reason.USERUNKNOWN, ANN));
        sendsWhatIsDue();

        assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
        assertThat(now(delivery).why()).startsWith("came back (userunknown)");
        assertThat(suppressions())
                .extracting(each -> each.suppression().reason())
                .containsExactly(Suppression.Reason.BOUNCED);
        assertThat(scene.main.carried).hasSize(1);
        assertThat(scene.history.returned(Scene.NINE)).hasSize(1);
    }

    @Test
    void a_reader_who_wants_no_more_has_read_it() throws InterruptedException {
        DeliveryRecord delivery = unheard();

        comesBack(first(), told(ANN, Fate.UNSUBSCRIBED));

        assertThat(now(delivery).state()).isEqualTo(State.ACCEPTED);
        assertThat(suppressions())
                .extracting(each -> each.suppression().reason())
                .containsExactly(Suppression.Reason.UNSUBSCRIBED);
    }

    /// Its node may live, and note the answer yet.
    @Test
    void what_is_told_while_it_is_being_sent_is_judged_when_that_is_over() throws InterruptedException {
        scene.notification("news", null, ANN);
        Occurrence occurrence = scene.run("news");
        DeliveryRecord delivery = scene.delivery(occurrence);
        scene.ledger.arm(scene.ledger.claim("main", 10, Stores.USUAL_LEASE));
        Clues clues = to(
                scene.setup().returnPath().orElseThrow().of(delivery.trace(), 1).toString());

        comesBack(clues, told(ANN, Fate.DELIVERED));
        assertThat(now(delivery).state()).isEqualTo(State.SENDING);
        assertThat(scene.heard(Event.Judged.class)).isEmpty();
        scene.clock.pass(Stores.USUAL_LEASE);
        nobodyIsLeftWhoHeard();
        postmaster.round();

        assertThat(now(delivery).state()).isEqualTo(State.ACCEPTED);
        sendsWhatIsDue();
        assertThat(scene.main.carried).isEmpty();
    }

    private void nobodyIsLeftWhoHeard() {
        scene.ledger
                .uncertain(10, Stores.USUAL_LEASE)
                .forEach(claim -> scene.registrar.register(
                        claim,
                        new Attempt(
                                claim.attempt(),
                                "main",
                                scene.clock.instant(),
                                Duration.ZERO,
                                new Outcome.Uncertain("ended")),
                        Optional.empty()));
    }

    @Test
    void a_provider_may_tell_so_too() throws InterruptedException {
        DeliveryRecord delivery = unheard();
        Clues clues =
                new Clues(List.of(), Optional.empty(), List.of(delivery.trace().hex()), List.of());

        mailroom.take(List.of(arrival("sendgrid", "1", clues, told(ANN, Fate.OTHER))));
        postmaster.round();

        assertThat(now(delivery).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void what_anybody_may_have_written_settles_nothing() throws InterruptedException {
        DeliveryRecord delivery = unheard();
        Clues clues =
                new Clues(List.of(), Optional.empty(), List.of(delivery.trace().hex()), List.of());

        comesBack(clues, told(ANN, Fate.DELIVERED));
        sendsWhatIsDue();

        assertThat(now(delivery).state()).isEqualTo(State.ACCEPTED);
        assertThat(scene.main.carried).hasSize(2);
    }

    /// A road that is closed makes no second copy.
    @Test
    void one_that_comes_back_while_its_second_copy_waits_for_a_road_is_bounced() throws InterruptedException {
        DeliveryRecord delivery = unheard();
        Clues clues = first();
        scene.main.answers.add(new Outcome.Unreachable(Trouble.CONNECTION, "no route"));
        scene.backup.answers.add(new Outcome.Unreachable(Trouble.CONNECTION, "no route"));
        sendsWhatIsDue();
        assertThat(now(delivery).progress().attempts()).isEqualTo(2);

        comesBack(clues, failed(Reason.USERUNKNOWN, ANN));

        assertThat(now(delivery).state()).isEqualTo(State.BOUNCED);
        assertThat(suppressions()).hasSize(1);
    }

    /// Of a copy whose answer was heard: providers tell out of order.
    @ParameterizedTest
    @EnumSource(names = {"DELIVERED", "DELAYED", "ANSWERED"})
    void old_news_of_a_copy_that_came_back_says_nothing_of_the_next(Fate fate) throws InterruptedException {
        scene.whenUncertain = WhenUncertain.HOLD;
        DeliveryRecord delivery = sent("news", ANN);
        Clues clues = signed();
        comesBack(clues, failed(Reason.MAILBOXFULL, ANN));
        scene.ledger.retry(List.of(delivery.id()));
        scene.main.answers.add(new Outcome.Uncertain("the connection broke after the end of the message"));
        scene.deliver(scene.main);

        comesBack(clues, told(ANN, fate));
        mailroom.take(List.of(arrival(
                "sendgrid",
                "late",
                new Clues(List.of(), Optional.empty(), List.of(delivery.trace().hex()), List.of()),
                told(ANN, fate))));
        postmaster.round();

        assertThat(now(delivery).state()).isEqualTo(State.HELD);
    }

    /// Whoever passes it on has it.
    @Test
    void failures_of_several_others_show_that_it_was_handed_over() throws InterruptedException {
        DeliveryRecord delivery = unheard();

        comesBack(
                first(),
                failed(Reason.USERUNKNOWN, "one@elsewhere.example"),
                failed(Reason.USERUNKNOWN, "other@elsewhere.example"));
        sendsWhatIsDue();

        assertThat(now(delivery).state()).isEqualTo(State.ACCEPTED);
        assertThat(scene.main.carried).hasSize(1);
        assertThat(suppressions()).isEmpty();
        assertThat(scene.history.notices(delivery.id()))
                .as("held against the recipient")
                .noneMatch(each -> each.judged().orElseThrow().believed());
    }

    /// The second copy is what counts, whatever is told of the first.
    @Test
    void once_it_was_sent_once_more_a_failure_of_the_first_copy_changes_nothing() throws InterruptedException {
        DeliveryRecord delivery = unheard();
        Clues clues = first();
        sendsWhatIsDue();

        comesBack(clues, failed(Reason.USERUNKNOWN, ANN));

        assertThat(now(delivery).state()).isEqualTo(State.ACCEPTED);
        assertThat(suppressions()).isEmpty();
    }
}
