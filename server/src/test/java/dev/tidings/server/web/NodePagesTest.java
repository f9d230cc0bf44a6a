package dev.tidings.server.web;

import static java.util.concurrent.TimeUnit.SECONDS;
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
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Who works from the ledger, to people and to programs.
class NodePagesTest {
    @TempDir
    Path folder;

    private ShowHouse house;
    private WebServer server;
    private Visitor browser;
    private Visitor program;

    private void open(ShowHouse opened) throws Exception {
        house = opened;
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

    @Test
    void each_attempt_says_which_node_made_it_where_there_are_several() throws Exception {
        open(ShowHouse.crowded(folder));

        assertThat(browser.get("/deliveries/126").body()).contains("mail1", "from node mail1");
        assertThat(browser.get("/occurrences/7").body()).contains("fired by mail1");
        assertThat(Jsoup.parse(browser.get("/occurrences").body())
                        .select(".stage .here")
                        .text())
                .as("which node shows the page")
                .isEqualTo("mail1");
        assertThat(program.get("/api/v1/deliveries/126").body())
                .contains("\"node\":\"mail1\"", "\"firedBy\":\"mail1\"");
    }

    private Document page() throws Exception {
        HttpResponse<String> answer = browser.get("/nodes");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body(), browser.origin() + "/nodes");
    }

    private Element row(String node) throws Exception {
        return page().select("tbody tr").stream()
                .filter(each -> each.text().startsWith(node))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_node_by_itself_is_shown_plainly_and_asks_before_nothing_is_sent() throws Exception {
        open(ShowHouse.full(folder, Stage.LOG));

        assertThat(page().select("tbody tr")).hasSize(1);
        assertThat(page().text()).contains("a file of this node’s own");
        assertThat(row("mail1").text())
                .contains(
                        "mail1.example.com, process 4711",
                        "version 1.0",
                        "working",
                        "3f9c27d1",
                        "24 claimed, 3 sending")
                .contains("nothing is sent until this one is resumed");
        assertThat(row("mail1").select("details.ask form").attr("action")).isEqualTo("/nodes/mail1/drain");
    }

    @Test
    void among_several_each_says_how_it_is_and_one_that_is_gone_that_what_it_had_was_taken_over() throws Exception {
        open(ShowHouse.crowded(folder));

        assertThat(row("mail1").select("details.ask")).isEmpty();
        assertThat(row("mail2").text()).contains("working", "behind with digest, standup, team-news and 1 more");
        assertThat(row("mail3").text()).contains("drained", "takes nothing until it is resumed");
        assertThat(row("mail3").select("button").text()).isEqualTo("Resume");
        assertThat(row("mail4").text()).contains("gone", "not heard of for 1 h", "what it had was taken over");
        assertThat(row("mail4").select("button")).isEmpty();
        assertThat(page().select(".trouble").text())
                .contains("Nodes run different revisions of the workspace", "77ab0c1d on mail2");
        assertThat(browser.get("/").body())
                .contains("Nodes run different revisions")
                .contains("A node is gone: mail4 (not heard of for 1 h 4 min).")
                .contains("A node is drained: mail3 (for 3 h 10 min).");
    }

    @Test
    void a_person_has_a_node_drained_and_resumed() throws Exception {
        open(ShowHouse.crowded(folder));

        assertThat(browser.submit("/nodes/mail2/drain", "").statusCode()).isEqualTo(303);
        assertThat(browser.submit("/nodes/mail3/resume", "").statusCode()).isEqualTo(303);

        assertThat(house.ledger.decided).contains("drain mail2", "resume mail3");
    }

    @Test
    void programs_are_told_all_of_it_and_may_decide_too() throws Exception {
        open(ShowHouse.crowded(folder));

        JsonNode list = Json.MAPPER.readTree(program.get("/api/v1/nodes").body());
        assertThat(list.path("shared").asBoolean()).isTrue();
        JsonNode first = list.path("nodes").get(0);
        assertThat(first.path("id").asString()).isEqualTo("mail1");
        assertThat(first.path("here").asBoolean()).isTrue();
        assertThat(first.path("state").asString()).isEqualTo("working");
        assertThat(list.path("nodes").get(1).path("duties").get(0).asString()).isEqualTo("limits of main");

        assertThat(program.post("/api/v1/nodes/mail2/drain", "").statusCode()).isEqualTo(202);
        assertThat(program.post("/api/v1/nodes/mail2/resume", "").statusCode()).isEqualTo(202);
        assertThat(program.post("/api/v1/nodes/nobody/drain", "").statusCode()).isEqualTo(404);
    }

    /// It hears of it when it next tells how it is doing.
    @Test
    void a_node_that_is_drained_lives_and_is_not_ready() throws Exception {
        open(ShowHouse.crowded(folder));
        assertThat(program.post("/api/v1/nodes/mail1/drain", "").statusCode()).isEqualTo(202);

        await().atMost(20, SECONDS)
                .until(() -> program.get("/health/ready").statusCode() == 503);
        assertThat(program.get("/health/ready").body()).isEqualTo("drained\n");
        assertThat(program.get("/health/live").statusCode()).isEqualTo(200);

        program.post("/api/v1/nodes/mail1/resume", "");
        await().atMost(20, SECONDS)
                .until(() -> program.get("/health/ready").statusCode() == 200);
    }

    @Test
    void a_node_that_differs_from_others_is_ready_all_the_same_and_says_so() throws Exception {
        open(ShowHouse.crowded(folder));

        HttpResponse<String> ready = program.get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("other nodes run another revision");
    }
}
