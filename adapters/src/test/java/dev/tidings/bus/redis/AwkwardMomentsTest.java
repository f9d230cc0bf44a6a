package dev.tidings.bus.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.bus.Carrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/// What a Redis does now and then, and what others do to the streams of a carrier.
@Timeout(60)
final class AwkwardMomentsTest {
    private static final Duration AGAIN = Duration.ofMillis(300);
    private static final String KEY = "tidings:road:main";

    private static RedisProcess redis;
    private static RedisClient client;

    private final Contact contact = new Contact(RedisServer.of(redis.address()));
    private final Carrier one = carrier("one");
    private final Carrier other = carrier("other");

    @BeforeAll
    static void start() throws Exception {
        redis = RedisProcess.started();
        client = redis.client();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        redis.close();
    }

    @BeforeEach
    void empty() {
        client.flushAll();
    }

    @AfterEach
    void close() {
        contact.close();
    }

    private Carrier carrier(String node) {
        return new RedisCarrier(
                RedisServer.of(redis.address()),
                contact,
                node,
                new RedisCarrier.Bounds(10_000, AGAIN, Duration.ofHours(1)));
    }

    @Test
    void a_road_that_cannot_be_used_holds_up_no_other() {
        client.set(KEY, "text");

        for (int each = 0; each < 3; each++) {
            one.put("main", List.of(1L));
            one.put("backup", List.of(2L));
        }

        assertThat(other.take("backup", 10).deliveries()).containsExactly(2L, 2L, 2L);
        assertThat(one.standing().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains(KEY).contains("something else"));
        assertThat(one.standing().depth()).containsEntry("backup", 3L);

        client.del(KEY);
        await().untilAsserted(() -> {
            one.put("main", List.of(1L));
            assertThat(one.standing().trouble()).isEmpty();
        });
    }

    @Test
    void ids_that_are_refused_are_told() {
        client.sendCommand(Protocol.Command.CONFIG, "SET", "maxmemory", "1");
        try {
            one.put("main", List.of(1L));

            assertThat(one.standing().trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("OOM"));
        } finally {
            client.sendCommand(Protocol.Command.CONFIG, "SET", "maxmemory", "0");
        }
        await().untilAsserted(() -> {
            one.put("main", List.of(1L));
            assertThat(one.standing().trouble()).isEmpty();
        });
    }

    /// A replica that takes over may have heard of the first of two commands only.
    @Test
    void an_acknowledgement_that_was_cut_in_two_leaves_nothing_behind() throws Exception {
        one.put("main", List.of(1L, 2L));
        await().until(() -> one.take("main", 10).deliveries().size() == 2);
        client.xdel(KEY, client.xrange(KEY, "-", "+").getFirst().getID());
        Thread.sleep(AGAIN.toMillis() + 50);

        await().untilAsserted(() -> {
            other.take("main", 10).acknowledge().run();
            assertThat(client.xlen(KEY)).isZero();
            assertThat(client.xpending(KEY, "nodes").getTotal()).isZero();
        });
    }

    @Test
    void all_that_a_dead_one_had_is_found_within_few_takes() throws Exception {
        one.put("main", LongStream.range(0, 500).boxed().toList());
        await().until(() -> one.take("main", 500).deliveries().size() == 500);
        Thread.sleep(AGAIN.toMillis() + 50);

        List<Long> found = new ArrayList<>();
        for (int takes = 0; takes < 11; takes++) {
            Carrier.Handful handful = other.take("main", 50);
            found.addAll(handful.deliveries());
            handful.acknowledge().run();
        }

        assertThat(found).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void a_road_that_is_no_more_is_forgotten_after_a_while() {
        one.put("main", List.of(1L));

        assertThat(client.ttl(KEY)).isBetween(3_600L, 86_400L);
    }
}
