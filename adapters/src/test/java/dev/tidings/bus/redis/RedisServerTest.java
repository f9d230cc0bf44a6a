package dev.tidings.bus.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RedisServerTest {
    @Test
    void it_shows_no_password() {
        RedisServer server = RedisServer.of("rediss://mail:s3cret%40@cache.example:6380/2?prefix=letters");

        assertThat(server).hasToString("rediss://cache.example:6380/2");
        assertThat(server.key("road:main")).isEqualTo("letters:road:main");
    }

    @Test
    void what_it_is_not_told_is_usual() {
        RedisServer server = RedisServer.of("redis://cache.example");

        assertThat(server).hasToString("redis://cache.example:6379/0");
        assertThat(server.key("road:main")).isEqualTo("tidings:road:main");
    }
}
