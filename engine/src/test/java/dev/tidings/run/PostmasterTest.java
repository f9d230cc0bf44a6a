package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.State;
import dev.tidings.event.Event;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Reason;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Ledger;
import dev.tidings.notification.Occurrence;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How notices are judged, each once.
class PostmasterTest extends ComingBack {
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
        assertThat(scene.heard(Event.Judged.class).map(Event.Judged::became))
                .containsExactly(Optional.of(State.BOUNCED), Optional.empty());
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
        assertThat(scene.heard(Event.Judged.class).map(Event.Judged::became))
                .containsExactly(Optional.of(State.BOUNCED));
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
}
