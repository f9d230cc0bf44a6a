package dev.tidings.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.compose.Leaver;
import dev.tidings.mail.Address;
import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Stage;
import dev.tidings.server.show.ShowHouse;
import dev.tidings.server.show.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeavePagesTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String LINK = link(Optional.of("weekly-report"));

    @TempDir
    static Path folder;

    static ShowHouse house;
    static WebServer server;
    static Visitor reader;

    @BeforeAll
    static void open() throws Exception {
        house = ShowHouse.full(folder, Stage.LOG);
        server = WebServer.start(house.house(), new Listen("127.0.0.1", 0));
        reader = Visitor.stranger(server.port());
    }

    @AfterAll
    static void close() {
        reader.close();
        server.close();
        house.close();
    }

    @BeforeEach
    void forget() {
        house.ledger.decided.clear();
    }

    private static String link(Optional<String> notification) {
        return ShowHouse.LINKS
                .link(new Leaver(Address.parse("ann@example.com"), notification))
                .getPath();
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return reader.send(reader.request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    @Test
    void one_click_suppresses_without_a_cookie_a_sign_in_or_a_redirect() throws Exception {
        HttpResponse<String> answer = post(LINK, FORM, "List-Unsubscribe=One-Click");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(house.ledger.decided).containsExactly("suppress ann@example.com of weekly-report: unsubscribed");
        assertThat(post(LINK, FORM, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(200);
    }

    @Test
    void one_click_may_be_posted_in_parts() throws Exception {
        String parts =
                "--x7\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x7--\r\n";

        assertThat(post(LINK, "multipart/form-data; boundary=x7", parts).statusCode())
                .isEqualTo(200);
        assertThat(house.ledger.decided).hasSize(1);
    }

    @Test
    void looking_at_a_link_changes_nothing() throws Exception {
        HttpResponse<String> page = reader.get(LINK);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Unsubscribe from", "Unsubscribe from all mail from", "a***@example.com")
                .doesNotContain("ann@example.com", "<script");
        reader.send(reader.request(LINK).method("HEAD", BodyPublishers.noBody()));
        reader.send(reader.request(LINK).method("PUT", BodyPublishers.ofString("List-Unsubscribe=One-Click")));
        assertThat(reader.get(LINK + "?List-Unsubscribe=One-Click").statusCode())
                .isEqualTo(200);
        assertThat(house.ledger.decided).isEmpty();
    }

    @Test
    void the_pages_buttons_leave_this_one_or_all() throws Exception {
        assertThat(post(LINK, FORM, "List-Unsubscribe=One-Click&from=this").body())
                .contains("You are unsubscribed from “");
        assertThat(post(LINK, FORM, "List-Unsubscribe=One-Click&from=all").body())
                .contains("You are unsubscribed from all mail from");
        assertThat(house.ledger.decided)
                .containsExactly(
                        "suppress ann@example.com of weekly-report: unsubscribed",
                        "suppress ann@example.com of all: unsubscribed");
    }

    @Test
    void a_link_to_all_mail_offers_only_that() throws Exception {
        assertThat(reader.get(link(Optional.empty())).body()).containsOnlyOnce("<button");
        post(link(Optional.empty()), FORM, "List-Unsubscribe=One-Click");
        assertThat(house.ledger.decided).containsExactly("suppress ann@example.com of all: unsubscribed");
    }

    @ParameterizedTest
    @CsvSource({
        "zh-TW;q=0.9,'<html lang=\"zh-CN\">',退订",
        "de-AT,'<html lang=\"de\">',abmelden",
        "'fr, en;q=0.5','<html lang=\"en\">',Unsubscribe",
        "';;;q=x','<html lang=\"en\">',Unsubscribe"
    })
    void the_page_speaks_the_readers_language(String asked, String tag, String word) throws Exception {
        String body = reader.send(reader.request(LINK).header("Accept-Language", asked))
                .body();

        assertThat(body).contains(tag, word);
    }

    @Test
    void the_language_that_the_link_names_comes_first() throws Exception {
        assertThat(reader.send(reader.request(LINK + "?lang=zh-CN").header("Accept-Language", "en"))
                        .body())
                .contains("退订");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "List-Unsubscribe=Two-Clicks", "One-Click", "list-unsubscribe=One-Click", "%zz=%zz"})
    void what_does_not_say_so_changes_nothing(String body) throws Exception {
        assertThat(post(LINK, FORM, body).statusCode()).isEqualTo(400);
        assertThat(house.ledger.decided).isEmpty();
    }

    @Test
    void a_long_body_changes_nothing() throws Exception {
        assertThat(post(LINK, FORM, "List-Unsubscribe=One-Click&x=" + "y".repeat(5000))
                        .statusCode())
                .isEqualTo(413);
        assertThat(house.ledger.decided).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/unsubscribe/AAAA", "/unsubscribe/x"})
    void a_forged_link_is_nothing(String path) throws Exception {
        assertThat(post(path, FORM, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(404);
        assertThat(post(LINK.substring(0, LINK.length() - 1), FORM, "List-Unsubscribe=One-Click")
                        .statusCode())
                .isEqualTo(404);
        assertThat(reader.get(path).body()).contains("This link does not work");
        assertThat(house.ledger.decided).isEmpty();
    }

    @Test
    void a_link_is_reached_by_any_name_and_nothing_else_is() throws Exception {
        Raw raw = new Raw(server.port());

        assertThat(raw.get(LINK, "mail.example.com")).startsWith("HTTP/1.1 200");
        for (String path : new String[] {
            "/",
            "/api/v1/suppressions",
            "/suppressions",
            "/health/ready",
            "/unsubscribe/",
            "/unsubscribe/a/b",
            LINK + "/..",
            LINK + "/../../api/v1/status",
            "/unsubscribe/..%2Fapi/v1/status",
            "//unsubscribe/a"
        }) {
            assertThat(raw.get(path, "mail.example.com")).as(path).containsPattern("^HTTP/1.1 (421|400)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/unsubscribe/", "/unsubscribe/a/b", "/unsubscribe/a%2Fb", "/Unsubscribe/abc", "/suppressions"})
    void what_is_no_link_needs_the_token(String path) throws Exception {
        assertThat(reader.get(path).statusCode()).isEqualTo(401);
        assertThat(post(path, FORM, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(401);
    }

    @Test
    void a_page_carries_its_style_along_and_lets_nothing_else_in() throws Exception {
        HttpResponse<String> page = reader.get(LINK);

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "style-src 'sha256-", "form-action 'self'");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void nothing_is_promised_while_the_store_cannot_be_written(@TempDir Path other) throws Exception {
        try (ShowHouse failing = ShowHouse.empty(other);
                WebServer door = WebServer.start(failing.house(), new Listen("127.0.0.1", 0));
                Visitor late = Visitor.stranger(door.port())) {
            failing.failStore("the disk is full");

            HttpResponse<String> answer = late.send(late.request(LINK)
                    .header("Content-Type", FORM)
                    .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain");
            assertThat(failing.ledger.decided).isEmpty();
        }
    }

    @Test
    void a_client_that_asks_too_often_waits_and_others_do_not() throws Exception {
        String busy = "203.0.113.9, 198.51.100.7";
        for (int i = 0; i < 500; i++) {
            askedFor(busy);
        }
        assertThat(askedFor(busy)).isEqualTo(429);
        assertThat(askedFor("198.51.100.7, 203.0.113.9")).isEqualTo(404);
        assertThat(reader.get(LINK).statusCode()).isEqualTo(200);
    }

    private static int askedFor(String clients) throws Exception {
        return reader.send(reader.request("/unsubscribe/x").header("X-Forwarded-For", clients))
                .statusCode();
    }
}
