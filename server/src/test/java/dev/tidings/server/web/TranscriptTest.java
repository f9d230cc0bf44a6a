package dev.tidings.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Stage;
import dev.tidings.server.answer.DeliveryDetail;
import dev.tidings.server.answer.Explained;
import dev.tidings.server.answer.Json;
import dev.tidings.server.answer.ReplyAnswer;
import dev.tidings.server.answer.TranscriptAnswer;
import dev.tidings.server.show.ShowHouse;
import dev.tidings.server.show.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Replies and transcripts, on pages and by calls.
class TranscriptTest {
    @TempDir
    static Path folder;

    static ShowHouse house;
    static WebServer server;
    static Visitor program;
    static Visitor browser;

    @BeforeAll
    static void open() throws Exception {
        house = ShowHouse.full(folder, Stage.TEST);
        server = WebServer.start(house.house(), new Listen("127.0.0.1", 0), house.live, List.of());
        program = Visitor.program(server.port());
        browser = Visitor.browser(server.port());
    }

    @AfterEach
    void off() {
        house.transcripts.off();
    }

    @AfterAll
    static void close() {
        program.close();
        browser.close();
        server.close();
        house.close();
    }

    private static JsonNode get(String path) throws Exception {
        return Json.MAPPER.readTree(program.get("/api/v1" + path).body());
    }

    private static Document page(String path) throws Exception {
        return Jsoup.parse(browser.get(path).body());
    }

    @Test
    void an_attempt_tells_every_reply_with_its_time() throws Exception {
        JsonNode attempts = get("/deliveries/124").path("attempts");

        JsonNode replies = attempts.get(0).path("replies");
        assertThat(replies)
                .extracting(each -> each.path("verb").asString() + " "
                        + each.path("code").asInt() + " " + each.path("millis").asInt())
                .containsExactly("mail 250 38", "rcpt 451 1120", "data 554 0");
        assertThat(replies.get(1).path("enhanced").asString()).isEqualTo("4.7.1");
        assertThat(replies.get(1).path("text").asString()).isEqualTo("Greylisted; try again in 300 seconds");
        assertThat(attempts.get(0).path("serverMillis").asInt()).isEqualTo(1120);
        assertThat(attempts.get(1).path("serverMillis").isNull()).isTrue();
        assertThat(attempts.get(1).path("replies")).isEmpty();
        assertThat(get("/deliveries/124").path("story").get(2).asString())
                .contains("took 1.2 s (the server's answer 1.1 s): deferred at rcpt, 451 4.7.1 Greylisted");
    }

    /// The command line reads what the server writes.
    @Test
    void what_is_told_can_be_read_back() throws Exception {
        String detail = program.get("/api/v1/deliveries/124").body();
        String explained = program.get("/api/v1/explain?of=124").body();
        String transcripts = program.get("/api/v1/deliveries/124/transcripts").body();

        assertThat(Json.MAPPER
                        .readValue(detail, DeliveryDetail.class)
                        .attempts()
                        .getFirst()
                        .replies())
                .extracting(ReplyAnswer::said)
                .contains("451 4.7.1 Greylisted; try again in 300 seconds");
        assertThat(Json.MAPPER.readValue(explained, Explained.class).mails()).hasSize(1);
        assertThat(Json.MAPPER.readValue(transcripts, TranscriptAnswer[].class)).hasSize(1);
    }

    @Test
    void a_mails_page_shows_the_steps_and_what_was_said() throws Exception {
        Document page = page("/deliveries/124");

        assertThat(page.select("details.steps summary").text())
                .isEqualTo("mail 250 38 ms rcpt 451 1.1 s data 554 0 ms");
        assertThat(page.select(".step.bad").eachText()).containsExactly("rcpt 451 1.1 s", "data 554 0 ms");
        assertThat(page.select("table.spoken tr").eachText())
                .contains(
                        "31 · connected to 192.0.2.25 port 587",
                        "202 → AUTH PLAIN …",
                        "1,419 ← 451 4.7.1 Greylisted; try again in 300 seconds")
                .hasSize(18);
        assertThat(page.select("script:not([src])")).isEmpty();
    }

    @Test
    void transcripts_of_a_mail_are_told() throws Exception {
        JsonNode transcripts = get("/deliveries/124/transcripts");

        assertThat(transcripts).hasSize(1);
        assertThat(transcripts.get(0).path("attempt").asInt()).isEqualTo(1);
        JsonNode first = transcripts.get(0).path("lines").get(2);
        assertThat(first.path("millis").asInt()).isEqualTo(64);
        assertThat(first.path("kind").asString()).isEqualTo("sent");
        assertThat(first.path("text").asString()).isEqualTo("EHLO house.example");
        assertThat(get("/deliveries/123/transcripts")).isEmpty();
    }

    @Test
    void a_program_switches_them_on_and_off() throws Exception {
        HttpResponse<String> on = program.post(
                "/api/v1/transcripts", "{\"transport\":\"main\",\"to\":\"ann@example.com\",\"millis\":60000}");

        assertThat(on.statusCode()).isEqualTo(200);
        JsonNode standing = get("/transcripts");
        assertThat(standing).hasSize(1);
        assertThat(standing.get(0).path("transport").asString()).isEqualTo("main");
        assertThat(standing.get(0).path("notification").isNull()).isTrue();
        assertThat(standing.get(0).path("until").asString()).isEqualTo("2026-11-23T01:05:30Z");
        assertThat(standing.get(0).path("left").asInt()).isEqualTo(200);
        assertThat(program.post("/api/v1/deliveries/124/transcripts", "").body())
                .contains("\"delivery\":124", "\"left\":1");
        assertThat(program.post("/api/v1/transcripts/off", "").body()).isEqualTo("{\"ended\":2}");
        assertThat(get("/transcripts")).isEmpty();
    }

    @Test
    void a_person_switches_them_on_and_off() throws Exception {
        HttpResponse<String> road = browser.submit("/roads/main/transcripts", "");
        assertThat(road.headers().firstValue("Location")).contains("/?said=listening#roads");
        assertThat(page("/").select("form.listening p").text())
                .startsWith("What is said is written down: transport main (until");

        browser.submit("/deliveries/124/transcripts", "");
        assertThat(page("/deliveries/124").select(".said").text()).contains("its next attempt will be written down");

        browser.submit("/transcripts/off", "");
        assertThat(page("/").select("form.listening")).isEmpty();
        assertThat(page("/deliveries/124").select(".said")).isEmpty();
    }

    @Test
    void the_button_stands_where_an_attempt_may_follow() throws Exception {
        assertThat(page("/deliveries/124").select("form[action$=/transcripts]")).hasSize(1);
        assertThat(page("/deliveries/127").select("form[action$=/transcripts]")).isEmpty(); // accepted
        assertThat(page("/").select("form[action^=/roads/main/transcripts]")).hasSize(1);
        assertThat(page("/").select("form[action^=/roads/catcher]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            /transcripts                  => {}                                            => 400
            /transcripts                  => {"millis":60000}                              => 400
            /transcripts                  => {"transport":"main","millis":0}               => 400
            /transcripts                  => {"transport":"main","millis":86400001}        => 400
            /transcripts                  => {"transport":"main","millis":-9223372036854775808} => 400
            /transcripts                  => {"transport":"nowhere"}                       => 404
            /transcripts                  => {"notification":"nothing"}                    => 404
            /transcripts                  => {"to":"nobody at all"}                        => 400
            /transcripts                  => {"toe":"ann@example.com"}                     => 400
            /deliveries/4711/transcripts  => {}                                            => 404
            """)
    void what_cannot_be_meant_is_refused(String path, String body, int status) throws Exception {
        HttpResponse<String> answer = program.post("/api/v1" + path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Json.MAPPER.readTree(answer.body()).path("mend").asString()).isNotBlank();
        assertThat(house.transcripts.standing()).isEmpty();
    }

    @Test
    void what_there_is_not_has_no_transcripts() throws Exception {
        assertThat(program.get("/api/v1/deliveries/4711/transcripts").statusCode())
                .isEqualTo(404);
        assertThat(browser.submit("/roads/nowhere/transcripts", "").statusCode())
                .isEqualTo(404);
    }
}
