package dev.tidings.token.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.MovableClock;
import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.OauthSpec.Grant;
import dev.tidings.notification.Secret;
import dev.tidings.smtp.NoToken;
import dev.tidings.smtp.NoToken.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OauthTokensTest {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final String SECRET = "cl1ent&secret=";
    private static final String REFRESH = "r3fresh token";

    private final Issuer issuer = new Issuer();
    private final MovableClock clock = new MovableClock(NINE);

    @AfterEach
    void close() {
        issuer.close();
    }

    private OauthSpec spec(Grant grant) {
        return new OauthSpec(
                "reports@example.com",
                issuer.url(),
                "an-application",
                Optional.of(new Secret(SECRET)),
                grant,
                Optional.of("https://mail.example.com/.default"));
    }

    private OauthTokens own() {
        return new OauthTokens(spec(new Grant.ClientCredentials()), clock);
    }

    private OauthTokens agreed() {
        return new OauthTokens(spec(new Grant.RefreshToken(new Secret(REFRESH))), clock);
    }

    @Test
    void client_credentials_are_said_in_a_form() throws NoToken {
        assertThat(own().token()).isEqualTo("t0ken-1");
        assertThat(issuer.asked)
                .containsExactly(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "an-application",
                        "client_secret", SECRET,
                        "scope", "https://mail.example.com/.default"));
    }

    @Test
    void a_refresh_token_is_said_until_the_issuer_changes_it() throws NoToken {
        OauthTokens tokens = agreed();
        issuer.answering(200, "{\"access_token\":\"a\",\"expires_in\":3600,\"refresh_token\":\"another\"}");
        tokens.token();
        tokens.refused("a");
        issuer.answering(200, "{\"access_token\":\"b\",\"expires_in\":3600}");
        tokens.token();
        tokens.refused("b");
        tokens.token();

        assertThat(issuer.asked).extracting(each -> each.get("grant_type")).containsOnly("refresh_token");
        assertThat(issuer.asked)
                .extracting(each -> each.get("refresh_token"))
                .containsExactly(REFRESH, "another", "another");
    }

    @Test
    void a_token_serves_until_shortly_before_its_end() throws NoToken {
        OauthTokens tokens = own();
        tokens.token();
        clock.pass(Duration.ofMinutes(58).minusSeconds(1));
        assertThat(tokens.token()).isEqualTo("t0ken-1");
        clock.pass(Duration.ofSeconds(1));
        assertThat(tokens.token()).isEqualTo("t0ken-2");
        assertThat(issuer.asked).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"\"100\", 90", "100, 90", "1e2, 90", "true, 270", "null, 270", "99999999999, 86280"})
    void a_lifetime_may_be_odd(String written, long seconds) throws NoToken {
        issuer.answering(200, "{\"access_token\":\"t0ken-%d\",\"expires_in\":" + written + "}");
        OauthTokens tokens = own();
        tokens.token();
        clock.pass(Duration.ofSeconds(seconds - 1));
        assertThat(tokens.token()).isEqualTo("t0ken-1");
        clock.pass(Duration.ofSeconds(1));
        assertThat(tokens.token()).isEqualTo("t0ken-2");
    }

    @Test
    void a_refused_token_is_not_given_again_and_an_older_one_means_nothing() throws NoToken {
        OauthTokens tokens = own();
        tokens.refused("t0ken-0");
        assertThat(tokens.token()).isEqualTo("t0ken-1");
        tokens.refused("t0ken-1");
        assertThat(tokens.token()).isEqualTo("t0ken-2");
        tokens.refused("t0ken-1"); // by a connection that was slow to say so
        assertThat(tokens.token()).isEqualTo("t0ken-2");
    }

    @Test
    void sixteen_at_once_ask_once_and_share_what_comes_of_it() throws Exception {
        OauthTokens tokens = own();
        assertThat(atOnce(tokens::token)).containsOnly("t0ken-1");
        assertThat(issuer.asked).hasSize(1);

        tokens.refused("t0ken-1");
        issuer.answering(400, "{\"error\":\"invalid_grant\"}");
        assertThat(atOnce(() -> failure(tokens).reason().toString())).containsOnly("REFUSED");
        assertThat(issuer.asked).hasSize(2);
    }

    /// All sixteen are waiting before the issuer answers.
    private List<String> atOnce(Callable<String> act) throws Exception {
        issuer.gate = new CountDownLatch(1);
        List<Thread> waiting = new ArrayList<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(task -> {
            Thread thread = new Thread(task);
            waiting.add(thread);
            return thread;
        })) {
            List<Future<String>> all =
                    IntStream.range(0, 16).mapToObj(_ -> threads.submit(act)).toList();
            await().until(() -> waiting.stream()
                    .allMatch(each ->
                            each.getState() == Thread.State.WAITING || each.getState() == Thread.State.TIMED_WAITING));
            issuer.gate.countDown();
            List<String> results = new ArrayList<>();
            for (Future<String> each : all) {
                results.add(each.get());
            }
            return results;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_grant", "invalid_client", "unauthorized_client", "invalid_scope"})
    void the_issuers_own_refusal_is_for_a_person(String error) {
        issuer.answering(
                error.equals("invalid_client") ? 401 : 400,
                "{\"error\":\"" + error + "\",\"error_description\":\"It\\u202e ended,\\n" + SECRET + " and " + REFRESH
                        + "\"}");
        NoToken none = failure(agreed());

        assertThat(none.reason()).isEqualTo(Reason.REFUSED);
        assertThat(none.why())
                .isEqualTo("127.0.0.1 answers %d %s: It? ended,?… and …"
                        .formatted(error.equals("invalid_client") ? 401 : 400, error));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {}",
                "502 | <html>",
                "404 | not here",
                "403 | <html>the proxy</html>",
                "407 | ",
                "302 | {\"error\":\"invalid_grant\"}",
                "400 | {\"error\":\"temporarily_unavailable\"}",
                "400 | {\"error\":7}",
                "200 | ",
                "200 | null",
                "200 | [1]",
                "200 | {\"access_token\":\"\"}",
                "200 | {\"access_token\":\"a\\u0001b\"}",
                "200 | {\"access_token\":\"a\", \"token_type\":\"mac\"}",
                "200 | {\"access_token\":7}"
            })
    void what_is_no_issuers_word_passes(int status, String body) {
        issuer.answering(status, Optional.ofNullable(body).orElse(""));
        NoToken none = failure(own());

        assertThat(none.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(none.why()).startsWith("127.0.0.1 answers ");
        assertThat(issuer.asked).as("a redirect is not followed").hasSize(1);
    }

    @Test
    void an_endless_answer_is_not_read_to_its_end() {
        issuer.answering(200, "{\"access_token\":\"" + "x".repeat(100_000) + "\"}");
        assertThat(failure(own()).reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void an_issuer_that_is_down_is_asked_again() throws NoToken {
        OauthSpec down = spec(new Grant.ClientCredentials());
        issuer.close();
        NoToken none = failure(new OauthTokens(down, clock));
        assertThat(none.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(none.why()).startsWith("127.0.0.1 does not answer: ").doesNotContain(SECRET);
    }

    @Test
    void an_issuer_that_recovers_is_believed() throws NoToken {
        OauthTokens tokens = own();
        issuer.answering(500, "");
        failure(tokens);
        issuer.answering(200, "{\"access_token\":\"good\"}");
        assertThat(tokens.token()).isEqualTo("good");
    }

    @Test
    void a_silent_issuer_is_waited_for_so_long() {
        issuer.gate = new CountDownLatch(1);
        OauthTokens tokens = new OauthTokens(spec(new Grant.ClientCredentials()), clock, Duration.ofMillis(300));
        NoToken none = failure(tokens);
        issuer.gate.countDown();

        assertThat(none.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(none.why()).contains("does not answer within");
    }

    @ParameterizedTest
    @CsvSource({
        "429, 90, 90",
        "503, 90, 90",
        "503, 'Mon, 23 Nov 2026 09:01:30 GMT', 90",
        "429, '', 30",
        "429, soon, 30",
        "429, 999999, 3600"
    })
    void an_issuer_that_asks_to_come_later_is_left_alone_until_then(int status, String retryAfter, int seconds)
            throws NoToken {
        OauthTokens tokens = own();
        issuer.answering(status, "{\"error\":\"invalid_request\"}", retryAfter);
        assertThat(failure(tokens).reason()).isEqualTo(Reason.THROTTLED);
        issuer.answering(200, "{\"access_token\":\"good\"}");
        clock.pass(Duration.ofSeconds(seconds - 1));
        assertThat(failure(tokens).reason()).isEqualTo(Reason.THROTTLED);
        assertThat(issuer.asked).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(tokens.token()).isEqualTo("good");
    }

    @Test
    void nothing_of_it_shows_a_secret() throws NoToken {
        OauthTokens tokens = agreed();
        tokens.token();
        String shown = tokens + " " + spec(new Grant.RefreshToken(new Secret(REFRESH))) + " "
                + new Answer.Issued(new Secret("t0ken-1"), Duration.ZERO, Optional.of(new Secret(REFRESH)));

        assertThat(shown)
                .contains("OauthTokens[127.0.0.1]", "an-application", "***")
                .doesNotContain(SECRET, REFRESH, "t0ken");
    }

    private static NoToken failure(OauthTokens tokens) {
        return catchThrowableOfType(NoToken.class, tokens::token);
    }
}
