package dev.tidings.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Settings.Listen;
import dev.tidings.server.answer.Json;
import dev.tidings.server.show.ShowHouse;
import dev.tidings.server.show.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What comes back, to people and to programs; and notifications that are stopped.
class ReturnedPagesTest {
    @TempDir
    Path folder;

    private ShowHouse house;
    private WebServer server;
    private Visitor browser;
    private Visitor program;

    @BeforeEach
    void open() throws Exception {
        house = ShowHouse.returned(folder);
        server = WebServer.start(house.house(), new Listen("127.0.0.1", 0), house.live, List.of());
        browser = Visitor.browser(server.port());
        program = Visitor.program(server.port());
    }

    @AfterEach
    void close() {
        browser.close();
        program.close();
        server.close();
        house.close();
    }

    private Document page(String path) throws Exception {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.body(), browser.origin() + path);
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = program.get("/api/v1" + path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    @Test
    void a_strangers_words_stay_words_on_every_page() throws Exception {
        for (String path : List.of(
                "/",
                "/returned",
                "/returned?which=unmatched",
                "/returned?which=complaints&before=3",
                "/returned/rates",
                "/returned/2",
                "/returned/6",
                "/returned/7",
                "/deliveries/950",
                "/deliveries/953",
                "/notifications/digest",
                "/notifications",
                "/occurrences/9?state=bounced",
                "/explain?of=gone@corp.example")) {
            Document page = page(path);
            assertThat(page.select("script:not([src])")).as(path).isEmpty();
            assertThat(page.select("[id]").eachAttr("id")).as(path).doesNotHaveDuplicates();
            assertThat(page.select("form[method=post]"))
                    .allMatch(form -> form.select("input[name=form]").size() == 1);
        }
    }

    @Test
    void the_list_tells_what_came_back_why_and_what_was_done() throws Exception {
        Document all = page("/returned");

        assertThat(all.select("tbody tr")).hasSize(7);
        assertThat(all.select("tbody tr").get(5).text())
                .contains(
                        "bounced by smtp",
                        "gone@corp.example",
                        "standup",
                        "userunknown Nobody has this address.",
                        "550 5.1.1 no such user " + ShowHouse.AWKWARD,
                        "gone@corp.example is left out from now on");
        assertThat(all.select("#returned .problem").text()).contains("1,205 blocked", "gmail.com by backup 1,204");
        assertThat(page("/returned?which=unmatched").select("tbody tr")).hasSize(1);
        assertThat(page("/returned?which=complaints").select("tbody tr")).hasSize(1);
        assertThat(browser.get("/returned?which=odd").statusCode()).isEqualTo(400);
        assertThat(browser.get("/returned/99").statusCode()).isEqualTo(404);
    }

    @Test
    void a_mails_page_has_each_report_with_its_original_folded_and_offers_a_retry() throws Exception {
        Document mail = page("/deliveries/950");

        assertThat(mail.select("h1 .state").text()).isEqualTo("bounced");
        assertThat(mail.select("p.lead").text())
                .as("what became of it, before all else")
                .startsWith("It was accepted by the next hop")
                .contains("and came back");
        assertThat(mail.select("ol.story").text())
                .contains("was in its audience")
                .doesNotContain("and came back");
        assertThat(mail.select(".told")).hasSize(2);
        assertThat(mail.select(".told").last().text())
                .contains(
                        "Mend the address where the audience comes from.",
                        "It came to the return address that was signed for this mail. It is about attempt 1.");
        assertThat(page("/deliveries/952").select(".told").text())
                .as("a provider tells what it was given, and returns nothing")
                .contains("This mail's trace id is in it.");
        assertThat(mail.select("details.report")).noneMatch(each -> each.hasAttr("open"));
        assertThat(mail.select("details.report pre").last().text()).contains("Undelivered mail", ShowHouse.AWKWARD);
        assertThat(mail.select("button[value=retry]")).hasSize(1);
        assertThat(mail.select("a[href^=/suppressions?of=gone]")).hasSize(1);
    }

    @Test
    void what_a_listener_refused_is_counted_beside_what_came_back() throws Exception {
        assertThat(page("/returned/rates").select("#refused")).isEmpty();
        house.refuse("address", 12);

        assertThat(page("/returned/rates").select("#refused tr").eachText()).containsExactly("address 12");
        assertThat(get("/status").path("refused").toString()).isEqualTo("{\"address\":12}");
    }

    @Test
    void an_original_is_saved_never_shown() throws Exception {
        HttpResponse<String> original = program.get("/api/v1/notices/2/original");

        assertThat(original.statusCode()).isEqualTo(200);
        assertThat(original.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(original.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"notice-2.txt\"");
        assertThat(original.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(original.body()).startsWith("From: Mail Delivery Subsystem");
        assertThat(program.get("/api/v1/notices/99/original").statusCode()).isEqualTo(404);
    }

    @Test
    void programs_are_told_the_same() throws Exception {
        JsonNode list = get("/notices?which=bounces&most=2");
        assertThat(list.path("returned"))
                .extracting(each -> each.path("notice").path("id").asLong())
                .containsExactly(7L, 6L);
        assertThat(list.path("before").asLong()).isEqualTo(6);
        JsonNode one = get("/notices/2");
        assertThat(one.path("notice").path("reason").asString()).isEqualTo("userunknown");
        assertThat(one.path("notice").path("judged").path("by").asString()).isEqualTo("signed");
        assertThat(one.path("delivery").path("state").asString()).isEqualTo("bounced");
        assertThat(get("/deliveries/950").path("notices")).hasSize(2);
        JsonNode returns = get("/returns");
        assertThat(returns.path("notifications").get(0).path("bounced").asLong())
                .isEqualTo(1_291);
        assertThat(returns.path("aboutUs").get(0).path("advice").asString()).isNotBlank();
        assertThat(program.get("/api/v1/notices?which=odd").statusCode()).isEqualTo(400);
    }

    @Test
    void a_stopped_notification_says_why_and_a_person_lets_it_go_on() throws Exception {
        Document stopped = page("/notifications/digest");
        assertThat(stopped.select("h1").text()).endsWith("stopped");
        assertThat(stopped.select(".trouble").text()).contains("bounces > 5%: 9 of the last 120 mails", "Let it go on");
        assertThat(page("/notifications/digest/run").select(".trouble").text()).contains("digest is stopped");
        assertThat(page("/").select("#unwell .trouble").text()).contains("tidings go-on digest");

        assertThat(browser.submit("/notifications/digest/go-on", "").statusCode())
                .isEqualTo(303);

        assertThat(house.ledger.decided).contains("go on digest");
        assertThat(page("/notifications/digest").select(".trouble")).isEmpty();
        assertThat(browser.submit("/notifications/digest/go-on", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_person_stops_a_notification_by_hand() throws Exception {
        assertThat(browser.submit("/notifications/standup/stop", "why=wrong+figures")
                        .statusCode())
                .isEqualTo(303);

        assertThat(house.ledger.decided).contains("stop standup: wrong figures");
        assertThat(page("/notifications").text()).contains("stopped wrong figures");
    }

    @Test
    void programs_stop_and_let_go_on_and_hear_why_a_run_brings_nothing() throws Exception {
        HttpResponse<String> stop = program.post("/api/v1/notifications/standup/stop", "{\"why\":\"wrong figures\"}");
        assertThat(stop.statusCode()).isEqualTo(200);
        assertThat(Json.MAPPER.readTree(stop.body()).path("why").asString()).isEqualTo("wrong figures");
        assertThat(program.post("/api/v1/notifications/standup/stop", "").statusCode())
                .isEqualTo(409);
        assertThat(program.post("/api/v1/notifications/nobody/stop", "").statusCode())
                .isEqualTo(404);
        assertThat(get("/notifications/standup").path("stopped").path("why").asString())
                .isEqualTo("wrong figures");
        assertThat(program.post("/api/v1/notifications/standup/occurrences", "").body())
                .contains("\"stopped\":\"wrong figures\"");

        assertThat(program.post("/api/v1/notifications/standup/go-on", "").statusCode())
                .isEqualTo(204);
        HttpResponse<String> again = program.post("/api/v1/notifications/standup/go-on", "");
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body()).contains("No notification standup is stopped.", "See which are: tidings status");
        assertThat(program.post("/api/v1/notifications/standup/stop", "{\"why\":\"" + "x".repeat(501) + "\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void an_empty_house_says_where_mail_comes_back_to() throws Exception {
        try (ShowHouse empty = ShowHouse.empty(folder.resolve("empty"));
                WebServer door = WebServer.start(empty.house(), new Listen("127.0.0.1", 0));
                Visitor visitor = Visitor.browser(door.port())) {
            assertThat(visitor.get("/returned").body()).contains("Nothing has come back.", "bounces");
            assertThat(visitor.get("/returned/rates").body()).contains("Nothing came back within 30 days.");
        }
    }
}
