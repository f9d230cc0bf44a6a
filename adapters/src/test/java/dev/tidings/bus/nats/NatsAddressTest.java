package dev.tidings.bus.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NatsAddressTest {
    @Test
    void it_shows_no_password() {
        NatsAddress address = NatsAddress.of("nats://tidings:s3cret%40@one.example,two.example:4333/?prefix=mail");

        assertThat(address).hasToString("one.example:4222, two.example:4333");
        assertThat(address.address().password().orElseThrow().value()).isEqualTo("s3cret@");
        assertThat(address.prefix()).isEqualTo("mail");
        assertThat(NatsBus.at("nats://tidings:s3cret@one.example")).hasToString("nats at one.example:4222");
    }

    @Test
    void what_it_is_not_told_is_usual() {
        NatsAddress address = NatsAddress.of("tls://[::1]");

        assertThat(address).hasToString("[::1]:4222");
        assertThat(address.isTls()).isTrue();
        assertThat(address.prefix()).isEqualTo("tidings");
        assertThat(address.address().user()).isEmpty();
    }

    @Test
    void authorities_that_cannot_be_read_are_refused() {
        assertThatThrownBy(() -> NatsBus.at("tls://ann:s3cret@db.example?ca=/nowhere.pem"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no file that can be read")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "*", ">", "a.b", "a_b", "_", "_41", "größe 邮件", "", "a\0b"})
    void a_road_is_found_again_in_its_subject(String road) {
        Names names = new Names("tidings");

        assertThat(names.subject(road)).matches("tidings\\.road\\.[A-Za-z0-9_-]+");
        assertThat(names.road(names.subject(road))).isEqualTo(road);
    }

    @Test
    void long_names_stay_within_what_the_server_takes_and_apart() {
        Names names = new Names("tidings");

        assertThat(names.consumer("x".repeat(300), "orders.>")).hasSizeLessThan(200);
        assertThat(names.consumer("x".repeat(300), "orders.>")).isNotEqualTo(names.consumer("x".repeat(301), "orders"));
        assertThat(names.consumer("weekly", "orders.>")).isEqualTo("tidings-weekly-orders_2E_3E");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2.9.10 | this nats-server 2.9.10 has no scheduled messages (2.12 has them)",
                "2.12.0-RC.1 | by @at alone (2.14 has @every and cron)",
                "2.14.1 | which has scheduled messages: @at, @every and cron",
                "3.0.0 | which has scheduled messages: @at, @every and cron",
                "dev | this nats-server dev has no scheduled messages"
            })
    void a_version_says_what_can_be_scheduled(String version, String sentence) {
        assertThat(ServerVersion.of(version).toString()).contains(sentence);
    }
}
