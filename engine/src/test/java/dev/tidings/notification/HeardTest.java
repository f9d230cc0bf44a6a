package dev.tidings.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeardTest {
    @Test
    void an_event_is_found_again_in_the_name_of_its_request() {
        Heard heard = new Heard(new EventSubject(Broker.NATS, "orders.shipped"), "order 17: a:b");

        assertThat(heard.request()).isEqualTo("nats:orders.shipped order 17: a:b");
        assertThat(Heard.in(heard.request())).contains(heard);
    }

    @Test
    void keys_of_redis_may_have_colons() {
        Heard heard = new Heard(new EventSubject(Broker.REDIS, "shop:orders"), "1764185212345-0");

        assertThat(Heard.in(heard.request())).contains(heard);
    }

    @ParameterizedTest
    @ValueSource(strings = {"call 17", "call nats:orders 17", "", "nats", "nats:", "nats: 17", "kafka:orders 17"})
    void other_requests_are_no_events(String request) {
        assertThat(Heard.in(request)).isEmpty();
    }
}
