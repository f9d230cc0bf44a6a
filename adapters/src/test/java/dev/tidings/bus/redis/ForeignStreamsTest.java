package dev.tidings.bus.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.bus.Wires.Listening;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;

/// What others do to the streams that are listened to: they are theirs.
@Timeout(60)
final class ForeignStreamsTest {
    private static final Duration AGAIN = Duration.ofMillis(300);
    private static final String ORDERS = "orders";

    private static RedisProcess redis;
    private static RedisClient client;

    private final RedisWires wires = new RedisWires(RedisServer.of(redis.address()), "one", AGAIN);

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
        wires.close();
    }

    @Test
    void a_listener_whose_place_was_taken_away_hears_nothing_old() throws Exception {
        client.xadd(ORDERS, XAddParams.xAddParams(), Map.of("id", "long-ago"));
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Listening listening = wires.listen("shipped", ORDERS, event -> heard.add(event.id()))) {
            await().ignoreExceptions().until(() -> !client.xinfoGroups(ORDERS).isEmpty());
            client.xadd(ORDERS, XAddParams.xAddParams(), Map.of("id", "order-1"));
            await().until(() -> heard.contains("order-1"));

            client.xgroupDestroy(ORDERS, "tidings:shipped");
            client.xadd(ORDERS, XAddParams.xAddParams(), Map.of("id", "order-2"));

            await().until(() -> heard.contains("order-2"));
            assertThat(heard).containsExactly("order-1", "order-2");
            await().until(() -> listening.trouble().isEmpty());
        }
    }

    @Test
    void a_stream_that_begins_anew_is_heard_from_its_beginning() throws Exception {
        client.xadd(ORDERS, XAddParams.xAddParams(), Map.of("id", "long-ago"));
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Listening _ = wires.listen("shipped", ORDERS, event -> heard.add(event.id()))) {
            await().ignoreExceptions().until(() -> !client.xinfoGroups(ORDERS).isEmpty());
            client.del(ORDERS);
            client.xadd(ORDERS, XAddParams.xAddParams().id(new StreamEntryID(1, 0)), Map.of("id", "order-1"));

            await().until(() -> heard.contains("order-1"));
        }
    }

    @Test
    void many_ears_are_closed_at_once() {
        for (int each = 0; each < 12; each++) wires.listen("listener-" + each, ORDERS, _ -> {});
        await().ignoreExceptions().until(() -> client.xinfoGroups(ORDERS).size() == 12);

        long began = System.nanoTime();
        wires.close();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void an_error_of_an_ear_is_a_failure_like_any_other() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        boolean[] failed = {false};
        try (Listening listening = wires.listen("shipped", ORDERS, event -> {
            if (!failed[0]) {
                failed[0] = true;
                throw new StackOverflowError("too deep");
            }
            heard.add(event.id());
        })) {
            await().ignoreExceptions().until(() -> !client.xinfoGroups(ORDERS).isEmpty());
            client.xadd(ORDERS, XAddParams.xAddParams(), Map.of("id", "order-1"));

            await().until(() -> listening.trouble().isPresent());
            await().until(() -> heard.contains("order-1"));
        }
    }
}
