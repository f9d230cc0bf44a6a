package dev.tidings.bus.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.bus.Carrier;
import dev.tidings.bus.Wires.Listening;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.XAddParams;

/// A Redis that is not there, that goes, that hangs, and that comes back empty.
@Timeout(60)
class AwayTest {
    @Test
    void one_that_is_not_there_is_trouble_and_no_failure_and_is_used_once_it_is() throws Exception {
        try (RedisProcess redis = RedisProcess.absent();
                RedisBus bus = RedisBus.at(redis.address(), "one")) {
            Carrier carrier = bus.carrier();
            carrier.put("main", List.of(1L));
            assertThat(carrier.take("main", 1).isEmpty()).isTrue();
            assertThat(carrier.standing().trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("cannot be reached"));

            redis.start();

            await().untilAsserted(() -> {
                carrier.put("main", List.of(2L));
                assertThat(carrier.take("main", 1).deliveries()).containsExactly(2L);
            });
            assertThat(carrier.standing().trouble()).isEmpty();
        }
    }

    @Test
    void while_it_hangs_nobody_is_kept_waiting_but_now_and_then() throws Exception {
        try (RedisProcess redis = RedisProcess.started();
                RedisBus bus = RedisBus.at(redis.address(), "one")) {
            Carrier carrier = bus.carrier();
            carrier.take("main", 1);
            redis.halt();

            carrier.put("main", List.of(1L));
            int answered = 0;
            while (carrier.standing().trouble().isEmpty()) carrier.take("main", 1);
            for (int each = 0; each < 1000; each++) {
                answered += carrier.take("main", 1).isEmpty() ? 1 : 0;
            }
            redis.goOn();

            assertThat(answered).isEqualTo(1000);
            await().untilAsserted(() -> {
                carrier.put("main", List.of(3L));
                assertThat(carrier.take("main", 10).deliveries()).contains(3L);
            });
        }
    }

    @Test
    void while_it_hangs_many_at_once_do_not_wait_one_after_the_other() throws Exception {
        try (RedisProcess redis = RedisProcess.started();
                RedisBus bus = RedisBus.at(redis.address(), "one");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Carrier carrier = bus.carrier();
            carrier.take("main", 1);
            redis.halt();
            long began = System.nanoTime();

            List<Callable<Duration>> takers = Collections.nCopies(16, () -> {
                carrier.take("main", 1);
                return Duration.ofNanos(System.nanoTime() - began);
            });
            for (Future<Duration> each : threads.invokeAll(takers)) {
                assertThat(each.get()).isLessThan(Duration.ofSeconds(10));
            }
            redis.goOn();
        }
    }

    @Test
    void one_that_was_started_again_is_used_within_seconds() throws Exception {
        try (RedisProcess redis = RedisProcess.started();
                RedisBus bus = RedisBus.at(redis.address(), "one");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Carrier carrier = bus.carrier();
            threads.invokeAll(Collections.nCopies(8, () -> carrier.take("main", 1)));
            redis.stop();
            redis.start();

            await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> {
                carrier.put("main", List.of(2L));
                assertThat(carrier.take("main", 1).deliveries()).containsExactly(2L);
            });
            assertThat(carrier.standing().trouble()).isEmpty();
        }
    }

    @Test
    void a_password_that_is_refused_is_told_and_not_shown() throws Exception {
        try (RedisProcess redis = RedisProcess.started()) {
            try (RedisClient client = redis.client()) {
                client.configSet("requirepass", "an0ther");
            }
            try (RedisBus bus = RedisBus.at(redis.address().replace("redis://", "redis://:n0ne@"), "one")) {
                bus.carrier().put("main", List.of(1L));

                assertThat(bus.carrier().standing().trouble())
                        .hasValueSatisfying(
                                why -> assertThat(why).contains("WRONGPASS").doesNotContain("n0ne"));
            }
        }
    }

    @Test
    void one_that_comes_back_empty_is_listened_to_again() throws Exception {
        try (RedisProcess redis = RedisProcess.started();
                RedisBus bus = RedisBus.at(redis.address(), "one")) {
            List<String> heard = new CopyOnWriteArrayList<>();
            try (Listening listening = bus.wires().listen("shipped", "orders", event -> heard.add(event.id()))) {
                await().until(() -> says(redis, "order-1") && heard.contains("order-1"));
                redis.stop();
                await().until(() -> listening.trouble().isPresent());
                redis.start();

                says(redis, "order-2");

                await().until(() -> heard.contains("order-2"));
                await().until(() -> listening.trouble().isEmpty());
            }
        }
    }

    private static boolean says(RedisProcess redis, String id) {
        try (RedisClient client = redis.client()) {
            client.xadd("orders", XAddParams.xAddParams(), Map.of("id", id));
            return true;
        }
    }
}
