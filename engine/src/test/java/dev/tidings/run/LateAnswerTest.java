package dev.tidings.run;

import static dev.tidings.contracts.Act.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.Act;
import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Meter;
import dev.tidings.deliver.Road;
import dev.tidings.deliver.SmtpTransport;
import dev.tidings.deliver.State;
import dev.tidings.event.Event;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Pool;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.smtp.Timeouts;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A server may take its time over the final dot (RFC 5321 §4.5.3.2.6), and whoever grows impatient makes copies
/// (RFC 1047).
@Timeout(30)
class LateAnswerTest {
    private static final Duration LATE = Duration.ofMinutes(9);
    private static final Duration STEP = Duration.ofSeconds(10);

    private final Scene scene = new Scene();
    private final CountDownLatch answer = new CountDownLatch(1);

    static Stream<List<String>> offers() {
        return Stream.of(List.of(), List.of("PIPELINING"), List.of("PIPELINING", "CHUNKING"));
    }

    @ParameterizedTest
    @MethodSource("offers")
    void a_dot_answered_after_nine_minutes_is_one_copy(List<String> offers) throws Exception {
        assertThat(Timeouts.usual().steps().get(Verb.END_OF_DATA)).isGreaterThan(LATE);
        Script script = new Script()
                .offering(offers.toArray(String[]::new))
                .nth(1, Verb.END_OF_DATA, new Act.Await(answer, say("250 2.0.0 at last")));
        try (ScriptedServer server = script.start();
                Road road = road(server)) {
            Courier courier = courier(road);
            Occurrence occurrence = fired();
            assertThat(courier.round(10)).isEqualTo(1);
            Thread hand = Thread.ofVirtual().start(() -> carry(courier));
            await().until(() -> server.commands().contains("."));

            passWithTheJanitorAtWork(courier);
            answer.countDown();
            hand.join();

            DeliveryRecord delivery = scene.delivery(occurrence);
            assertThat(delivery.state()).isEqualTo(State.ACCEPTED);
            assertThat(delivery.progress().attempts()).isEqualTo(1);
            assertThat(delivery.progress().possibleDuplicate()).isFalse();
            assertThat(server.mails()).hasSize(1);
            assertThat(scene.heard(Event.Attempted.class)).hasSize(1);
        }
    }

    /// As once a second in the running engine: leases are renewed, those that ended are reaped, and whatever waits is
    /// claimed.
    private void passWithTheJanitorAtWork(Courier courier) throws InterruptedException {
        for (Duration passed = Duration.ZERO; passed.compareTo(LATE) < 0; passed = passed.plus(STEP)) {
            scene.clock.pass(STEP);
            courier.renew();
            scene.ledger.reap();
            assertThat(scene.ledger.uncertain(10, Stores.USUAL_LEASE)).isEmpty();
            assertThat(courier.round(10)).isZero();
        }
    }

    private Occurrence fired() {
        scene.notification("news", null, "ann@example.org");
        return scene.run("news");
    }

    private Road road(ScriptedServer server) {
        SmtpServer to = new SmtpServer("127.0.0.1", server.port(), Security.NONE, "house.example.com");
        TransportSpec spec = new TransportSpec("main", to, Pool.USUAL, List.of(), Optional.empty());
        Road road = new Road(
                new SmtpTransport(spec, scene.clock), 1, new Meter(List.of(), scene.clock.instant()), new Breaker());
        scene.roads.put("main", road);
        return road;
    }

    private Courier courier(Road road) {
        return new Courier(
                road,
                scene.catcher,
                scene::setup,
                scene.stores(scene.ledger),
                scene.registrar,
                scene.events::add,
                scene.clock);
    }

    private static void carry(Courier courier) {
        try {
            Scene.carryNext(courier);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
