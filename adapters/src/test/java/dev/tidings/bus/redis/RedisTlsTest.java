package dev.tidings.bus.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.contracts.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RedisTlsTest {
    private static final TestCertificate CERTIFICATE = TestCertificate.of("dns:localhost");
    private static RedisProcess redis;

    @BeforeAll
    static void start() throws Exception {
        redis = RedisProcess.secured(CERTIFICATE);
    }

    @AfterAll
    static void stop() throws Exception {
        redis.close();
    }

    private static RedisBus bus(String host, String asked) {
        int port = Integer.parseInt(redis.address().replaceFirst(".*:", ""));
        return RedisBus.at("rediss://%s:%d%s".formatted(host, port, asked), "one");
    }

    /// Skips, aloud, where the server was built without TLS.
    private static void carries(RedisBus bus) {
        await().atMost(30, SECONDS).until(() -> {
            assumeTrue(redis.isRunning(), "this redis-server speaks no TLS");
            bus.carrier().put("main", List.of(7L));
            return !bus.carrier().take("main", 1).isEmpty();
        });
    }

    @Test
    void a_server_is_believed_by_its_name_and_the_authority_in_the_address() {
        try (RedisBus bus = bus("localhost", "?ca=" + CERTIFICATE.pem())) {
            carries(bus);
        }
    }

    @Test
    void a_certificate_for_another_name_or_of_an_unknown_authority_is_not_believed() {
        try (RedisBus right = bus("localhost", "?ca=" + CERTIFICATE.pem());
                RedisBus other = bus("127.0.0.1", "?ca=" + CERTIFICATE.pem());
                RedisBus unknown = bus("localhost", "")) {
            carries(right);
            other.carrier().take("main", 1);
            unknown.carrier().take("main", 1);

            assertThat(other.carrier().standing().trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("No subject alternative names"));
            assertThat(unknown.carrier().standing().trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("unable to find valid certification path"));
        }
    }

    @Test
    void a_file_without_certificates_is_refused(@TempDir Path folder) throws Exception {
        Path empty = Files.writeString(folder.resolve("ca.pem"), "");

        assertThatThrownBy(() -> RedisBus.at("rediss://cache?ca=" + empty, "one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected PEM certificates");
    }
}
