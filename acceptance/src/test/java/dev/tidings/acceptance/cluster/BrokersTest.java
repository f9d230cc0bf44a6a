package dev.tidings.acceptance.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That brokers forget when they are told to.
class BrokersTest {
    @Test
    void redis_forgets_what_is_flushed_and_is_there_again_after_a_restart(@TempDir Path folder) throws Exception {
        assumeTrue(Broker.has(Redis.PROGRAM), "redis-server is not there");
        try (Redis redis = Redis.start(folder)) {
            assertThat(redis.broker().ask("SET a b")).isEqualTo("+OK");
            redis.flush();
            assertThat(redis.broker().ask("EXISTS a")).isEqualTo(":0");

            redis.restart();
            assertThat(redis.broker().ask("PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void nats_is_there_again_with_nothing(@TempDir Path folder) throws Exception {
        assumeTrue(Broker.has(Nats.PROGRAM), "nats-server is not there");
        try (Nats nats = Nats.start(folder)) {
            assertThat(nats.broker().ask("PING")).startsWith("INFO").contains("\"jetstream\":true");

            nats.flush();
            assertThat(nats.broker().ask("PING")).contains("\"jetstream\":true");
            assertThat(nats.store()).isDirectory();
        }
    }
}
