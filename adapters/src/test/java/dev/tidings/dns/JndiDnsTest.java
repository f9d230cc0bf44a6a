package dev.tidings.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.DnsContract;
import dev.tidings.roadtest.Dns;
import dev.tidings.roadtest.DnsAnswer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JndiDnsTest extends DnsContract {
    private static SmallNameServer server;

    @BeforeAll
    static void open() {
        server = new SmallNameServer()
                .text("example.com", "v=spf1 -all")
                .text("example.com", "another one")
                .exchanger("example.com", 20, "mx2.example.com")
                .exchanger("example.com", 10, "mx1.example.com")
                .text("long.example.com", "a".repeat(255), "a".repeat(255), "a".repeat(90))
                .text("quoted.example.com", "say \"hello\" ", "\\ ", "goodbye")
                .exchanger("null.example.com", 0, "")
                .address("mx1.example.com", "192.0.2.1")
                .address("mx1.example.com", "2001:db8::1")
                .address("four.example.com", "192.0.2.4");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Override
    protected Dns dns() {
        return new JndiDns(server.url());
    }

    @Test
    void a_server_that_has_failed_has_not_answered() {
        assertThat(dns().texts("broken.example"))
                .isInstanceOfSatisfying(
                        DnsAnswer.Unanswered.class,
                        silence -> assertThat(silence.why()).isNotBlank());
    }

    @Test
    void where_nobody_listens_nobody_answers_and_soon() {
        long began = System.nanoTime();

        assertThat(new JndiDns("dns://127.0.0.1:9").texts("example.com")).isInstanceOf(DnsAnswer.Unanswered.class);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }
}
