package dev.tidings.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Stage;
import dev.tidings.server.answer.Json;
import dev.tidings.server.show.ShowHouse;
import dev.tidings.server.show.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The ways out, to people and to programs.
class RoadPagesTest {
    @TempDir
    static Path folder;

    static ShowHouse house;
    static WebServer server;
    static Visitor browser;
    static Visitor program;

    @BeforeAll
    static void open() throws Exception {
        house = ShowHouse.full(folder, Stage.LIVE);
        server = WebServer.start(house.house(), new Listen("127.0.0.1", 0), house.live, List.of());
        browser = Visitor.browser(server.port());
        program = Visitor.program(server.port());
        await().until(() -> !road("backup").path("open").asBoolean()
                && !road("main").path("domains").isEmpty());
    }

    @AfterAll
    static void close() {
        browser.close();
        program.close();
        server.close();
        house.close();
    }

    private static JsonNode road(String name) throws Exception {
        return Json.MAPPER.readTree(program.get("/api/v1/roads/" + name).body());
    }

    private static Document page(String path) throws Exception {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.body(), browser.origin() + path);
    }

    @Test
    void all_roads_are_listed_with_their_state_and_rate() throws Exception {
        assertThat(page("/roads").select("table tbody tr").eachText())
                .satisfiesExactly(
                        backup -> assertThat(backup)
                                .contains("backup closed: sign-in", "nobody tries it until you open it", "no limit"),
                        catcher -> assertThat(catcher).contains("catcher open"),
                        main -> assertThat(main).contains("main open", "30/min", "2000/day", "ramp-up: 10/min"));
    }

    @Test
    void a_closed_road_says_why_since_when_and_what_can_be_done() throws Exception {
        Document backup = page("/roads/backup");

        assertThat(backup.select(".trouble").text())
                .contains("Username and Password not accepted", "Nobody tries it until you say so", "loses no retry");
        assertThat(backup.select(".trouble button").eachText()).containsExactly("Try now", "Open again");
        assertThat(page("/").select(".trouble button").eachText()).contains("Try now", "Open again");
    }

    @Test
    void an_open_road_shows_its_rates_its_ramp_up_and_the_domains_that_wait() throws Exception {
        Document main = page("/roads/main");

        assertThat(main.select("dl.facts").text()).contains("30/min 1 used", "2000/day 1 used", "10/min now; doubles");
        assertThat(main.select("table").text())
                .contains("gmail.com", "left alone", "receiving mail too quickly", "20/min");
    }

    @Test
    void programs_see_the_same() throws Exception {
        JsonNode main = road("main");

        assertThat(main.path("rates").get(1).path("most").asInt()).isEqualTo(2000);
        assertThat(main.path("rampUp").path("doubles").asString()).isEqualTo("2026-11-23T02:04:30Z");
        assertThat(main.path("domains").get(0).path("domain").asString()).isEqualTo("gmail.com");
        assertThat(main.path("domains").get(0).path("closed").path("again").asString())
                .isEqualTo("2026-11-23T01:09:30Z");
        assertThat(Json.MAPPER.readTree(program.get("/api/v1/roads").body())).hasSize(3);
        assertThat(program.get("/api/v1/roads/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void one_mail_may_try_at_once(@TempDir Path other) throws Exception {
        try (ShowHouse closed = ShowHouse.full(other, Stage.LIVE);
                WebServer its = WebServer.start(closed.house(), new Listen("127.0.0.1", 0), closed.live, List.of());
                Visitor visitor = Visitor.program(its.port())) {
            await().until(() -> visitor.get("/api/v1/roads/backup").body().contains("\"open\":false"));

            assertThat(visitor.post("/api/v1/roads/backup/try", "").statusCode())
                    .isEqualTo(204);

            assertThat(visitor.get("/api/v1/roads/backup").body())
                    .contains("\"open\":false", "\"again\":\"2026-11-23T01:04:30Z\"");
            assertThat(visitor.post("/api/v1/roads/main/try", "").statusCode())
                    .as("it is open")
                    .isEqualTo(204);
            assertThat(visitor.post("/api/v1/roads/nowhere/try", "").statusCode())
                    .isEqualTo(404);
        }
    }
}
