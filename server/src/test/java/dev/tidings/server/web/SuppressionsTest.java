package dev.tidings.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Stage;
import dev.tidings.server.answer.Json;
import dev.tidings.server.show.ShowHouse;
import dev.tidings.server.show.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Whom not to mail, in the API and in the console.
class SuppressionsTest {
    private static final String API = "/api/v1/suppressions";

    @TempDir
    static Path folder;

    static ShowHouse house;
    static WebServer server;
    static Visitor program;
    static Visitor browser;

    @BeforeAll
    static void open() throws Exception {
        house = ShowHouse.full(folder, Stage.LOG);
        server = WebServer.start(house.house(), new Listen("127.0.0.1", 0), house.live, List.of());
        program = Visitor.program(server.port());
        browser = Visitor.browser(server.port());
    }

    @AfterAll
    static void close() {
        program.close();
        browser.close();
        server.close();
        house.close();
    }

    @BeforeEach
    void forget() {
        house.ledger.decided.clear();
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.MAPPER.readTree(answer.body());
    }

    private static long idOf(String address) {
        return house.history
                .suppressions(address, Which.HOLDING, Page.first(1))
                .getFirst()
                .id();
    }

    @Test
    void an_address_is_suppressed_shown_and_lifted() throws Exception {
        String body =
                "{\"address\": \"Zoe@example.com\", \"notification\": \"weekly-report\", \"note\": \"by phone\", \"by\": \"anna\"}";
        assertThat(json(program.post(API, body), 201).get("added").asInt()).isEqualTo(1);
        assertThat(json(program.post(API, body), 200).get("added").asInt()).isZero();

        JsonNode shown =
                json(program.get(API + "?of=zoe"), 200).get("suppressions").get(0);
        assertThat(shown.get("address").asString()).isEqualTo("Zoe@example.com");
        assertThat(shown.get("reason").asString()).isEqualTo("manual");
        assertThat(shown.get("by").asString()).isEqualTo("anna");
        assertThat(shown.get("why").asString()).isEqualTo("suppressed by hand on 2026-11-23: by phone");

        String one = API + "/" + shown.get("id").asLong() + "?by=ben&note=back";
        assertThat(program.send(program.request(one).DELETE()).statusCode()).isEqualTo(200);
        assertThat(program.send(program.request(one).DELETE()).statusCode()).isEqualTo(404);
        assertThat(json(program.get(API + "?of=zoe"), 200).get("suppressions")).isEmpty();
        JsonNode lifted = json(program.get(API + "?of=zoe&which=ever"), 200)
                .get("suppressions")
                .get(0);
        assertThat(lifted.get("lifted").get("by").asString()).isEqualTo("ben");
        assertThat(lifted.get("holds").asBoolean()).isFalse();
    }

    @Test
    void what_cannot_be_meant_is_refused() throws Exception {
        assertThat(program.post(API, "{\"address\": \"nobody\"}").statusCode()).isEqualTo(400);
        assertThat(program.post(API, "{\"address\": \"a@b.example\", \"reason\": \"tired\"}")
                        .body())
                .contains("not one of unsubscribed");
        assertThat(program.post(API, "{\"address\": \"a@b.example\", \"notification\": \"nope\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(program.post(API, "{\"address\": \"a@b.example\", \"colour\": \"red\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(program.post(API, "{\"address\": \"a@b.example\", \"expires\": \"2020-01-01T00:00:00Z\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(program.get(API + "?which=some").statusCode()).isEqualTo(400);
        assertThat(house.ledger.decided).isEmpty();
    }

    @Test
    void whom_of_many_not_to_mail_is_asked_at_once() throws Exception {
        program.post(API, "{\"address\": \"yan@example.com\", \"reason\": \"bounced\"}");

        JsonNode barred = json(
                program.post(
                        API + "/among",
                        "{\"notification\": \"weekly-report\", \"addresses\": [\"Yan@example.com\", \"x@example.com\"]}"),
                200);

        assertThat(barred.get("suppressions").propertyNames()).containsExactly("yan@example.com");
        assertThat(program.post(API + "/among", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void a_list_larger_than_any_other_request_is_read_and_written() throws Exception {
        StringBuilder csv = new StringBuilder("address,reason\n");
        for (int each = 0; each < 20_000; each++) {
            csv.append("import").append(each).append("@example.com,bounced\n");
        }
        csv.append("broken,bounced\n");

        JsonNode imported = json(
                program.send(program.request(API + "/import?by=anna")
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString(csv.toString()))),
                200);

        assertThat(imported.get("added").asInt()).isEqualTo(20_000);
        assertThat(imported.get("problems").get(0).asString()).startsWith("line 20002: ");
        HttpResponse<String> export = program.get(API + "/export");
        assertThat(export.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(export.body()).contains("import19999@example.com,,bounced,2026-11-23T01:04:30Z,,import,anna,");
    }

    @Test
    void a_person_suppresses_finds_and_lifts_in_the_console() throws Exception {
        HttpResponse<String> done = browser.submit(
                "/suppressions", "address=%3Cscript%3E%40example.com&notification=&reason=manual&days=30&note=%3Cb%3E");
        assertThat(done.statusCode()).isEqualTo(400);
        done = browser.submit("/suppressions", "address=wu@example.com&reason=complained&days=30&note=%3Cb%3Ehi");

        assertThat(done.headers().firstValue("Location")).contains("/suppressions?said=suppressed-1");
        assertThat(house.ledger.decided).containsExactly("suppress wu@example.com of all: complained");
        assertThat(browser.get("/suppressions?of=wu").body())
                .contains("wu@example.com", "complained", "&lt;b&gt;hi", "Lift…")
                .doesNotContain("<b>hi");
        browser.submit("/suppressions/lift", "id=" + idOf("wu@") + "&note=back");
        assertThat(browser.get("/suppressions?of=wu").body()).contains("No address that begins with “wu”");
        assertThat(browser.get("/suppressions?of=wu&which=ever").body()).contains("lifted", "back");
    }

    @Test
    void a_list_is_handed_in_by_a_form_with_its_key_and_what_could_not_be_read_is_told() throws Exception {
        String file = "address,reason\nvera@example.com,bounced\nbroken,bounced\n";

        HttpResponse<String> page = upload(browser.formKey(), file);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("1 of 2", "line 3: an @ is missing");
        assertThat(upload("wrong", file).statusCode()).isEqualTo(403);
        assertThat(browser.get("/suppressions/export").body())
                .contains("vera@example.com,,bounced", "import my list.csv");
    }

    private static HttpResponse<String> upload(String key, String file) throws Exception {
        String body = """
                --x7\r
                Content-Disposition: form-data; name="form"\r
                \r
                %s\r
                --x7\r
                Content-Disposition: form-data; name="file"; filename="my list.csv"\r
                Content-Type: text/csv\r
                \r
                %s\r
                --x7--\r
                """.formatted(key, file);
        return browser.send(browser.request("/suppressions/import")
                .header("Content-Type", "multipart/form-data; boundary=x7")
                .header("Origin", browser.origin())
                .POST(BodyPublishers.ofString(body)));
    }
}
