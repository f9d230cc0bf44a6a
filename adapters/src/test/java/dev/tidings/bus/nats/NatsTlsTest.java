package dev.tidings.bus.nats;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server without JetStream: whoever is told so was let in.
final class NatsTlsTest {
    private static final TestCertificate CERTIFICATE = TestCertificate.of("dns:localhost");

    private static TestNats nats;

    @BeforeAll
    static void start() throws Exception {
        nats = TestNats.secured(CERTIFICATE);
    }

    @AfterAll
    static void stop() throws Exception {
        if (nats != null) nats.close();
    }

    private static void saysInTrouble(String address, String sentence) {
        try (NatsBus bus = NatsBus.at(address)) {
            await().atMost(5, SECONDS).untilAsserted(() -> {
                bus.carrier().take("main", 1);
                assertThat(bus.carrier().standing().trouble())
                        .hasValueSatisfying(why -> assertThat(why).contains(sentence));
            });
        }
    }

    @Test
    void a_server_is_believed_by_its_own_name() {
        saysInTrouble("tls://localhost:%d?ca=%s".formatted(nats.port, CERTIFICATE.pem()), "JetStream is switched off");
    }

    @Test
    void a_certificate_for_another_name_is_not_believed() {
        saysInTrouble(
                "tls://127.0.0.1:%d?ca=%s".formatted(nats.port, CERTIFICATE.pem()), "No subject alternative names");
    }

    @Test
    void a_certificate_of_an_unknown_authority_is_not_believed() {
        saysInTrouble("tls://localhost:" + nats.port, "unable to find valid certification path");
    }

    @Test
    void nothing_is_said_in_clear_to_a_server_that_asks_for_tls() {
        saysInTrouble("nats://tidings:s3cret@localhost:" + nats.port, "SSL required by server");
    }

    @Test
    void nothing_is_said_in_clear_where_tls_is_asked_for() throws Exception {
        try (TestNats plain = TestNats.started("--name", "plain")) {
            saysInTrouble("tls://tidings:s3cret@localhost:" + plain.port, "SSL connection wanted by client");
        }
    }

    @Test
    void a_file_without_certificates_is_refused(@TempDir Path folder) throws Exception {
        Path empty = Files.writeString(folder.resolve("ca.pem"), "");

        assertThatThrownBy(() -> NatsBus.at("tls://localhost?ca=" + empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected PEM certificates");
    }
}
