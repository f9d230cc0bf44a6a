package dev.tidings.token.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.Act;
import dev.tidings.contracts.MovableClock;
import dev.tidings.contracts.Parcels;
import dev.tidings.contracts.Parcels.Notes;
import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.contracts.TestCertificate;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.SmtpTransport;
import dev.tidings.deliver.Transcripts;
import dev.tidings.deliver.Trouble;
import dev.tidings.notification.Allowance;
import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.OauthSpec.Grant;
import dev.tidings.notification.Secret;
import dev.tidings.notification.TransportSpec;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.smtp.Trust;
import dev.tidings.smtp.Verb;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The whole way: a transport, a mail server that takes tokens, and the issuer who gives them.
@Timeout(60)
class SignInTest {
    private static final TestCertificate HERE = TestCertificate.of("dns:localhost,ip:127.0.0.1");
    private static final String SECRET = "cl1ent-secret";

    private final Issuer issuer = new Issuer();
    private final MovableClock clock = new MovableClock(Parcels.NINE);

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void sixteen_connections_sign_in_by_one_token_and_by_one_new_one_when_it_is_refused() throws Exception {
        try (ScriptedServer server = taking("t0ken-2").start()) {
            List<Outcome> outcomes = carrySixteen(transport(server));

            assertThat(outcomes).hasSize(16).allMatch(Outcome.Accepted.class::isInstance);
            assertThat(issuer.asked).hasSize(2);
            assertThat(server.mails()).hasSize(16);
        }
    }

    private static List<Outcome> carrySixteen(SmtpTransport transport) {
        List<Notes> all = IntStream.range(0, 16).mapToObj(_ -> new Notes()).toList();
        try (transport;
                ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            all.forEach(notes ->
                    hands.execute(() -> transport.carry(Parcels.handing(List.of(Parcels.to("ann", "x")), notes))));
        }
        return all.stream()
                .flatMap(notes -> notes.attempts.stream())
                .map(attempt -> attempt.outcome())
                .toList();
    }

    @Test
    void a_server_that_takes_no_token_is_trouble_with_the_sign_in() throws Exception {
        try (ScriptedServer server = taking("another").start()) {
            assertThat(outcome(server))
                    .isEqualTo(new Outcome.Unreachable(Trouble.SIGN_IN, "sign-in refused: 535 5.7.8 not with …"));
            assertThat(issuer.asked).hasSize(2);
        }
    }

    @Test
    void an_issuer_that_refuses_is_trouble_with_the_sign_in() throws Exception {
        issuer.answering(400, "{\"error\":\"invalid_grant\",\"error_description\":\"ended; " + SECRET + "\"}");
        try (ScriptedServer server = taking("any").start()) {
            assertThat(outcome(server))
                    .isEqualTo(new Outcome.Unreachable(
                            Trouble.SIGN_IN, "no access token: 127.0.0.1 answers 400 invalid_grant: ended; …"));
            assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @Test
    void an_issuer_that_is_busy_or_down_is_trouble_that_passes() throws Exception {
        try (ScriptedServer server = taking("any").start()) {
            issuer.answering(500, "");
            assertThat(outcome(server))
                    .isEqualTo(new Outcome.Unreachable(Trouble.CONNECTION, "no access token: 127.0.0.1 answers 500"));
            issuer.answering(429, "", "60");
            assertThat(outcome(server))
                    .isEqualTo(new Outcome.Unreachable(Trouble.THROTTLED, "no access token: 127.0.0.1 answers 429"));
        }
    }

    private Outcome outcome(ScriptedServer server) throws IOException {
        Notes notes = new Notes();
        try (SmtpTransport transport = transport(server)) {
            transport.carry(Parcels.handing(List.of(Parcels.to("ann", "x")), notes));
        }
        return notes.attempts.getFirst().outcome();
    }

    private static Script taking(String token) {
        return new Script()
                .offering("AUTH LOGIN XOAUTH2")
                .startTls(HERE.server())
                .always(Verb.AUTH, new Act.Converse(heard -> {
                    String said = new String(
                            Base64.getDecoder().decode(heard.getFirst().split(" ")[2]));
                    String given = said.substring(said.indexOf("Bearer ") + 7).replace("\1", "");
                    return Act.say(given.equals(token) ? "235 2.7.0 welcome" : "535 5.7.8 not with " + given);
                }));
    }

    private SmtpTransport transport(ScriptedServer server) throws IOException {
        SmtpServer to = new SmtpServer("localhost", server.port(), Security.STARTTLS, "house.example.com")
                .with(Trust.authorities(HERE.pem()));
        OauthSpec oauth = new OauthSpec(
                "reports@example.com",
                issuer.url(),
                "an-application",
                Optional.of(new Secret(SECRET)),
                new Grant.ClientCredentials(),
                Optional.empty());
        TransportSpec spec = new TransportSpec(
                "main", to, TransportSpec.Pool.USUAL, Allowance.UNLIMITED, Optional.empty(), Optional.of(oauth));
        return new SmtpTransport(spec, each -> new OauthTokens(each, clock), new Transcripts(clock), clock);
    }
}
