package dev.tidings.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.contracts.TestCertificate;
import dev.tidings.smtp.NoSession.Why;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PinTest {
    private static final TestCertificate HERE = TestCertificate.of("dns:localhost,ip:127.0.0.1");
    private static final Pin OTHER = Pin.parse("sha256/" + "A".repeat(43) + "=");

    @TempDir
    private static Path folder;

    private static KeyStore made;

    /// A root, an intermediate below it, a server's certificate below that, and a root nobody believes.
    @BeforeAll
    static void make_certificates() throws Exception {
        keytool("root", "-ext", "bc:c");
        keytool("middle", "-ext", "bc:c", "-signer", "root");
        keytool("server", "-ext", "san=dns:localhost", "-signer", "middle");
        keytool("stranger", "-ext", "bc:c");
        made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("made.p12"))) {
            made.load(in, "changeit".toCharArray());
        }
    }

    private static void keytool(String name, String... extra) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit"));
        command.addAll(List.of("-keystore", folder.resolve("made.p12").toString()));
        command.addAll(List.of(extra));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static X509Certificate certificate(String name) throws Exception {
        return (X509Certificate) made.getCertificate(name);
    }

    private static Pin pin(String name) throws Exception {
        return Pin.of(certificate(name).getPublicKey());
    }

    private static void check(Pin pin, String... sent) throws Exception {
        KeyStore believed = KeyStore.getInstance("PKCS12");
        believed.load(null, null);
        believed.setCertificateEntry("root", certificate("root"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(believed);
        X509Certificate[] chain = new X509Certificate[sent.length];
        for (int i = 0; i < sent.length; i++) {
            chain[i] = certificate(sent[i]);
        }
        new PinnedTrust((X509ExtendedTrustManager) managers.getTrustManagers()[0], Set.of(pin))
                .checkServerTrusted(chain, "ECDHE_ECDSA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "middle", "root"})
    void the_pin_of_the_server_or_of_an_issuer_is_enough(String pinned) throws Exception {
        check(pin(pinned), "server", "middle");
        check(pin(pinned), "server", "middle", "root");
    }

    @Test
    void a_certificate_that_is_merely_sent_along_proves_nothing() throws Exception {
        assertThatThrownBy(() -> check(pin("stranger"), "server", "middle", "root", "stranger"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining(pin("server").toString());
    }

    @Test
    void a_pin_makes_nothing_trusted_that_would_not_be() {
        assertThatThrownBy(() -> check(pin("stranger"), "stranger")).isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> check(pin("server"), "server")) // its issuer is not sent
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void a_session_is_opened_with_the_pinned_key_only() throws Exception {
        Pin right = Pin.of(own().getPublicKey());
        try (ScriptedServer server = new Script().startTls(HERE.server()).start()) {
            SmtpServer settings = new SmtpServer("localhost", server.port(), Security.STARTTLS, "client.example");
            SmtpSession.open(settings.with(Trust.authorities(HERE.pem(), Set.of(OTHER, right))))
                    .close();

            SmtpServer wrong = settings.with(Trust.authorities(HERE.pem(), Set.of(OTHER)));
            assertThat(why(wrong))
                    .isInstanceOfSatisfying(
                            Why.TlsFailed.class,
                            failed -> assertThat(failed.why()).contains(right.toString(), "pinned"));
            assertThat(why(settings.with(Trust.system(Set.of(right)))))
                    .as("self-signed")
                    .isInstanceOf(Why.TlsFailed.class);
        }
    }

    private static X509Certificate own() throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(HERE.pem())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    private static Why why(SmtpServer settings) {
        return catchThrowableOfType(NoSession.class, () -> SmtpSession.open(settings))
                .why();
    }

    @Test
    void trust_is_the_same_only_with_the_same_pins() throws Exception {
        Trust pinned = Trust.authorities(HERE.pem(), Set.of(OTHER));
        assertThat(pinned)
                .isEqualTo(Trust.authorities(HERE.pem(), Set.of(OTHER)))
                .isNotEqualTo(Trust.authorities(HERE.pem()))
                .isNotEqualTo(Trust.authorities(HERE.pem(), Set.of(pin("server"))));
        assertThat(Trust.system(Set.of())).isEqualTo(Trust.system());
        assertThat(Trust.system(Set.of(OTHER))).isNotEqualTo(Trust.system());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sha256/", "sha1/AAAA", "sha256//AAAA", "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void what_is_no_pin_is_told(String text) {
        assertThatThrownBy(() -> Pin.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
