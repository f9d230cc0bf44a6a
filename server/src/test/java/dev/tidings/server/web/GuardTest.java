package dev.tidings.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Stage;
import dev.tidings.server.show.ShowHouse;
import dev.tidings.server.show.Visitor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    @TempDir
    static Path folder;

    static ShowHouse house;
    static WebServer server;

    @BeforeAll
    static void open() throws Exception {
        house = ShowHouse.full(folder, Stage.LOG);
        Extra metrics = new Extra("/metrics", context -> context.result("mails 3"));
        server = WebServer.start(house.house(), new Listen("127.0.0.1", 0), house.live, List.of(metrics));
    }

    @AfterAll
    static void close() {
        server.close();
        house.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/notifications", "/mailbox/1/html", "/api/v1/status", "/api/v1/events", "/nowhere"})
    void a_stranger_is_told_nothing(String path) throws Exception {
        try (Visitor stranger = Visitor.stranger(server.port())) {
            HttpResponse<String> answer = stranger.get(path);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("Who are you?").doesNotContain("weekly", folder.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "a-token-of-some-length-471", "a-token-of-some-length-4711x"})
    void a_wrong_token_opens_nothing(String token) throws Exception {
        try (Visitor stranger = Visitor.stranger(server.port())) {
            assertThat(stranger.get("/?token=" + token).statusCode()).isEqualTo(401);
            assertThat(stranger.send(stranger.request("/api/v1/status").header("Authorization", "Bearer " + token))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(stranger.send(stranger.request("/")
                                    .header("Cookie", "tidings-%d=%s".formatted(server.port(), token)))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void the_first_visit_gives_a_cookie_and_takes_the_token_out_of_the_address() throws Exception {
        try (Visitor visitor = Visitor.stranger(server.port())) {
            HttpResponse<String> welcome = visitor.get("/occurrences?standing=missed&token=" + ShowHouse.TOKEN);

            assertThat(welcome.statusCode()).isEqualTo(303);
            assertThat(welcome.headers().firstValue("Location")).contains("/occurrences?standing=missed");
            assertThat(welcome.headers().firstValue("Set-Cookie").orElseThrow())
                    .contains("HttpOnly", "SameSite=Strict", "Path=/")
                    .doesNotContain(ShowHouse.TOKEN);
        }
    }

    @Test
    void houses_on_other_ports_of_this_machine_have_cookies_of_their_own() throws Exception {
        String here = setCookie("127.0.0.1:8025");
        String tunnelled = setCookie("127.0.0.1:9000");

        assertThat(here).startsWith("tidings-8025=");
        assertThat(tunnelled).startsWith("tidings-9000=");
        assertThat(raw("GET / HTTP/1.1\r\nHost: 127.0.0.1:9000\r\nCookie: %s\r\nConnection: close\r\n\r\n"
                        .formatted(here)))
                .startsWith("HTTP/1.1 401");
        assertThat(raw("GET / HTTP/1.1\r\nHost: 127.0.0.1:9000\r\nCookie: %s; %s\r\nConnection: close\r\n\r\n"
                        .formatted(here, tunnelled)))
                .startsWith("HTTP/1.1 200");
    }

    private static String setCookie(String host) throws IOException {
        String welcome = raw(
                "GET /?token=%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(ShowHouse.TOKEN, host));
        return welcome.lines()
                .filter(line -> line.startsWith("Set-Cookie: "))
                .map(line -> line.substring("Set-Cookie: ".length(), line.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_welcome_leads_to_no_other_house() throws Exception {
        String answer = raw("GET //evil.example/?token=%s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                .formatted(ShowHouse.TOKEN));

        assertThat(answer).doesNotContain("Location: //").doesNotContain("Location: http://evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", ""})
    void a_name_that_is_not_ours_is_turned_away(String host) throws Exception {
        String answer =
                raw("GET /health/live HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                        .formatted(host, ShowHouse.TOKEN));

        assertThat(answer).matches("(?s)HTTP/1.1 4(21|00).*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:9000", "127.0.0.1:8025", "[::1]:8025"})
    void our_names_are_known_through_a_tunnel_too(String host) throws Exception {
        assertThat(raw("GET /health/live HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host)))
                .startsWith("HTTP/1.1 200");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port());
                OutputStream out = socket.getOutputStream();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return String.join("\n", in.readAllLines());
        }
    }

    @Test
    void a_cookie_alone_changes_nothing() throws Exception {
        try (Visitor browser = Visitor.browser(server.port())) {
            int before = house.ledger.decided.size();
            List<HttpResponse<String>> answers = List.of(
                    browser.post("/api/v1/occurrences/6/retry", ""),
                    browser.send(browser.request("/occurrences/6/retry").POST(BodyPublishers.noBody())),
                    browser.send(browser.request("/occurrences/6/retry")
                            .header("X-Form-Key", browser.formKey())
                            .header("Origin", "http://evil.example")
                            .POST(BodyPublishers.noBody())),
                    browser.send(browser.request("/occurrences/6/retry")
                            .header("X-Form-Key", browser.formKey())
                            .header("Origin", browser.origin().replace("http:", "https:"))
                            .POST(BodyPublishers.noBody())),
                    browser.send(browser.request("/occurrences/6/retry")
                            .header("X-Form-Key", browser.formKey())
                            .header("Origin", "null")
                            .POST(BodyPublishers.noBody())),
                    browser.send(browser.request("/occurrences/6/retry")
                            .header("X-Form-Key", browser.formKey())
                            .header("Sec-Fetch-Site", "cross-site")
                            .POST(BodyPublishers.noBody())));

            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(403);
            assertThat(house.ledger.decided).hasSize(before);
        }
    }

    @Test
    void a_form_of_ours_changes_something() throws Exception {
        try (Visitor browser = Visitor.browser(server.port())) {
            HttpResponse<String> answer = browser.submit("/occurrences/6/retry", "");

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(house.ledger.decided).contains("retry all of 6");
        }
    }

    @Test
    void the_stream_is_not_for_other_pages() throws Exception {
        try (Visitor browser = Visitor.browser(server.port())) {
            assertThat(browser.send(browser.request("/api/v1/events").header("Origin", "http://evil.example"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(browser.send(browser.request("/api/v1/events").header("Sec-Fetch-Site", "same-site"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void every_answer_is_hardened() throws Exception {
        try (Visitor browser = Visitor.browser(server.port())) {
            for (String path : List.of("/", "/nowhere", "/api/v1/status", "/health/live")) {
                var headers = browser.get(path).headers();
                assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                        .startsWith("default-src 'none'")
                        .doesNotContain("unsafe");
                assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
                assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
                assertThat(headers.firstValue("Cache-Control")).contains("no-store");
                assertThat(headers.firstValue("Server")).isEmpty();
            }
        }
    }

    @Test
    void a_large_body_is_refused() throws Exception {
        try (Visitor program = Visitor.program(server.port())) {
            String large = "{\"ids\":[" + "1,".repeat(200_000) + "1]}";

            assertThat(program.post("/api/v1/deliveries/retry", large).statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void another_room_adds_its_page_behind_the_same_door() throws Exception {
        try (Visitor program = Visitor.program(server.port())) {
            assertThat(program.get("/metrics").body()).isEqualTo("mails 3");
        }
    }

    @Test
    void health_needs_no_token_and_tells_when_the_store_fails() throws Exception {
        try (Visitor stranger = Visitor.stranger(server.port());
                ShowHouse other = ShowHouse.empty(folder.resolve("other"));
                WebServer door = WebServer.start(other.house(), new Listen("127.0.0.1", 0));
                Visitor visitor = Visitor.stranger(door.port())) {
            assertThat(stranger.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(visitor.get("/health/ready").statusCode()).isEqualTo(200);
            other.failStore("disk full: " + folder);
            assertThat(visitor.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(visitor.get("/health/ready").body()).doesNotContain(folder.toString());
        }
    }

    @Test
    void a_house_whose_settings_cannot_be_read_any_more_is_not_ready() throws Exception {
        try (ShowHouse other = ShowHouse.empty(folder.resolve("broken"));
                WebServer door = WebServer.start(other.house(), new Listen("127.0.0.1", 0));
                Visitor visitor = Visitor.stranger(door.port())) {
            other.breakSettings();

            assertThat(visitor.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(visitor.get("/health/ready").body()).contains("a restart would fail");
        }
    }

    @Test
    void a_port_that_is_taken_is_told_in_a_sentence() {
        assertThatThrownBy(() -> WebServer.start(house.house(), new Listen("127.0.0.1", server.port())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Port " + server.port() + " of 127.0.0.1 is taken")
                .hasMessageContaining("tidings.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
    void hosts_that_others_can_reach_are_refused_while_there_is_no_sign_in(String host) {
        assertThatThrownBy(() -> WebServer.start(house.house(), new Listen(host, 0)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no sign-in yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/returned/%00", "/nodes/%ff", "/api/v1/nodes/%ff/drain", "/%zz", "/api/v1/occurrences/%00", "/unsubscribe/%00"})
    void what_cannot_be_read_is_answered_in_our_words(String path) throws Exception {
        String answer = new Raw(server.port()).get(path, "127.0.0.1");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("This request cannot be read.", "X-Content-Type-Options: nosniff")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("<html", "\tat ");
        assertThat(answer.contains("text/plain")).as("where its path could be read").isEqualTo(path.equals("/nodes/%ff"));
    }
}
