package dev.tidings.bus.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.bus.Wires;
import dev.tidings.bus.Wires.Listening;
import dev.tidings.contracts.WiresContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.XAddParams;

final class RedisWiresTest extends WiresContract {
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static RedisProcess redis;
    private static RedisClient client;

    private final RedisWires one = new RedisWires(RedisServer.of(redis.address()), "one", AGAIN);
    private final RedisWires other = new RedisWires(RedisServer.of(redis.address()), "other", AGAIN);

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
        one.close();
        other.close();
    }

    @Override
    protected Wires one() {
        return one;
    }

    @Override
    protected Wires other() {
        return other;
    }

    @Override
    protected String subject() {
        return "orders";
    }

    @Override
    protected void say(String id, String body) {
        Map<String, String> fields = new HashMap<>(Map.of("body", body));
        if (!id.isEmpty()) fields.put("id", id);
        client.xadd(subject(), XAddParams.xAddParams(), fields);
    }

    /// Numbers in eight octets, say.
    @Test
    void events_with_ids_that_are_no_text_are_all_heard() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        awaitListening(one.listen("shipped", subject(), event -> heard.add(event.id())));

        for (int octet = 0x80; octet <= 0xFF; octet++) {
            client.xadd(subject().getBytes(UTF_8), XAddParams.xAddParams(), Map.of("id".getBytes(UTF_8), new byte[] {
                0, 0, 0, (byte) octet
            }));
        }

        await().until(() -> heard.size() == 128);
        assertThat(Set.copyOf(heard)).hasSize(128);
    }

    /// Its place in the stream is kept from now on.
    @Override
    protected void awaitListening(Listening listening) {
        String group = ((RedisListening) listening).group();
        await().ignoreExceptions()
                .until(() -> client.xinfoGroups(subject()).stream()
                        .anyMatch(each -> each.getName().equals(group)));
    }
}
