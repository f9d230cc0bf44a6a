package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.bus.Wires;
import dev.tidings.event.Event;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.notification.Broker;
import dev.tidings.notification.Cause;
import dev.tidings.notification.EventSubject;
import dev.tidings.notification.Notification;
import dev.tidings.notification.When;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Events of other systems fire notifications, each event once.
class EarsTest {
    private static final EventSubject SHIPPED = new EventSubject(Broker.NATS, "orders.shipped");
    private static final EventSubject PAID = new EventSubject(Broker.NATS, "orders.paid");

    private final Scene scene = new Scene();
    private final Map<String, Wires.Ear> heardBy = new HashMap<>();
    private final List<String> stopped = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private Optional<String> trouble = Optional.empty();
    private int stoppedAtFirst = Integer.MAX_VALUE;
    private final Ears ears = new Ears(
            new Wired(),
            new Trigger(scene::workspace, scene.stores(scene.ledger), scene.events::add, scene.clock),
            Optional.of(Broker.NATS));

    private final class Wired implements Wires {
        @Override
        public Listening listen(String listener, String subject, Ear ear) {
            String line = listener + " " + subject;
            heardBy.put(line, ear);
            return new Listening() {
                @Override
                public Optional<String> trouble() {
                    return trouble;
                }

                @Override
                public void stop() {
                    stopped.add(line);
                }

                @Override
                public void close() {
                    heardBy.remove(line);
                    closed.add(line);
                    stoppedAtFirst = Math.min(stoppedAtFirst, stopped.size());
                }
            };
        }

        @Override
        public void close() {
            heardBy.clear();
        }
    }

    @Test
    void an_event_fires_once_however_often_it_comes() {
        fires("shipped", SHIPPED);
        ears.adopt(scene.workspace());

        tell("shipped", SHIPPED, "order 7");
        tell("shipped", SHIPPED, "order 7");
        tell("shipped", SHIPPED, "order 8");

        assertThat(scene.occurrences())
                .extracting(OccurrenceRecord::occurrence)
                .extracting(each -> each.key().cause())
                .containsExactly(Cause.EVENT, Cause.EVENT);
        assertThat(scene.heard(Event.Fired.class)).hasSize(2);
    }

    @Test
    void an_id_that_no_key_could_hold_is_told_from_others_all_the_same() {
        fires("shipped", SHIPPED);
        ears.adopt(scene.workspace());
        String endless = "7".repeat(1_000_000);

        tell("shipped", SHIPPED, endless);
        tell("shipped", SHIPPED, endless);
        tell("shipped", SHIPPED, endless + "8");
        tell("shipped", SHIPPED, "a\0b");

        assertThat(scene.occurrences()).hasSize(3);
    }

    @Test
    void events_of_two_subjects_are_two_and_one_fires_all_who_listen() {
        fires("shipped", SHIPPED, PAID);
        fires("audit", PAID);
        ears.adopt(scene.workspace());

        tell("shipped", SHIPPED, "7");
        tell("shipped", PAID, "7");
        tell("audit", PAID, "7");

        assertThat(scene.occurrences()).hasSize(3);
    }

    /// The key of a stream of Redis is no subject of the NATS that this process started with.
    @Test
    void a_bus_that_was_changed_since_the_start_is_heard_from_the_next_one_on() {
        fires("shipped", new EventSubject(Broker.REDIS, "orders"));
        ears.adopt(scene.workspace());

        assertThat(heardBy).isEmpty();
        assertThat(ears.deafnesses())
                .extracting(Deafness::why)
                .containsExactly("the bus that tidings.yaml names now takes effect at the next start");
    }

    /// Each may wait for a while for what it hears.
    @Test
    void all_stop_before_one_of_them_is_waited_for() {
        fires("shipped", SHIPPED, PAID);
        fires("audit", PAID);
        ears.adopt(scene.workspace());

        ears.close();

        assertThat(closed).hasSize(3);
        assertThat(stoppedAtFirst).isEqualTo(3);
    }

    @Test
    void what_a_reload_leaves_out_is_not_listened_for_and_the_rest_goes_on() {
        fires("shipped", SHIPPED, PAID);
        ears.adopt(scene.workspace());
        fires("shipped", PAID);

        ears.adopt(scene.workspace());

        assertThat(closed).containsExactly("shipped orders.shipped");
        assertThat(heardBy).containsOnlyKeys("shipped orders.paid");
    }

    @Test
    void an_event_that_cannot_be_stored_is_not_taken_for_heard() {
        fires("shipped", SHIPPED);
        ears.adopt(scene.workspace());
        scene.notifications.clear();

        assertThatThrownBy(() -> tell("shipped", SHIPPED, "7")).hasMessageContaining("no notification shipped");
        assertThat(scene.occurrences()).isEmpty();
    }

    @Test
    void it_tells_what_is_not_heard() {
        fires("shipped", SHIPPED);
        ears.adopt(scene.workspace());
        assertThat(ears.deafnesses()).isEmpty();

        trouble = Optional.of("nobody answers");

        assertThat(ears.deafnesses()).containsExactly(new Deafness("shipped", SHIPPED, "nobody answers"));
    }

    private void tell(String notification, EventSubject subject, String id) {
        heardBy.get(notification + " " + subject.name()).hear(new Wires.Incoming(id));
    }

    private void fires(String id, EventSubject... on) {
        Notification silent = scene.notification(id, null, "ann@example.org");
        scene.notifications.put(
                id,
                new Notification(
                        id,
                        silent.about(),
                        new When(Optional.empty(), List.of(on)),
                        silent.audience(),
                        silent.content(),
                        silent.deliver(),
                        silent.revision()));
    }
}
