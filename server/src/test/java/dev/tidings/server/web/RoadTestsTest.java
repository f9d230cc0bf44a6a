package dev.tidings.server.web;

import static dev.tidings.contracts.Act.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.Act;
import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.server.answer.Json;
import dev.tidings.server.answer.RoadTested;
import dev.tidings.server.answer.TransportAnswer;
import dev.tidings.server.show.RoadTestHouse;
import dev.tidings.server.show.Visitor;
import dev.tidings.smtp.Verb;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Trying a road out, by call and by page.
@Timeout(60)
class RoadTestsTest {
    @TempDir
    Path folder;

    private static Document page(Visitor browser) throws Exception {
        HttpResponse<String> answer = browser.get("/roads/main/test");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body(), browser.origin());
    }

    private static RoadTested test(Visitor program, String body) throws Exception {
        HttpResponse<String> answer = program.post("/api/v1/transports/main/test", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readValue(answer.body(), RoadTested.class);
    }

    @Test
    void a_call_answers_with_the_whole_test() throws Exception {
        try (ScriptedServer server = new Script().offering("PIPELINING").start();
                RoadTestHouse house = new RoadTestHouse(folder, server);
                Visitor program = Visitor.program(house.port())) {
            house.dns.close();

            RoadTested tested = test(program, "");

            assertThat(tested.transport()).isEqualTo("main");
            assertThat(tested.mark()).isEqualTo("warning");
            assertThat(tested.summary()).isEqualTo("6 passed, 4 warnings, 1 not tried");
            assertThat(tested.parts())
                    .extracting(RoadTested.Section::title)
                    .containsExactly("The server localhost, port " + server.port(), "Mail from example.com");
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void a_call_with_an_address_sends_a_mail_and_says_so() throws Exception {
        try (ScriptedServer server = new Script().start();
                RoadTestHouse house = new RoadTestHouse(folder, server);
                Visitor program = Visitor.program(house.port())) {
            RoadTested tested = test(program, "{\"to\": \"me@example.org\"}");

            assertThat(tested.parts().getLast().steps().getFirst().found())
                    .contains("250 2.0.0 queued as 4711", "The stage is log; it was sent all the same");
            assertThat(server.mails())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.to()).containsExactly("me@example.org"));
        }
    }

    @Test
    void a_call_that_cannot_be_meant_is_refused() throws Exception {
        try (ScriptedServer server = new Script().start();
                RoadTestHouse house = new RoadTestHouse(folder, server);
                Visitor program = Visitor.program(house.port())) {
            assertThat(program.post("/api/v1/transports/other/test", "").statusCode())
                    .isEqualTo(404);
            assertThat(program.post("/api/v1/transports/catcher/test", "").statusCode())
                    .isEqualTo(404);
            assertThat(program.post("/api/v1/transports/main/test", "{\"to\": \"nobody\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void two_tests_of_one_road_do_not_run_at_once() throws Exception {
        try (ScriptedServer server =
                        new Script().always(Verb.EHLO, new Act.Silence()).start();
                RoadTestHouse house = new RoadTestHouse(folder, server);
                Visitor program = Visitor.program(house.port());
                Visitor browser = Visitor.browser(house.port())) {
            browser.submit("/roads/main/test", "to=");
            await().atMost(Duration.ofSeconds(10)).until(() -> server.connections() == 1);

            assertThat(program.post("/api/v1/transports/main/test", "").statusCode())
                    .isEqualTo(409);
            browser.submit("/roads/main/test", "to=");
            Document running = page(browser);
            assertThat(running.select("#road-test").attr("hx-trigger")).isEqualTo("every 1s");
            assertThat(running.select("form.try button").hasAttr("disabled")).isTrue();
            assertThat(server.connections()).isOne();
            server.hangUp("421 4.3.2 enough");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> page(browser).select(".verdict").text().startsWith("Not well"));
        }
    }

    @Test
    void a_page_has_a_button_and_then_what_was_found() throws Exception {
        Script script = new Script().always(Verb.MAIL, say("550 5.7.1 <b>not</b> you"));
        try (ScriptedServer server = script.start();
                RoadTestHouse house = new RoadTestHouse(folder, server);
                Visitor browser = Visitor.browser(house.port())) {
            assertThat(page(browser).select("form.try button").text()).isEqualTo("Test this road");

            HttpResponse<String> answer = browser.submit("/roads/main/test", "to=me%40example.org");
            assertThat(answer.statusCode()).isEqualTo(303);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !page(browser).select(".verdict .bad").isEmpty());

            Document page = page(browser);
            assertThat(page.select("#road-test").hasAttr("hx-trigger")).isFalse();
            assertThat(page.select(".tried .failed").first().text())
                    .contains("Sender", "failed:", "550 5.7.1 <b>not</b> you", "Write a sender (from)");
            assertThat(page.select(".tried h2").eachText())
                    .containsExactly(
                            "The server localhost, port " + server.port(),
                            "Mail from example.com used by digest, price-change, standup, weekly-report",
                            "Test mail to me@example.org");
            assertThat(page.select("form[method=post]"))
                    .allMatch(form -> form.select("input[name=form]").size() == 1);
        }
    }

    @Test
    void a_stranger_and_another_page_begin_nothing() throws Exception {
        try (ScriptedServer server = new Script().start();
                RoadTestHouse house = new RoadTestHouse(folder, server);
                Visitor stranger = Visitor.stranger(house.port());
                Visitor browser = Visitor.browser(house.port())) {
            assertThat(stranger.post("/api/v1/transports/main/test", "").statusCode())
                    .isEqualTo(401);
            assertThat(browser.post("/api/v1/transports/main/test", "").statusCode())
                    .isEqualTo(403);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void a_store_that_cannot_be_written_keeps_nobody_from_trying() throws Exception {
        try (ScriptedServer server = new Script().start();
                RoadTestHouse house = new RoadTestHouse(folder, server);
                Visitor program = Visitor.program(house.port())) {
            house.failStore("disk is full");

            assertThat(test(program, "").transport()).isEqualTo("main");
        }
    }

    @Test
    void the_list_says_where_transports_lead_and_how_their_roads_are() throws Exception {
        try (ScriptedServer server = new Script().start();
                RoadTestHouse house = new RoadTestHouse(folder, server);
                Visitor program = Visitor.program(house.port())) {
            TransportAnswer[] all =
                    Json.MAPPER.readValue(program.get("/api/v1/transports").body(), TransportAnswer[].class);

            assertThat(all).extracting(TransportAnswer::name).containsExactly("backup", "main");
            assertThat(all[1]).satisfies(main -> {
                assertThat(main.host() + ":" + main.port()).isEqualTo("127.0.0.1:25");
                assertThat(main.security()).isEqualTo("none");
                assertThat(main.hands()).isEqualTo(4);
                assertThat(main.rates()).containsExactly("30/min", "2000/day");
                assertThat(main.notifications()).contains("weekly-report");
                assertThat(main.road())
                        .hasValueSatisfying(road -> assertThat(road.open()).isTrue());
            });
        }
    }
}
