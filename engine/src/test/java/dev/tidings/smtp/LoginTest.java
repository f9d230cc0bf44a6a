package dev.tidings.smtp;

import static dev.tidings.contracts.Act.say;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.contracts.Act;
import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.contracts.TestCertificate;
import dev.tidings.smtp.NoSession.Why;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Signing in, with a server that knows the other side of each mechanism. Whatever comes of it, no secret is
/// in what anybody sees.
@Timeout(60)
class LoginTest {
    private static final TestCertificate HERE = TestCertificate.of("dns:localhost,ip:127.0.0.1");
    private static final String USER = "user@example.com";
    private static final String PASSWORD = "pa55 w0rd";
    private static final String OLD = "0ld-t0ken";
    private static final String NEW = "n3w-t0ken";
    private static final String STATUS_401 = "{\"status\":\"401\",\"schemes\":\"bearer\"}";

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Tokens tokens = new Tokens();

    /// Gives one after another; remembers what was refused.
    private static final class Tokens implements TokenSource {
        final Deque<String> left = new ArrayDeque<>(List.of(OLD, NEW));
        final List<String> refused = new ArrayList<>();

        @Override
        public String token() throws NoToken {
            if (left.isEmpty()) {
                throw new NoToken(NoToken.Reason.REFUSED, "invalid_grant");
            }
            return left.pop();
        }

        @Override
        public void refused(String token) {
            refused.add(token);
        }
    }

    /// A mechanism, and how many lines the client says in it.
    private record Way(String mechanism, Credentials credentials, Function<List<String>, Act> server, int lines) {
        String secret() {
            return credentials instanceof Credentials.Bearer ? OLD : PASSWORD;
        }
    }

    private List<Way> ways() {
        Credentials password = new Credentials.Password(USER, PASSWORD);
        Credentials bearer = new Credentials.Bearer(USER, tokens);
        return List.of(
                new Way("PLAIN", password, LoginTest::plain, 1),
                new Way("LOGIN", password, LoginTest::login, 3),
                new Way("CRAM-MD5", password, LoginTest::cram, 2),
                new Way("SCRAM-SHA-256", password, new ScramServer(PASSWORD)::next, 3),
                new Way("XOAUTH2", bearer, LoginTest::takingAnyToken, 1),
                new Way("OAUTHBEARER", bearer, LoginTest::takingAnyToken, 1));
    }

    private static Act plain(List<String> heard) {
        return verdict(heard.getFirst().equals("AUTH PLAIN " + base64("\0" + USER + "\0" + PASSWORD)));
    }

    private static Act login(List<String> heard) {
        return switch (heard.size()) {
            case 1 -> say("334 VXNlcm5hbWU6");
            case 2 -> say("334 UGFzc3dvcmQ6");
            default -> verdict(heard.subList(1, 3).equals(List.of(base64(USER), base64(PASSWORD))));
        };
    }

    private static Act cram(List<String> heard) {
        // printf '<1.2@mx>' | openssl dgst -md5 -hmac 'pa55 w0rd'
        return heard.size() == 1
                ? say("334 " + base64("<1.2@mx>"))
                : verdict(heard.get(1).equals(base64(USER + " " + CRAM_DIGEST)));
    }

    private static final String CRAM_DIGEST = "45e66d6cd9d08e2a0f33b7d83780811a";

    private static Act takingAnyToken(List<String> heard) {
        return verdict(unbase64(heard.getFirst().split(" ")[2]).contains("auth=Bearer " + OLD + "\1\1"));
    }

    private static Act verdict(boolean right) {
        return say(right ? "235 2.7.0 welcome" : "535 5.7.8 no");
    }

    @TestFactory
    Stream<DynamicTest> each_mechanism_signs_in() {
        return ways().stream()
                .map(way -> DynamicTest.dynamicTest(way.mechanism, () -> {
                    seen.clear();
                    tokens.left.addFirst(OLD);
                    try (ScriptedServer server = serving(way, way.server).start()) {
                        SmtpSession.open(at(server, way.credentials), transcript())
                                .close();

                        assertThat(server.commands())
                                .anyMatch(line -> line.startsWith("AUTH " + way.mechanism))
                                .hasSizeGreaterThanOrEqualTo(3 + way.lines);
                        assertNothingShown();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> each_mechanism_can_be_refused_and_put_off_at_every_step() {
        return eachStep((way, step) -> {
            assertThat(why(way, step, say("534 5.7.9 no: " + way.secret())))
                    .isInstanceOfSatisfying(
                            Why.AuthRefused.class,
                            refused -> assertThat(refused.reply().code()).isEqualTo(534));
            assertThat(why(way, step, say("454 4.7.0 later"))).isInstanceOf(Why.AuthDeferred.class);
            assertNothingShown();
        });
    }

    @TestFactory
    Stream<DynamicTest> each_mechanism_survives_a_line_that_drops_at_every_step() {
        return eachStep((way, step) -> {
            assertThat(why(way, step, Act.drop())).isInstanceOfSatisfying(Why.Broken.class, broken -> {
                assertThat(broken.how().at()).isEqualTo(Verb.AUTH);
                assertThat(broken.how().kind()).isEqualTo(Break.Kind.LOST);
            });
            assertNothingShown();
        });
    }

    /// LOGIN does not look at the words of its two challenges; a third is one too many.
    @TestFactory
    Stream<DynamicTest> each_mechanism_gives_up_on_a_challenge_it_does_not_know() {
        return eachStep((way, step) -> {
            if (way.mechanism.equals("LOGIN") && step < way.lines) {
                return;
            }
            assertThat(why(way, step, say("334 no*base64"))).isInstanceOfSatisfying(Why.Broken.class, broken -> {
                assertThat(broken.how().at()).isEqualTo(Verb.AUTH);
                assertThat(broken.how().kind()).isEqualTo(Break.Kind.PROTOCOL_ERROR);
            });
            assertNothingShown();
        });
    }

    private interface Check {
        void run(Way way, int step) throws Exception;
    }

    private Stream<DynamicTest> eachStep(Check check) {
        return ways().stream()
                .flatMap(way -> Stream.iterate(1, step -> step <= way.lines, step -> step + 1)
                        .map(step -> DynamicTest.dynamicTest(way.mechanism + " " + step, () -> {
                            tokens.left.clear();
                            tokens.left.addAll(List.of(OLD, OLD));
                            check.run(way, step);
                        })));
    }

    /// What comes of it when the server does `act` in answer to the client's line of this number.
    private Why why(Way way, int step, Act act) throws IOException {
        return why(way, heard -> heard.size() == step ? act : way.server.apply(heard));
    }

    private Why why(Way way, Function<List<String>, Act> server) throws IOException {
        try (ScriptedServer running = serving(way, server).start()) {
            NoSession none = catchThrowableOfType(
                    NoSession.class, () -> SmtpSession.open(at(running, way.credentials), transcript()));
            seen.add(none.toString() + none.why());
            seen.add(way.credentials.toString());
            return none.why();
        }
    }

    private Way way(String mechanism) {
        return ways().stream()
                .filter(each -> each.mechanism.equals(mechanism))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_server_that_does_not_know_the_password_is_not_believed() throws IOException {
        Way scram = way("SCRAM-SHA-256");
        Function<List<String>, Act> impostor = new ScramServer("something else")::nextUnchecked;

        assertThat(why(scram, impostor)).isInstanceOf(Why.ServerUnproven.class);
        // one that says that all is well instead of proving anything
        for (int step = 1; step <= 2; step++) {
            assertThat(why(scram, step, say("235 2.7.0 welcome"))).isInstanceOf(Why.ServerUnproven.class);
        }
        assertThat(why(scram, 2, say("334 " + base64("e=other-error")))).isInstanceOf(Why.ServerUnproven.class);
        assertNothingShown();
    }

    @Test
    void a_server_that_says_why_scram_failed_is_quoted() throws IOException {
        Why why = why(way("SCRAM-SHA-256"), heard -> switch (heard.size()) {
            case 2 -> say("334 " + base64("e=invalid-proof"));
            case 3 -> say("535 5.7.8 no");
            default -> new ScramServer(PASSWORD).next(heard);
        });
        assertThat(why)
                .isInstanceOfSatisfying(
                        Why.AuthRefused.class,
                        refused -> assertThat(refused.reply()).hasToString("535 5.7.8 no (reason: invalid-proof)"));
    }

    @Test
    void an_endless_exchange_is_ended() throws IOException {
        Why why = why(way("XOAUTH2"), heard -> say("334 " + base64(STATUS_401)));
        assertThat(why).isInstanceOf(Why.Broken.class);
    }

    @Test
    void a_token_that_is_refused_is_renewed_once_on_the_same_connection() throws Exception {
        for (String mechanism : List.of("XOAUTH2", "OAUTHBEARER")) {
            tokens.left.clear();
            tokens.left.addAll(List.of(OLD, NEW));
            tokens.refused.clear();
            Way way = way(mechanism);
            try (ScriptedServer server =
                    serving(way, heard -> refusing(OLD, heard)).start()) {
                SmtpSession.open(at(server, way.credentials), transcript()).close();

                assertThat(tokens.refused).containsExactly(OLD);
                assertThat(server.connections()).isEqualTo(1);
                assertThat(server.commands()).contains(mechanism.equals("XOAUTH2") ? "" : "AQ==");
                assertNothingShown();
            }
        }
    }

    /// As Google and RFC 7628 do it: first the status in JSON, then the refusal.
    private static Act refusing(String token, List<String> heard) {
        boolean refused = unbase64(heard.getFirst().split(" ")[2]).contains(token);
        return refused && heard.size() == 1
                ? say("334 " + base64(STATUS_401))
                : say(refused ? "535 5.7.8 bad " + token + " " + base64(token) : "235 2.7.0 welcome");
    }

    @Test
    void a_token_that_is_refused_without_a_word_is_renewed_too() throws Exception {
        Way way = way("XOAUTH2");
        try (ScriptedServer server = serving(
                        way,
                        heard -> say(
                                unbase64(heard.getFirst().split(" ")[2]).contains(OLD)
                                        ? "535 5.7.3 Authentication unsuccessful"
                                        : "235 2.7.0 welcome"))
                .start()) {
            SmtpSession.open(at(server, way.credentials), transcript()).close();
            assertThat(tokens.refused).containsExactly(OLD);
        }
    }

    @Test
    void a_second_refusal_is_the_last() throws Exception {
        Way way = way("OAUTHBEARER");
        tokens.left.add("third");
        try (ScriptedServer server =
                serving(way, heard -> refusing("t0ken", heard)).start()) {
            NoSession none = catchThrowableOfType(
                    NoSession.class, () -> SmtpSession.open(at(server, way.credentials), transcript()));
            seen.add(none.toString());

            assertThat(none.why())
                    .isInstanceOfSatisfying(
                            Why.AuthRefused.class,
                            refused -> assertThat(refused.reply().toString()).endsWith("(reason: 401)"));
            assertThat(server.commands().stream().filter(line -> line.startsWith("AUTH")))
                    .hasSize(2);
            assertThat(tokens.left).containsExactly("third");
            assertNothingShown();
        }
    }

    @Test
    void an_issuer_that_gives_no_token_is_not_the_servers_fault() throws IOException {
        tokens.left.clear();
        assertThat(why(way("XOAUTH2"), LoginTest::takingAnyToken))
                .isEqualTo(new Why.WithoutToken(NoToken.Reason.REFUSED, "invalid_grant"));
    }

    @Test
    void another_refusal_than_of_the_token_renews_nothing() throws IOException {
        assertThat(why(way("XOAUTH2"), heard -> say("550 5.7.30 not supported")))
                .isInstanceOf(Why.AuthRefused.class);
        assertThat(tokens.refused).isEmpty();
    }

    @Test
    void a_long_token_waits_for_the_servers_go_ahead() throws Exception {
        String token = "t".repeat(2000);
        tokens.left.clear();
        tokens.left.add(token);
        Way way = way("XOAUTH2");
        try (ScriptedServer server = serving(
                        way,
                        heard -> heard.size() == 1
                                ? say("334 ")
                                : verdict(unbase64(heard.get(1))
                                        .equals("user=" + USER + "\1auth=Bearer " + token + "\1\1")))
                .start()) {
            SmtpSession.open(at(server, way.credentials), transcript()).close();
            assertThat(server.commands()).contains("AUTH XOAUTH2");
            assertThat(String.join("\n", seen)).doesNotContain("tttt", base64("tttttt"));
        }
    }

    @Test
    void a_token_never_goes_without_tls() {
        try (ScriptedServer server = new Script().offering("AUTH XOAUTH2").start()) {
            SmtpServer clear = new SmtpServer("localhost", server.port(), Security.NONE, "client.example")
                    .with(new Credentials.Bearer(USER, tokens));
            NoSession none = catchThrowableOfType(NoSession.class, () -> SmtpSession.open(clear));

            assertThat(none.why()).isInstanceOf(Why.AuthImpossible.class);
            assertThat(server.heardInClear()).doesNotContain("AUTH ");
            assertThat(tokens.left).containsExactly(OLD, NEW);
        }
    }

    @Test
    void a_short_password_spoils_no_challenge() throws Exception {
        Credentials login = new Credentials.Password(USER, "a");
        ScramServer scram = new ScramServer("a");
        Way way = new Way("SCRAM-SHA-256", login, scram::next, 3);
        try (ScriptedServer server = serving(way, way.server).start()) {
            SmtpSession.open(at(server, login)).close();
            assertThat(server.commands()).anyMatch(line -> line.startsWith("AUTH SCRAM-SHA-256"));
        }
    }

    private static Script serving(Way way, Function<List<String>, Act> server) {
        return new Script()
                .offering("AUTH " + way.mechanism)
                .startTls(HERE.server())
                .always(Verb.AUTH, new Act.Converse(server));
    }

    private static SmtpServer at(ScriptedServer server, Credentials credentials) throws IOException {
        return new SmtpServer("localhost", server.port(), Security.STARTTLS, "client.example")
                .with(credentials)
                .with(Trust.authorities(HERE.pem()));
    }

    /// As it is kept, and as the listener gets it.
    private Transcript transcript() {
        return new Transcript() {
            private final Stenographer stenographer = new Stenographer();

            @Override
            public void sent(String line) {
                seen.add(line);
                stenographer.sent(line);
                see();
            }

            @Override
            public void received(Reply reply) {
                seen.add(reply.toString());
                stenographer.received(reply);
                see();
            }

            private void see() {
                seen.add(stenographer.lines().getLast().text());
            }
        };
    }

    private void assertNothingShown() {
        String all = String.join("\n", seen);
        assertThat(all).contains("AUTH ").doesNotContain(USER, base64(USER));
        for (String secret : List.of(PASSWORD, OLD, NEW, CRAM_DIGEST, "p=", "eyJ")) {
            assertThat(all).doesNotContain(secret, base64(secret));
        }
        // nor anything longer in Base64
        assertThat(all).doesNotContainPattern("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,}=*");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String unbase64(String base64) {
        return new String(Base64.getDecoder().decode(base64), ISO_8859_1);
    }
}
