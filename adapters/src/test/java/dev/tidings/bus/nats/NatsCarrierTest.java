package dev.tidings.bus.nats;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.bus.Carrier;
import dev.tidings.bus.Carrier.Handful;
import dev.tidings.contracts.CarrierContract;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamConfiguration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class NatsCarrierTest extends CarrierContract {
    private static final int BOUND = 10_000;
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final WorkStream.Limits SMALL = new WorkStream.Limits(100, Duration.ofMillis(200));
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private static TestNats nats;
    private static Connection somebody;

    private final Names names = new Names("test-" + PREFIXES.incrementAndGet());
    private final List<NatsBus> buses = new ArrayList<>();
    private final Carrier one = carrier(new WorkStream.Limits(BOUND, AGAIN));
    private final Carrier other = carrier(new WorkStream.Limits(BOUND, AGAIN));

    @BeforeAll
    static void start() throws Exception {
        nats = TestNats.started();
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
        somebody = nats.connection();
    }

    @AfterAll
    static void stop() throws Exception {
        Awaitility.reset();
        if (nats == null) return;
        somebody.close();
        nats.close();
    }

    @AfterEach
    void close() {
        buses.forEach(NatsBus::close);
    }

    private Carrier carrier(WorkStream.Limits limits) {
        NatsBus bus = NatsBus.at(nats.address() + "?prefix=" + names.prefix(), limits);
        buses.add(bus);
        return bus.carrier();
    }

    @Override
    protected Carrier one() {
        return one;
    }

    @Override
    protected Carrier other() {
        return other;
    }

    @Override
    protected int bound() {
        return BOUND;
    }

    @Override
    protected void passUntilAgain() throws InterruptedException {
        Thread.sleep(AGAIN.plusMillis(50));
    }

    @Override
    protected void flush() throws Exception {
        somebody.jetStreamManagement().deleteStream(names.stream());
    }

    @Override
    protected void putNonsense() throws Exception {
        for (String nonsense : List.of("", "-1", "99999999999999999999", "9999999999999999999", "{\"id\":1}", "1 ")) {
            somebody.jetStream().publish(names.subject(ROAD), nonsense.getBytes(StandardCharsets.US_ASCII));
        }
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
    void what_is_not_acknowledged_comes_again_to_another_until_it_has_come_five_times() {
        carrier(SMALL).put("main", List.of(7L));
        for (int time = 0; time < WorkStream.DELIVERIES_MAX; time++) {
            Carrier next = carrier(SMALL);
            await().atMost(5, SECONDS)
                    .until(() -> next.take("main", 10).deliveries().equals(List.of(7L)));
        }
        awaitDepth(carrier(SMALL), "main", 0);
    }

    @Test
    void a_consumer_that_was_deleted_is_made_again_and_nothing_is_lost() throws Exception {
        Carrier carrier = one;
        carrier.put("main", List.of(1L));
        taken(carrier, "main", 1);
        awaitDepth(one, "main", 0);
        somebody.jetStreamManagement().deleteConsumer(names.stream(), "main");
        carrier.put("main", List.of(2L));

        assertThat(taken(carrier, "main", 1)).containsExactly(2L);
    }

    @Test
    void a_road_may_have_any_name() {
        List<String> roads = List.of("*", ">", "a_b", "a b", "größe 邮件", "", "../x", "$JS");
        for (int number = 0; number < roads.size(); number++) {
            one.put(roads.get(number), List.of((long) number));
        }

        for (int number = 0; number < roads.size(); number++) {
            awaitDepth(one, roads.get(number), 1);
            assertThat(taken(one, roads.get(number), 1)).containsExactly((long) number);
        }
    }

    /// On a server that is slow to answer some may be lost, and those who take end by themselves.
    @Test
    void several_who_take_at_once_share() throws Exception {
        int many = 50_000;
        Queue<Long> taken = new ConcurrentLinkedQueue<>();
        AtomicBoolean allPut = new AtomicBoolean();
        List<Thread> takers = IntStream.range(0, 4)
                .mapToObj(number -> Thread.ofVirtual().start(() -> take(number % 2 == 0 ? one : other, taken, allPut)))
                .toList();
        for (int from = 0; from < many; from += 1000) {
            int put = from;
            await().until(() -> put - taken.size() <= BOUND - 1000);
            one.put("main", LongStream.range(from, from + 1000).boxed().toList());
        }
        allPut.set(true);
        for (Thread each : takers) assertThat(each.join(Duration.ofSeconds(20))).isTrue();

        assertThat(taken).doesNotHaveDuplicates().hasSizeBetween(many * 9 / 10, many);
        awaitDepth(one, "main", 0);
    }

    private static void take(Carrier carrier, Queue<Long> taken, AtomicBoolean allPut) {
        for (int empty = 0; empty < 20; ) {
            Handful handful = carrier.take("main", 500);
            taken.addAll(handful.deliveries());
            handful.acknowledge().run();
            empty = handful.isEmpty() && allPut.get() ? empty + 1 : 0;
        }
    }

    @Test
    void a_stream_that_is_there_is_used_as_it_is() throws Exception {
        JetStreamManagement management = somebody.jetStreamManagement();
        management.addStream(StreamConfiguration.builder()
                .name(names.stream())
                .subjects(names.everyRoad())
                .build());
        one.put("main", List.of(1L));

        assertThat(taken(other, "main", 1)).containsExactly(1L);
        assertThat(management.getStreamInfo(names.stream()).getConfiguration().getMaxMsgsPerSubject())
                .isEqualTo(-1);
    }

    @Test
    void a_road_that_is_full_has_room_again_when_somebody_took() {
        Carrier small = carrier(SMALL);
        small.put("main", LongStream.range(0, 250).boxed().toList());
        small.put("backup", List.of(1L));

        awaitDepth(small, "main", 100);
        awaitDepth(small, "backup", 1);
        assertThat(small.standing().trouble()).isEmpty();
        assertThat(taken(small, "main", 100)).hasSize(100);
        await().atMost(5, SECONDS).until(() -> {
            small.put("main", List.of(500L));
            return small.take("main", 1).deliveries().equals(List.of(500L));
        });
    }
}
