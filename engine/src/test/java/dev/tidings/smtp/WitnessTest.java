package dev.tidings.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.contracts.TestCertificate;
import dev.tidings.smtp.NoSession.Why;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whoever looks on sees the way to a session, also one that ends before it.
@Timeout(30)
class WitnessTest {
    private static final TestCertificate HERE = TestCertificate.of("dns:localhost,ip:127.0.0.1");

    private final List<String> seen = new ArrayList<>();

    private final Transcript transcript = new Transcript() {
        @Override
        public void resolved(List<InetAddress> addresses) {
            seen.add("resolved");
        }

        @Override
        public void connected(InetSocketAddress peer) {
            seen.add("connected " + peer.getPort());
        }

        @Override
        public void secured(String tls) {
            seen.add("secured " + tls.substring(0, 7));
        }

        @Override
        public void received(Reply reply) {
            seen.add("received " + reply.code());
        }
    };

    private void saw(List<X509Certificate> chain, Optional<String> doubt) {
        seen.add(chain.getFirst().getSubjectX500Principal()
                + doubt.map(_ -> " doubted").orElse(" believed"));
    }

    private static SmtpServer at(ScriptedServer server, Trust trust) {
        return new SmtpServer("localhost", server.port(), Security.STARTTLS, "client.example").with(trust);
    }

    @Test
    void every_step_is_seen_in_its_order() throws Exception {
        try (ScriptedServer server = new Script().startTls(HERE.server()).start()) {
            Trust trust = Trust.authorities(HERE.pem()).seenBy(this::saw);
            SmtpSession.open(at(server, trust), transcript);

            assertThat(seen)
                    .containsExactly(
                            "resolved",
                            "connected " + server.port(),
                            "received 220",
                            "received 250",
                            "received 220",
                            "CN=test believed",
                            "secured TLSv1.3",
                            "received 250");
        }
    }

    @Test
    void a_certificate_that_is_not_believed_is_seen_and_still_refused() throws Exception {
        Pin another = Pin.parse("sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        List<Trust> doubtful = List.of(Trust.system(), Trust.authorities(HERE.pem(), Set.of(another)));
        for (Trust trust : doubtful) {
            seen.clear();
            try (ScriptedServer server = new Script().startTls(HERE.server()).start()) {
                SmtpServer settings = at(server, trust.seenBy(this::saw));
                NoSession none = catchThrowableOfType(NoSession.class, () -> SmtpSession.open(settings, transcript));

                assertThat(none.why()).isInstanceOf(Why.TlsFailed.class);
                assertThat(seen).contains("CN=test doubted").noneMatch(line -> line.startsWith("secured"));
            }
        }
    }

    @Test
    void a_trust_that_is_seen_is_the_same_trust() throws Exception {
        Trust trust = Trust.authorities(HERE.pem());

        assertThat(trust.seenBy(this::saw)).isEqualTo(trust).hasToString(trust.toString());
    }
}
