package dev.tidings.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.event.Event;
import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Stage;
import dev.tidings.server.answer.Json;
import dev.tidings.server.show.ShowHouse;
import dev.tidings.server.show.Visitor;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ApiTest {
    @TempDir
    static Path folder;

    static ShowHouse house;
    static WebServer server;
    static Visitor program;

    @BeforeAll
    static void open() throws Exception {
        house = ShowHouse.full(folder, Stage.LOG);
        server = WebServer.start(house.house(), new Listen("127.0.0.1", 0), house.live, List.of());
        program = Visitor.program(server.port());
    }

    @AfterAll
    static void close() {
        program.close();
        server.close();
        house.close();
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = program.get("/api/v1" + path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        return Json.MAPPER.readTree(answer.body());
    }

    @Test
    void status_tells_how_the_house_is_doing() throws Exception {
        JsonNode status = get("/status");

        assertThat(status.path("now").asString()).isEqualTo("2026-11-23T01:04:30Z");
        assertThat(status.path("stage").asString()).isEqualTo("log");
        assertThat(status.path("storeFailing").isNull()).isTrue();
        assertThat(status.path("unwell"))
                .extracting(each -> each.path("id").asLong())
                .containsExactly(7L, 6L, 3L);
        assertThat(status.path("running"))
                .extracting(each -> each.path("standing").asString())
                .contains("due", "sending");
        assertThat(status.path("roads"))
                .extracting(each -> each.path("name").asString())
                .containsExactly("backup", "catcher", "main");
        assertThat(status.path("next").get(0).path("due").path("local").asString())
                .isEqualTo("2026-11-24T08:00:00+08:00");
    }

    @Test
    void a_notification_tells_what_it_declares() throws Exception {
        assertThat(get("/notifications")).hasSize(4);
        JsonNode it = get("/notifications/weekly-report");

        assertThat(it.path("schedule").asString()).isEqualTo("Every Monday at 09:00 (Asia/Shanghai)");
        assertThat(it.path("next")).hasSize(10);
        assertThat(it.path("audience").asString()).isEqualTo("3 people, named in the file");
        assertThat(it.path("last").get(0).path("result").asString()).isEqualTo("sending");
        assertThat(it.path("last")
                        .get(0)
                        .path("tally")
                        .path("states")
                        .path("accepted")
                        .asLong())
                .isEqualTo(61_204);
    }

    @Test
    void a_plan_names_who_would_be_written_to_and_who_would_not() throws Exception {
        JsonNode plan = get("/notifications/weekly-report/plan?at=2026-12-07T09:00:00+08:00&most=10");

        assertThat(plan.path("at").asString()).isEqualTo("2026-12-07T01:00:00Z");
        assertThat(plan.path("mails").asLong()).isEqualTo(2);
        assertThat(plan.path("leftOut").asLong()).isPositive();
        assertThat(plan.path("lines").get(1).path("why").asString()).startsWith("template: body.html:4: ");
        assertThat(plan.path("lines").get(0).path("size").asInt()).isPositive();
    }

    @Test
    void a_preview_is_one_persons_mail() throws Exception {
        JsonNode preview = get("/notifications/weekly-report/preview?as=zhang@example.com");

        assertThat(preview.path("html").asString()).contains("Hello 张三");
        assertThat(preview.path("text").asString()).contains("你好");
        assertThat(new String(Base64.getDecoder().decode(preview.path("source").asString()), StandardCharsets.UTF_8))
                .contains("From: Reports <reports@example.com>");
        assertThat(program.get("/api/v1/notifications/weekly-report/preview?as=zoe@example.com")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_call_starts_an_occurrence_for_everyone_or_for_one() throws Exception {
        HttpResponse<String> one =
                program.post("/api/v1/notifications/standup/occurrences", "{\"to\":\"me@example.com\"}");
        HttpResponse<String> all = program.post("/api/v1/notifications/standup/occurrences", "");

        assertThat(one.statusCode()).isEqualTo(202);
        assertThat(Json.MAPPER.readTree(one.body()).path("occurrence").asLong()).isGreaterThan(8);
        assertThat(all.statusCode()).isEqualTo(202);
        assertThat(house.ledger.decided).contains("trigger api me@example.com", "trigger api everyone");
    }

    @Test
    void a_call_that_is_repeated_with_its_key_finds_what_it_started() throws Exception {
        HttpResponse<String> first = start("{\"to\":\"me@example.com\"}", "order 7");
        HttpResponse<String> again = start("{\"to\":\"me@example.com\"}", "order 7");
        HttpResponse<String> other = start("{\"to\":\"me@example.com\"}", "order 8");

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body()).isNotEqualTo(other.body());
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    }

    @Test
    void a_key_that_stands_for_another_call_is_refused_and_so_is_one_that_is_none() throws Exception {
        start("", "for everyone");

        HttpResponse<String> another = start("{\"to\":\"me@example.com\"}", "for everyone");

        assertThat(another.statusCode()).isEqualTo(422);
        assertThat(another.body()).contains("is for everyone, and this request is for me@example.com");
        assertThat(start("", "x".repeat(256)).statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> start(String body, String key) throws Exception {
        return program.send(program.request("/api/v1/notifications/standup/occurrences")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void an_occurrence_names_the_event_or_the_call_that_started_it() throws Exception {
        JsonNode event = get("/occurrences/8").path("event");
        assertThat(event.path("subject").asString()).isEqualTo("nats:prices.changed");
        assertThat(event.path("id").asString()).isEqualTo("price-2026-11-23");
        assertThat(get("/occurrences/8").path("key").isNull()).isTrue();
        assertThat(get("/occurrences/7").path("event").isNull()).isTrue();
    }

    @Test
    void occurrences_and_deliveries_come_in_pages() throws Exception {
        assertThat(get("/occurrences?notification=digest&standing=finished").path("occurrences"))
                .extracting(each -> each.path("id").asLong())
                .containsExactly(6L, 5L, 3L);
        JsonNode first = get("/occurrences/7/deliveries?state=failed,held&most=2");
        JsonNode rest = get("/occurrences/7/deliveries?state=failed,held&most=2&before="
                + first.path("before").asLong());

        assertThat(first.path("deliveries")).hasSize(2);
        assertThat(rest.path("deliveries")).hasSize(2 - 1);
        assertThat(rest.path("before").isNull()).isTrue();
    }

    @Test
    void a_delivery_has_its_attempts_and_its_story() throws Exception {
        JsonNode detail = get("/deliveries/124");

        assertThat(detail.path("attempts").get(0).path("enhanced").asString()).isEqualTo("4.7.1");
        assertThat(detail.path("attempts").get(1).path("code").isNull()).isTrue();
        assertThat(detail.path("story").get(2).asString()).contains("deferred at rcpt, 451 4.7.1 Greylisted");
        assertThat(detail.path("row").path("logins").asLong()).isEqualTo(12);
    }

    @Test
    void explain_tells_what_became_of_a_mail() throws Exception {
        String trace = get("/deliveries/124").path("delivery").path("trace").asString();

        assertThat(get("/explain?of=ann@example.com").path("mails")).hasSize(1);
        assertThat(get("/explain?of=%3C" + trace + "@example.com%3E")
                        .path("kind")
                        .asString())
                .isEqualTo("trace");
        assertThat(get("/explain?of=124").path("kind").asString()).isEqualTo("delivery");
        assertThat(get("/explain?of=what").path("kind").asString()).isEqualTo("nothing");
    }

    @Test
    void people_decide_through_it() throws Exception {
        assertThat(program.post("/api/v1/occurrences/6/retry", "").body()).isEqualTo("{\"changed\":1}");
        assertThat(program.post("/api/v1/occurrences/7/cancel", "").body()).isEqualTo("{\"changed\":2}");
        assertThat(program.post("/api/v1/deliveries/retry", "{\"ids\":[100,101]}")
                        .body())
                .isEqualTo("{\"changed\":2}");
        assertThat(program.post("/api/v1/deliveries/skip", "{\"ids\":[102]}").statusCode())
                .isEqualTo(200);
        assertThat(program.post("/api/v1/roads/main/open", "").statusCode()).isEqualTo(204);
        HttpResponse<String> refused = program.post("/api/v1/reload", "");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("\"atNextStart\":[]");

        assertThat(house.ledger.decided).contains("retry all of 6", "cancel 7", "retry [100, 101]", "skip [102]");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            /notifications/standup/occurrences => {"too":"me@example.com"} => there is no field "too"
            /notifications/standup/occurrences => {"to":["a"]}             => to is of another kind
            /notifications/standup/occurrences => [1]                      => it is of another kind
            /notifications/standup/occurrences => {"to":                   => it is not JSON
            /deliveries/retry                  => {"ids":[1,"x"]}          => ids [1] is of another kind
            """)
    void a_body_that_cannot_be_read_is_told_without_the_programs_insides(String path, String body, String why)
            throws Exception {
        HttpResponse<String> answer = program.post("/api/v1" + path, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.MAPPER.readTree(answer.body()).path("error").asString())
                .contains(why)
                .doesNotContain("dev.tidings")
                .doesNotContain("java");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /notifications/nobody, '', 404",
        "GET,  /notifications/nobody/plan, '', 404",
        "GET,  /notifications/standup/plan?at=noon, '', 400",
        "GET,  /notifications/standup/plan?most=100000, '', 400",
        "GET,  /notifications/standup/preview?as=ann, '', 400",
        "GET,  /occurrences/4711, '', 404",
        "GET,  /occurrences/4711/deliveries, '', 404",
        "GET,  /occurrences/x, '', 400",
        "GET,  /occurrences/-1, '', 400",
        "GET,  /occurrences/99999999999999999999, '', 400",
        "GET,  /occurrences?standing=odd, '', 400",
        "GET,  /occurrences?before=0, '', 400",
        "GET,  /explain, '', 400",
        "GET,  /nowhere, '', 404",
        "POST, /notifications/standup/occurrences, '{\"too\":\"me@example.com\"}', 400",
        "POST, /notifications/standup/occurrences, '{\"to\":\"me\"}', 400",
        "POST, /notifications/standup/occurrences, '{\"to\":', 400",
        "POST, /notifications/nobody/occurrences, '', 404",
        "POST, /occurrences/4711/retry, '', 404",
        "POST, /deliveries/retry, '', 400",
        "POST, /deliveries/retry, '{\"ids\":[]}', 400",
        "POST, /deliveries/retry, '{\"ids\":[null]}', 400",
        "POST, /deliveries/retry, '{\"ids\":[1],\"more\":2}', 400",
        "POST, /deliveries/retry, '[1]', 400",
        "POST, /roads/nowhere/open, '', 404",
    })
    void what_cannot_be_meant_is_refused_with_what_to_do(String method, String path, String body, int status)
            throws Exception {
        HttpResponse<String> answer =
                method.equals("GET") ? program.get("/api/v1" + path) : program.post("/api/v1" + path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode refusal = Json.MAPPER.readTree(answer.body());
        assertThat(refusal.path("error").asString()).isNotBlank();
        assertThat(refusal.path("mend").asString()).isNotBlank();
    }

    @Test
    @Timeout(20)
    void what_changes_is_told_as_it_happens_in_few_words() throws Exception {
        HttpResponse<InputStream> stream = program.open(program.request("/api/v1/events"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            assertThat(lines.readLine()).startsWith(":");
            var occurrence = house.history.occurrence(7).orElseThrow().occurrence();
            for (int each = 0; each < 10_000; each++) {
                house.live.on(new Event.Fired(occurrence, Duration.ZERO));
            }
            house.live.on(new Event.RoadOpened("main"));

            String line = lines.readLine();
            while (!line.startsWith("data:")) {
                line = lines.readLine();
            }
            assertThat(line).isEqualTo("data: {\"topics\":[\"occurrence 7\",\"occurrences\",\"roads\"]}");
        }
    }
}
