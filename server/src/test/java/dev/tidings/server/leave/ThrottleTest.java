package dev.tidings.server.leave;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private final Throttle throttle = new Throttle();

    private int admitted(String client, int asked, Instant at) {
        int admitted = 0;
        for (int each = 0; each < asked; each++) {
            if (throttle.admits(client, at)) admitted++;
        }
        return admitted;
    }

    @Test
    void a_client_may_ask_five_hundred_times_at_once_and_fifty_times_a_second_after_that() {
        assertThat(admitted("a", 600, NINE)).isEqualTo(500);
        assertThat(admitted("a", 600, NINE.plusSeconds(1))).isEqualTo(50);
        assertThat(admitted("a", 600, NINE.plusSeconds(60))).isEqualTo(500);
    }

    @Test
    void one_client_does_not_use_up_what_another_has() {
        admitted("a", 600, NINE);

        assertThat(admitted("b", 600, NINE)).isEqualTo(500);
    }

    @Test
    void a_clock_that_goes_back_gives_nothing() {
        admitted("a", 600, NINE);

        assertThat(admitted("a", 10, NINE.minusSeconds(60))).isZero();
    }

    @Test
    void a_hundred_thousand_clients_are_not_all_remembered() {
        admitted("first", 600, NINE);
        for (int each = 0; each < 20_000; each++) {
            throttle.admits("client " + each, NINE);
        }

        assertThat(admitted("first", 600, NINE)).isEqualTo(500);
    }
}
