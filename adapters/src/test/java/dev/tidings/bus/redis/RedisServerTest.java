package dev.tidings.bus.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://",
                "http://cache.example",
                "redis://cache.example/mail",
                "redis://cache.example?db=2",
                "redis://cache.example?prefix=a b",
                "redis://cache.example?prefix=",
                "redis://:s3cret pass@cache.example",
                "redis://s3cret@cache.example"
            })
    void anything_else_is_refused(String address) {
        assertThatThrownBy(() -> RedisServer.of(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
    }
}
