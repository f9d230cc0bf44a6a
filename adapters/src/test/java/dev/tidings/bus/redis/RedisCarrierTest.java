package dev.tidings.bus.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.bus.Carrier;
import dev.tidings.contracts.CarrierContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.resps.StreamConsumerInfo;

final class RedisCarrierTest extends CarrierContract {
    private static final Duration AGAIN = Duration.ofMillis(300);
    private static final int BOUND = 10_000;
    private static final String KEY = "tidings:road:" + ROAD;

    private static RedisProcess redis;
    private static RedisClient client;

    private final Contact contact = new Contact(server());
    private final Carrier one = carrier("one", Duration.ofHours(1));
    private final Carrier other = carrier("other", Duration.ofHours(1));

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

    private static RedisServer server() {
        return RedisServer.of(redis.address());
    }

    private Carrier carrier(String node, Duration gone) {
        return new RedisCarrier(server(), contact, node, new RedisCarrier.Bounds(BOUND, AGAIN, gone));
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
        Thread.sleep(AGAIN.toMillis() + 50);
    }

    @Override
    protected void flush() {
        client.flushAll();
    }

    @Override
    protected void putNonsense() {
        client.xadd(KEY, XAddParams.xAddParams(), Map.of("what", "ever"));
    }

    @Test
    void what_is_given_out_again_and_again_leaves() throws Exception {
        one.put(ROAD, List.of(1L));
        int given = 0;
        for (int each = 0; each < 20 && client.xlen(KEY) > 0; each++) {
            given += one.take(ROAD, 10).deliveries().size();
            passUntilAgain();
        }

        assertThat(client.xlen(KEY)).isZero();
        assertThat(given).isBetween(2, 6);
    }

    @Test
    void a_consumer_that_is_gone_is_struck_off_once_it_has_nothing() throws Exception {
        one.put(ROAD, List.of(1L, 2L));
        Carrier dead = carrier("dead", Duration.ofHours(1));
        await().until(() -> !dead.take(ROAD, 1).isEmpty());
        assertThat(consumers()).contains("dead");
        Carrier living = carrier("living", Duration.ofMillis(200));

        await().untilAsserted(() -> {
            living.take(ROAD, 10).acknowledge().run();
            assertThat(consumers()).doesNotContain("dead");
        });
        assertThat(client.xlen(KEY)).isZero();
    }

    private static List<String> consumers() {
        return client.xinfoConsumers2(KEY, "nodes").stream()
                .map(StreamConsumerInfo::getName)
                .toList();
    }

    /// Somebody else trims the stream while an entry is out.
    @Test
    void what_was_trimmed_is_lost_and_holds_up_nobody() throws Exception {
        one.put(ROAD, List.of(1L, 2L));
        await().until(() -> !one.take(ROAD, 1).isEmpty());
        client.xdel(
                KEY,
                client.xrange(KEY, "-", "+").stream().map(each -> each.getID()).toArray(StreamEntryID[]::new));
        passUntilAgain();

        assertThat(other.take(ROAD, 10).deliveries()).isEmpty();
        one.put(ROAD, List.of(3L));
        await().until(() -> other.take(ROAD, 10).deliveries().contains(3L));
    }

    @Test
    void something_else_under_its_key_is_trouble_and_told() {
        client.set(KEY, "text");

        one.put(ROAD, List.of(1L));

        assertThat(one.take(ROAD, 1).isEmpty()).isTrue();
        assertThat(one.standing().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("something else under that key"));
    }
}
