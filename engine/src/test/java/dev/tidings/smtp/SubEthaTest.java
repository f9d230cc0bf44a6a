package dev.tidings.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.contracts.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/// The good way, against a server that is not of our making.
@Timeout(30)
class SubEthaTest {
    private static final TestCertificate HERE = TestCertificate.of("dns:localhost,ip:127.0.0.1");
    private static final byte[] CONTENT = "Subject: x\r\n\r\n.hello\r\n..\r\nbye\r\n".getBytes(UTF_8);

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final SMTPServer server = new SMTPServer.Builder()
            .bindAddress(InetAddress.getLoopbackAddress())
            .port(0)
            .enableTLS()
            .requireTLS()
            .requireAuth()
            .insertReceivedHeaders(false)
            .startTlsSocketFactory(HERE.server())
            .maxMessageSize(1_000_000)
            .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, secret, context) -> {
                if (!user.equals("user") || !secret.equals("gehe!m")) {
                    throw new LoginFailedException("no");
                }
            }))
            .messageHandler((context, from, to, data) -> arrived.add(from + " " + to + "\n" + new String(data, UTF_8)))
            .build();

    SubEthaTest() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void messages_arrive_whole_by_tls_and_sign_in() throws Exception {
        try (SmtpSession session = SmtpSession.open(settings("gehe!m"))) {
            for (String to : List.of("ann@example.org", "bob@example.org")) {
                Handover handover = session.send(new Envelope("reports@example.com", to), CONTENT, EndOfDataGate.OPEN);
                assertThat(handover)
                        .isInstanceOfSatisfying(
                                Handover.Answered.class,
                                answered -> assertThat(answered.isAccepted()).isTrue());
            }
            assertThat(session.tls()).isPresent();
            assertThat(session.extensions().authMechanisms()).contains("PLAIN", "LOGIN");
        }
        assertThat(arrived)
                .containsExactly(
                        "reports@example.com ann@example.org\n" + new String(CONTENT, UTF_8),
                        "reports@example.com bob@example.org\n" + new String(CONTENT, UTF_8));
    }

    @Test
    void a_wrong_secret_is_a_refused_sign_in() throws Exception {
        SmtpServer settings = settings("wrong");

        NoSession none = catchThrowableOfType(NoSession.class, () -> SmtpSession.open(settings));

        assertThat(none.why()).isInstanceOf(NoSession.Why.AuthRefused.class);
    }

    private SmtpServer settings(String secret) throws IOException {
        return new SmtpServer("localhost", server.getPortAllocated(), Security.STARTTLS, "client.example")
                .with(new Credentials.Password("user", secret))
                .with(Trust.authorities(HERE.pem()));
    }
}
