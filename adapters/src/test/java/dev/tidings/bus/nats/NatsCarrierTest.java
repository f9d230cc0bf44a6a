package dev.tidings.bus.nats;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.bus.Carrier;
import dev.tidings.bus.Carrier.Handful;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NatsCarrierTest {
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final WorkStream.Limits SMALL = new WorkStream.Limits(100, Duration.ofMillis(300));

    private static TestNats nats;

    private final String address = nats.address() + "?prefix=test-" + PREFIXES.incrementAndGet();
    private final String stream = "TIDINGS_TEST-" + PREFIXES.get();
    private final List<NatsBus> buses = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        nats = TestNats.started();
    }

    @AfterAll
    static void stop() throws Exception {
        if (nats != null) nats.close();
    }

    @AfterEach
    void close() {
        buses.forEach(NatsBus::close);
    }

    private Carrier carrier(WorkStream.Limits limits) {
        NatsBus bus = NatsBus.at(address, limits);
        buses.add(bus);
        return bus.carrier();
    }

    private Carrier carrier() {
        return carrier(WorkStream.Limits.USUAL);
    }

    /// Takes until that many were taken, and acknowledges them.
    private static List<Long> taken(Carrier carrier, String road, int count) {
        List<Long> all = new ArrayList<>();
        await().atMost(10, SECONDS).pollDelay(Duration.ZERO).until(() -> {
            Handful handful = carrier.take(road, count - all.size());
            all.addAll(handful.deliveries());
            handful.acknowledge().run();
            return all.size() >= count;
        });
        return all;
    }

    private static void awaitDepth(Carrier carrier, String road, long depth) {
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(carrier.standing().depth().getOrDefault(road, 0L))
                        .isEqualTo(depth));
    }

    @Test
    void what_is_put_is_taken_once() {
        Carrier carrier = carrier();
        carrier.put("main", List.of(1L, 2L, 3L));

        assertThat(taken(carrier, "main", 3)).containsExactly(1L, 2L, 3L);
        assertThat(carrier.take("main", 10).isEmpty()).isTrue();
        assertThat(carrier.take("backup", 10).isEmpty()).isTrue();
        awaitDepth(carrier, "main", 0);
        assertThat(carrier.standing().trouble()).isEmpty();
    }

    @Test
    void what_is_not_acknowledged_comes_again_to_another_until_it_has_come_five_times() {
        carrier(SMALL).put("main", List.of(7L));
        for (int time = 0; time < WorkStream.DELIVERIES_MAX; time++) {
            Carrier next = carrier(SMALL);
            await().atMost(5, SECONDS).until(() -> next.take("main", 10).deliveries().equals(List.of(7L)));
        }
        awaitDepth(carrier(SMALL), "main", 0);
    }

    @Test
    void no_more_lie_there_than_may() {
        Carrier carrier = carrier(SMALL);
        carrier.put("main", LongStream.range(0, 250).boxed().toList());
        carrier.put("backup", List.of(1L));

        awaitDepth(carrier, "main", 100);
        awaitDepth(carrier, "backup", 1);
        assertThat(carrier.standing().trouble()).isEmpty();
        assertThat(taken(carrier, "main", 100)).hasSize(100);
        await().atMost(5, SECONDS).until(() -> {
            carrier.put("main", List.of(500L));
            return carrier.take("main", 1).deliveries().equals(List.of(500L));
        });
    }

    @Test
    void a_stream_that_was_deleted_is_made_again() throws Exception {
        Carrier carrier = carrier();
        carrier.put("main", List.of(1L));
        taken(carrier, "main", 1);
        try (Connection other = nats.connection()) {
            other.jetStreamManagement().deleteStream(stream);
        }

        await().atMost(10, SECONDS).until(() -> {
            carrier.put("main", List.of(2L));
            return carrier.take("main", 10).deliveries().contains(2L);
        });
        assertThat(carrier.standing().trouble()).isEmpty();
    }

    @Test
    void a_consumer_that_was_deleted_is_made_again_and_nothing_is_lost() throws Exception {
        Carrier carrier = carrier();
        carrier.put("main", List.of(1L));
        taken(carrier, "main", 1);
        try (Connection other = nats.connection()) {
            other.jetStreamManagement().deleteConsumer(stream, "main");
        }
        carrier.put("main", List.of(2L));

        assertThat(taken(carrier, "main", 1)).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", ">", "a.b", "a_b", "post stelle", "größe 邮件", "", "../x", "$JS"})
    void a_road_may_have_any_name(String road) {
        Carrier carrier = carrier();
        carrier.put(road, List.of(1L));
        carrier.put("other", List.of(2L));

        awaitDepth(carrier, road, 1);
        assertThat(taken(carrier, road, 1)).containsExactly(1L);
    }

    @Test
    void what_makes_no_sense_is_dropped() throws Exception {
        Carrier carrier = carrier();
        carrier.put("main", List.of(1L));
        taken(carrier, "main", 1);
        String subject = new Names("test-" + stream.substring(13)).subject("main");
        try (Connection other = nats.connection()) {
            for (String poison : List.of("", "-1", "99999999999999999999", "9999999999999999999", "{\"id\":1}", "1 ")) {
                other.jetStream().publish(subject, poison.getBytes());
            }
        }
        carrier.put("main", List.of(2L));

        assertThat(taken(carrier, "main", 1)).containsExactly(2L);
        awaitDepth(carrier, "main", 0);
    }

    @Test
    void several_who_take_at_once_share() throws Exception {
        int many = 50_000;
        Carrier carrier = carrier();
        Carrier second = carrier();
        Set<Long> taken = ConcurrentHashMap.newKeySet();
        AtomicInteger count = new AtomicInteger();
        List<Thread> takers = IntStream.range(0, 4)
                .mapToObj(number -> Thread.ofVirtual().start(() -> {
                    Carrier mine = number % 2 == 0 ? carrier : second;
                    while (count.get() < many) {
                        Handful handful = mine.take("main", 500);
                        taken.addAll(handful.deliveries());
                        count.addAndGet(handful.deliveries().size());
                        handful.acknowledge().run();
                    }
                }))
                .toList();
        for (long from = 0; from < many; from += 1000) {
            while (from - count.get() > 10_000) Thread.onSpinWait();
            carrier.put("main", LongStream.range(from, from + 1000).boxed().toList());
        }
        for (Thread each : takers) {
            assertThat(each.join(Duration.ofSeconds(20))).isTrue();
        }

        assertThat(taken).hasSize(many);
        assertThat(count).hasValue(many);
        awaitDepth(carrier, "main", 0);
    }

    @Test
    void a_stream_that_is_there_is_used_as_it_is() throws Exception {
        try (Connection other = nats.connection()) {
            JetStreamManagement management = other.jetStreamManagement();
            management.addStream(StreamConfiguration.builder()
                    .name(stream)
                    .subjects("test-" + stream.substring(13) + ".road.*")
                    .build());
            Carrier carrier = carrier();
            carrier.put("main", List.of(1L));

            assertThat(taken(carrier, "main", 1)).containsExactly(1L);
            assertThat(management.getStreamInfo(stream).getConfiguration().getMaxMsgsPerSubject())
                    .isEqualTo(-1);
        }
    }
}
