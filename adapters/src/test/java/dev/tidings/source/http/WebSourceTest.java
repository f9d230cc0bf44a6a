package dev.tidings.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidings.audience.Parameters;
import dev.tidings.audience.Row;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.contracts.SourceContract;
import dev.tidings.notification.Secret;
import dev.tidings.notification.SourceSpec.Limits;
import dev.tidings.notification.SourceSpec.Web;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WebSourceTest extends SourceContract {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private List<Row> people = List.of();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    protected Source holding(List<Row> people, Limits limits) {
        this.people = people;
        return source(limits);
    }

    @Override
    protected String everyone() {
        return "people";
    }

    @Override
    protected Optional<String> amongIds() {
        return Optional.of("people?id=:id");
    }

    @Override
    protected Optional<String> byName() {
        return Optional.of("people?name=:name");
    }

    @Override
    protected String unanswerable() {
        return "nowhere";
    }

    @Test
    void rows_are_found_where_the_pointer_says_and_headers_are_sent() throws Exception {
        try (Source source = holding(people(2), ROOMY)) {
            assertThat(ids(source, "nested#/data/items", NONE)).containsExactly("1", "2");
            assertThat(asked.getLast()).isEqualTo("GET /v1/nested Bearer t0ken");
        }
    }

    @Test
    void an_instant_is_written_as_iso_8601() throws Exception {
        try (Source source = holding(people(1), ROOMY)) {
            ids(source, "people?since=:from", new Parameters(Map.of("from", Instant.parse("2026-11-23T01:00:00Z"))));
            assertThat(asked.getLast()).contains("since=2026-11-23T01%3A00%3A00Z");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../admin",
                "x/../../admin",
                "//evil.example/x",
                "http://evil.example/x",
                "x\\..\\..\\admin",
                "https://127.0.0.1/",
                "./../../x",
                ":p/x",
                "file:///etc/passwd"
            })
    void a_query_does_not_leave_the_address(String text) {
        try (Source source = holding(people(1), ROOMY)) {
            assertThatThrownBy(() -> source.rows(query(text), NONE.with("p", "..")))
                    .isInstanceOf(SourceFailure.class);
            assertThat(asked).allSatisfy(each -> assertThat(each).startsWith("GET /v1/"));
        }
    }

    @Test
    void a_redirect_is_followed_on_its_own_host_only() throws Exception {
        try (Source source = holding(people(1), ROOMY)) {
            assertThat(ids(source, "moved?to=/v1/people", NONE)).containsExactly("1");
            assertThatThrownBy(() -> ids(source, "moved?to=http://localhost.example:1/x", NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("followed on its own host only");
            assertThatThrownBy(() -> ids(source, "moved?to=http://127.0.0.1:1/latest/meta-data", NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("followed on its own host only");
            assertThatThrownBy(() -> ids(source, "circle", NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("redirects more than 3 times");
        }
    }

    @Test
    void an_answer_that_is_no_list_is_told() {
        try (Source source = holding(people(1), ROOMY)) {
            assertThatThrownBy(() -> ids(source, "nested", NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("say after #");
            assertThatThrownBy(() -> ids(source, "html", NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("the answer:1:");
            assertThatThrownBy(() -> ids(source, "broken", NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("source \"people\"");
        }
    }

    @Test
    void no_secret_is_in_any_failure() {
        try (Source source = holding(people(1), ROOMY)) {
            for (String text : List.of("nowhere", "html", "circle", "moved?to=http://x.example/")) {
                assertThatThrownBy(() -> ids(source, text, NONE))
                        .satisfies(failure -> assertThat(failure.getMessage() + failure.getCause())
                                .doesNotContain("t0ken"));
            }
        }
    }

    @Test
    void a_server_that_says_nothing_or_stops_talking_is_left() {
        Limits hasty = new Limits(Duration.ofMillis(300), 1_000);
        try (Source source = holding(people(1), hasty)) {
            assertThatThrownBy(() -> ids(source, "silent", NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("300 ms");
            assertThatThrownBy(() -> ids(source, "stalled", NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("did not answer within 300 ms");
        }
    }

    @Test
    void an_answer_that_never_ends_is_cut_off() {
        people = people(1);
        try (Source source = new WebSource(web(ROOMY), 100_000)) {
            assertThatThrownBy(() -> ids(source, "endless", NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("has more than 100,000 bytes");
        }
    }

    @Test
    void a_server_that_is_not_there_is_named() {
        try (Source source = new WebSource(new Web("people", URI.create("http://127.0.0.1:1/v1"), Map.of(), ROOMY))) {
            assertThatThrownBy(() -> source.rows(query("people"), NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("does not answer at http://127.0.0.1:1/v1/people");
        }
    }

    private Source source(Limits limits) {
        return new WebSource(web(limits));
    }

    private Web web(Limits limits) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
        return new Web("people", base, Map.of("Authorization", new Secret("Bearer t0ken")), limits);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        asked.add("%s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("Authorization")));
        switch (exchange.getRequestURI().getPath()) {
            case "/v1/people" -> send(exchange, 200, json(asked(query)));
            case "/v1/nested" ->
                send(exchange, 200, "{\"page\":1,\"data\":{\"items\":" + json(people) + "},\"next\":null}");
            case "/v1/html" -> send(exchange, 200, "<html>");
            case "/v1/broken" -> broken(exchange);
            case "/v1/moved" -> moved(exchange, query.substring("to=".length()));
            case "/v1/circle" -> moved(exchange, "/v1/circle");
            case "/v1/silent" -> await();
            case "/v1/stalled" -> stalled(exchange);
            case "/v1/endless" -> endless(exchange);
            default -> send(exchange, 404, "{\"error\":\"no\"}");
        }
    }

    private List<Row> asked(String query) {
        String value = URLDecoder.decode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8);
        if (query.startsWith("id="))
            return people.stream()
                    .filter(row ->
                            List.of(value.split(",")).contains(row.text("id").orElseThrow()))
                    .toList();
        if (query.startsWith("name="))
            return people.stream()
                    .filter(row -> row.text("name").orElseThrow().equals(value))
                    .toList();
        return people;
    }

    private static String json(List<Row> rows) {
        return new JsonMapper()
                .writeValueAsString(rows.stream().map(Row::columns).toList());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(octets);
        }
    }

    private static void moved(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void broken(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write("[{\"id\":1},".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private void stalled(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("[{\"id\":1},".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        await();
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write('[');
            while (true) out.write("{\"id\":1},".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
