package dev.tidings.bus.nats;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.bus.Carrier;
import dev.tidings.bus.Carrier.Handful;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class NatsAwayTest {
    private static final WorkStream.Limits PROMPT = new WorkStream.Limits(100, Duration.ofMillis(300));

    /// How long it took.
    private static Duration timed(Runnable call) {
        long began = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void nothingComesOfIt(Carrier carrier) {
        assertThat(timed(() -> carrier.put("main", List.of(1L)))).isLessThan(Duration.ofSeconds(8));
        assertThat(timed(() -> assertThat(carrier.take("main", 1).isEmpty()).isTrue()))
                .isLessThan(Duration.ofSeconds(8));
        assertThat(timed(() -> {
                    carrier.put("main", List.of(1L));
                    assertThat(carrier.take("main", 1).isEmpty()).isTrue();
                }))
                .isLessThan(Duration.ofMillis(1500));
        assertThat(carrier.standing().depth()).isEmpty();
    }

    private static void carriesAgain(Carrier carrier) {
        await().atMost(15, SECONDS).until(() -> {
            carrier.put("main", List.of(2L));
            Handful handful = carrier.take("main", 100);
            handful.acknowledge().run();
            return handful.deliveries().contains(2L);
        });
        await().atMost(5, SECONDS).until(() -> carrier.standing().trouble().isEmpty());
    }

    @Test
    void a_server_may_come_later() throws Exception {
        try (TestNats nats = TestNats.stopped();
                NatsBus bus = NatsBus.at(nats.address(), PROMPT)) {
            nothingComesOfIt(bus.carrier());
            assertThat(bus.carrier().standing().trouble())
                    .contains("no nats-server answers at 127.0.0.1:%d (Connection refused)".formatted(nats.port));

            nats.start();

            carriesAgain(bus.carrier());
        }
    }

    @Test
    void what_lies_at_a_server_is_there_when_it_is_back() throws Exception {
        try (TestNats nats = TestNats.started();
                NatsBus bus = NatsBus.at(nats.address(), PROMPT)) {
            Carrier carrier = bus.carrier();
            carrier.put("main", List.of(41L));
            await().until(() -> carrier.take("main", 1).deliveries().equals(List.of(41L)));

            nats.stop();
            await().until(() -> carrier.standing().trouble().isPresent());
            nothingComesOfIt(carrier);
            nats.start();

            await().atMost(15, SECONDS)
                    .until(() -> carrier.take("main", 1).deliveries().equals(List.of(41L)));
            carriesAgain(carrier);
        }
    }

    @Test
    void a_server_that_comes_back_empty_is_furnished_again() throws Exception {
        try (TestNats nats = TestNats.started();
                NatsBus bus = NatsBus.at(nats.address(), PROMPT)) {
            carriesAgain(bus.carrier());

            nats.stop();
            nats.empty();
            nats.start();

            carriesAgain(bus.carrier());
        }
    }

    @Test
    void nobody_waits_for_a_server_that_says_nothing() throws Exception {
        try (TestNats nats = TestNats.started();
                NatsBus bus = NatsBus.at(nats.address(), PROMPT)) {
            carriesAgain(bus.carrier());

            nats.halt();
            Carrier carrier = bus.carrier();
            while (carrier.standing().trouble().isEmpty()) {
                assertThat(timed(() -> carrier.put("main", List.of(1L)))).isLessThan(Duration.ofSeconds(8));
                assertThat(timed(() -> carrier.take("main", 1))).isLessThan(Duration.ofSeconds(8));
            }
            assertThat(timed(() -> carrier.take("main", 1))).isLessThan(Duration.ofMillis(1500));
            assertThat(carrier.standing().trouble().orElseThrow()).startsWith("nats-server at 127.0.0.1:" + nats.port);
            nats.goOn();

            carriesAgain(bus.carrier());
        }
    }

    @Test
    void a_server_without_jetstream_is_told_of() throws Exception {
        try (TestNats nats = TestNats.started("--name", "plain");
                NatsBus bus = NatsBus.at(nats.address(), PROMPT)) {
            nothingComesOfIt(bus.carrier());

            assertThat(bus.carrier().standing().trouble())
                    .hasValueSatisfying(why -> assertThat(why)
                            .startsWith("JetStream is switched off at nats-server 127.0.0.1")
                            .contains("-js"));
        }
    }

    @Test
    void a_wrong_password_is_told_of_and_not_shown() throws Exception {
        try (TestNats nats = TestNats.started("--user", "tidings", "--pass", "open sesame");
                NatsBus wrong = NatsBus.at(nats.address().replace("//", "//tidings:s3cret@"));
                NatsBus right = NatsBus.at(nats.address().replace("//", "//tidings:open%20sesame@"))) {
            assertThat(wrong.carrier().take("main", 1).isEmpty()).isTrue();

            await().until(() -> wrong.carrier()
                    .standing()
                    .trouble()
                    .equals(Optional.of(
                            "nats-server at 127.0.0.1:%d refuses user, password or token".formatted(nats.port))));
            right.carrier().take("main", 1);
            assertThat(right.carrier().standing().trouble())
                    .hasValueSatisfying(why -> assertThat(why).startsWith("JetStream is switched off"));
        }
    }
}
