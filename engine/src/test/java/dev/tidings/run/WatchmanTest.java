package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.deliver.State;
import dev.tidings.event.Event;
import dev.tidings.feedback.Reason;
import dev.tidings.ledger.Stop;
import dev.tidings.notification.AfterBounces;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Stage;
import dev.tidings.notification.StopWhen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// When a notification is stopped since too much of it comes back.
class WatchmanTest extends ComingBack {
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
    void what_goes_out_after_a_person_said_so_stops_it_again_though_it_was_fired_before() throws InterruptedException {
        scene.afterBounces = new AfterBounces(
                Optional.empty(), StopWhen.parse("bounces > 5%").map(List::of));
        scene.notification(
                "news",
                null,
                IntStream.range(0, 100).mapToObj("p%d@example.org"::formatted).toArray(String[]::new));
        scene.run("news");
        scene.deliver(scene.main, 50);
        for (int each = 0; each < 3; each++) bounce(each);
        assertThat(scene.history.stops()).hasSize(1);
        scene.clock.pass(Duration.ofMinutes(1));
        scene.ledger.goOn("news");
        scene.clock.pass(Duration.ofMinutes(1));
        scene.deliver(scene.main);
        assertThat(scene.main.accepted).hasSize(100);

        for (int each = 3; each < 10; each++) bounce(each);
        assertThat(scene.history.stops())
                .as("of mail that was handed over before")
                .isEmpty();
        for (int each = 50; each < 53; each++) bounce(each);

        assertThat(scene.history.stops()).extracting(Stop::why).containsExactly("bounces > 5%: 3 of the last 50 mails");
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
}
