package dev.tidings.server.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Conversation;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Verdict;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.Settlement;
import dev.tidings.mail.Address;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Secret;
import dev.tidings.notification.Settings.Callback;
import dev.tidings.server.MemoryStory;
import dev.tidings.smtp.Answer;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallerTest extends MemoryStory {
    private static final byte[] KEY = "a key of some length".getBytes(UTF_8);
    private static final Secret SECRET =
            new Secret("whsec_" + Base64.getEncoder().encodeToString(KEY));

    private final List<Call> calls = new ArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private HttpServer server;

    private record Call(String id, String timestamp, String signature, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::hear);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void hear(HttpExchange exchange) throws IOException {
        calls.add(new Call(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        exchange.sendResponseHeaders(Optional.ofNullable(answers.poll()).orElse(204), -1);
        exchange.close();
    }

    @Test
    void an_outcome_is_told_with_its_trace_and_a_signature_that_holds() throws Exception {
        Caller caller = caller();
        drawn("daily", "ann");
        var claim = claim();
        settle(accepted(claim));

        caller.round(all());

        Call call = calls.getFirst();
        assertThat(call.id()).isEqualTo(claim.trace() + "-1");
        assertThat(call.signature()).isEqualTo(signed(call));
        assertThat(call.json().get("type").asString()).isEqualTo("message.accepted");
        assertThat(call.json().get("data").get("trace").asString())
                .isEqualTo(claim.trace().hex());
        assertThat(call.json().get("data").get("to").asString()).isEqualTo("ann@example.org");
        assertThat(call.json().get("data").get("code").asInt()).isEqualTo(250);
    }

    @Test
    void every_reply_is_told_with_its_time() throws Exception {
        Caller caller = caller();
        drawn("daily", "ann");
        var claim = claim();
        Answer mail = new Answer(Verb.MAIL, new Reply(250, Optional.empty(), "ok"), Duration.ofMillis(3));
        Answer refusal = new Answer(Verb.RCPT, UNKNOWN, Duration.ofMillis(41));
        Attempt attempt = new Attempt(
                1,
                ROAD,
                NINE,
                Duration.ofMillis(60),
                new Outcome.Refused(Verb.RCPT, UNKNOWN),
                new Conversation(List.of(mail, refusal), Optional.empty()));
        settle(new Settlement(claim, attempt, new Verdict.Failed("550"), Optional.empty()));

        caller.round(all());

        JsonNode data = calls.getFirst().json().get("data");
        assertThat(data.get("verb").asString()).isEqualTo("rcpt");
        assertThat(data.get("serverMillis").asInt()).isEqualTo(41);
        assertThat(data.get("replies").toString())
                .isEqualTo("[{\"verb\":\"mail\",\"code\":250,\"text\":\"ok\",\"millis\":3},"
                        + "{\"verb\":\"rcpt\",\"code\":550,\"enhancedCode\":\"5.1.1\",\"text\":\"no such user\","
                        + "\"millis\":41}]");
    }

    @Test
    void what_is_not_answered_well_is_told_again_in_order() throws Exception {
        Caller caller = caller();
        drawn("daily", "ann", "bob");
        claims(2).forEach(claim -> settle(accepted(claim)));
        answers.addAll(List.of(503));

        caller.round(all());
        assertThat(caller.round(all())).as("quiet for a while").isZero();
        clock.pass(Duration.ofSeconds(1));
        caller.round(all());

        assertThat(calls).hasSize(3);
        assertThat(calls.get(0).id()).isEqualTo(calls.get(1).id());
        assertThat(calls.get(1).id()).isNotEqualTo(calls.get(2).id());
    }

    @Test
    void who_is_left_out_is_told_with_the_reason() throws Exception {
        Caller caller = caller();
        ledger().suppress(List.of(new Suppression(
                new Address("ann", "example.org"),
                Optional.of("daily"),
                Suppression.Reason.UNSUBSCRIBED,
                new Suppression.Act("one-click", "the reader", ""),
                now(),
                Optional.empty())));
        drawn("daily", "ann");

        caller.round(all());

        JsonNode told = calls.getFirst().json();
        assertThat(told.get("type").asString()).isEqualTo("message.suppressed");
        assertThat(told.get("data").get("why").asString()).isEqualTo("unsubscribed on 2026-03-02");
    }

    @Test
    void what_comes_back_and_what_is_complained_of_is_told_after_it_was_accepted() throws Exception {
        Caller caller = caller();
        Occurrence occurrence = drawn("daily", "ann");
        settle(accepted(claim()));
        becomes(occurrence, "one", Fate.FAILED, Reason.USERUNKNOWN, State.BOUNCED);
        becomes(occurrence, "two", Fate.COMPLAINED, Reason.FEEDBACK, State.COMPLAINED);

        caller.round(all());

        assertThat(calls)
                .extracting(call -> call.json().get("type").asString())
                .containsExactly("message.accepted", "message.bounced", "message.complained");
        JsonNode bounced = calls.get(1).json().get("data");
        assertThat(bounced.get("state").asString()).isEqualTo("bounced");
        assertThat(bounced.get("why").asString()).isEqualTo("userunknown");
        assertThat(bounced.has("attempt")).isFalse();
    }

    private void becomes(Occurrence occurrence, String event, Fate fate, Reason reason, State state) {
        Notice notice = new Notice(Optional.empty(), fate, reason, Optional.empty(), Optional.empty(), "");
        Report report = new Report(Report.Kind.BOUNCE, List.of(notice), Clues.NONE);
        ledger.hear(List.of(new Arrival("imap", event, now(), report, new byte[0])));
        Match match = new Match(record(occurrence, "ann").id(), 1, Match.Proof.SIGNED);
        long heard = ledger.unjudged(1).getFirst().id();
        ledger.judge(
                List.of(new Judgement(heard, Optional.of(match), true, Optional.of(state), reason.word(), "left out")));
    }

    @Test
    void only_wanted_events_are_told_and_the_others_are_passed() throws Exception {
        Caller caller = caller();
        drawn("daily", "ann", "bob", "cem");
        var claims = claims(3);
        settle(accepted(claims.get(0)));
        settle(deferred(claims.get(1), now().plusSeconds(60)));
        settle(failed(claims.get(2)));

        caller.round(called(SECRET, "failed"));

        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().json().get("type").asString()).isEqualTo("message.failed");
        assertThat(caller.round(called(SECRET, "failed"))).isZero();
    }

    @Test
    void a_new_address_hears_of_what_happens_from_now_on_and_a_restart_forgets_nothing() throws Exception {
        drawn("daily", "ann", "bob");
        var claims = claims(2);
        settle(accepted(claims.get(0)));
        caller();
        settle(accepted(claims.get(1)));

        caller().round(all());

        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().id()).startsWith(claims.get(1).trace().hex());
    }

    @Test
    void an_address_that_was_down_at_the_very_first_mail_hears_of_it_after_a_restart() throws Exception {
        Caller caller = caller();
        drawn("daily", "ann");
        settle(accepted(claim()));
        answers.add(503);
        caller.round(all());

        caller().round(all());

        assertThat(calls).hasSize(2);
        assertThat(calls.get(0).id()).isEqualTo(calls.get(1).id());
    }

    @Test
    void a_retry_is_told_to_who_asks_for_retries() throws Exception {
        Caller caller = caller();
        drawn("daily", "ann");
        settle(deferred(claim(), now().plusSeconds(60)));

        caller.round(called(SECRET, "retried"));

        assertThat(calls)
                .singleElement()
                .extracting(call -> call.json().get("type").asString())
                .isEqualTo("message.retried");
    }

    @Test
    void a_dead_address_holds_up_its_calls_for_an_hour_and_not_for_ever() throws Exception {
        Caller caller = caller();
        drawn("daily", "ann");
        settle(accepted(claim()));
        for (int each = 0; each < 200; each++) {
            answers.add(500);
        }

        int told = 0;
        for (int minute = 0; minute < 70 && told == 0; minute++) {
            told = caller.round(all());
            clock.pass(Duration.ofMinutes(1));
        }

        assertThat(told).isEqualTo(1);
        assertThat(calls).hasSizeBetween(55, 65);
    }

    private Caller caller() {
        return new Caller(url(), ledger, history(), HttpClient.newHttpClient(), clock);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    private Callback all() {
        return called(SECRET);
    }

    private Callback called(Secret secret, String... events) {
        return new Callback(url(), secret, Set.of(events));
    }

    private static String signed(Call call) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        byte[] hash = mac.doFinal((call.id() + "." + call.timestamp() + "." + call.body()).getBytes(UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(hash);
    }
}
