package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.tidings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidings.server.Discovery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What commands ask of a running server, and what they make of its answers.
class ServerDeskTest {
    private static final String NOBODY = """
            {"of":"eve@example.com","kind":"address","summary":"No mail to this address was ever due.",
            "mails":[],"without":[]}
            """;

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TempDir
    Path workspace;

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private int code = 200;
    private String answer = "{}";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Discovery.here(url(), "s3cret").write(workspace);
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void a_notification_is_fired_for_one_address() {
        code = 202;
        answer = "{\"occurrence\":7,\"trace\":\"" + TRACE + "\"}";

        Typed typed = ask("run", "weekly-report", "--to", "ann@example.com");

        assertThat(asked)
                .containsExactly(
                        "POST /api/v1/notifications/weekly-report/occurrences Bearer s3cret {\"to\":\"ann@example.com\"}");
        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("Fired weekly-report for ann@example.com alone: occurrence 7");
    }

    @Test
    void a_store_that_cannot_be_written_is_told_and_nothing_waits() {
        code = 503;
        answer = "{\"error\":\"The store cannot be written: disk is full.\",\"mend\":\"Nothing was done.\"}";

        Typed typed = ask("retry", "17");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err())
                .contains("The store cannot be written: disk is full.")
                .contains("Nothing was done.");
    }

    @Test
    void what_is_no_address_is_not_asked_for() {
        Typed typed = ask("run", "weekly-report", "--to", "ann(at)example.com");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err())
                .contains("\"ann(at)example.com\" is not an address")
                .contains("Write --to");
        assertThat(asked).isEmpty();
    }

    @Test
    void deliveries_are_retried_and_skipped() {
        answer = "{\"changed\":2}";

        assertThat(ask("retry", "17", "18").out()).contains("2 mails sent once more");
        assertThat(ask("retry", "--occurrence", "4", "--json").out()).contains("\"count\" : 2");
        assertThat(ask("skip", "17", "18").out()).contains("2 mails skipped");
        assertThat(asked)
                .containsExactly(
                        "POST /api/v1/deliveries/retry Bearer s3cret {\"ids\":[17,18]}",
                        "POST /api/v1/occurrences/4/retry Bearer s3cret {}",
                        "POST /api/v1/deliveries/skip Bearer s3cret {\"ids\":[17,18]}");
    }

    @Test
    void what_changes_nothing_is_told() {
        answer = "{\"changed\":0}";

        assertThat(ask("retry", "17").exit()).isEqualTo(3);
        assertThat(ask("skip", "17").err()).contains("none of these waits, failed or is held");
    }

    @Test
    void either_deliveries_or_an_occurrence_is_retried() {
        assertThat(ask("retry").exit()).isEqualTo(2);
        assertThat(ask("retry", "1", "--occurrence", "4").exit()).isEqualTo(2);
        assertThat(ask("skip").exit()).isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    @Test
    void failures_are_listed_with_what_can_be_done() {
        answer = """
                {"failures":[{"id":17,"occurrence":4,"notification":"weekly-report","trace":"%s","key":"5",
                "address":"dee(at)example.com","name":"","state":"failed","why":"address: an @ is missing","stage":"log",
                "attempts":0,"road":"main","due":"2026-11-23T01:00:00Z","next":null,"expires":"2026-11-24T01:00:00Z",
                "settledAt":"2026-11-23T01:00:01Z","possibleDuplicate":false}],"before":null}
                """.formatted(TRACE);

        assertThat(ask("failures", "-n", "10").out())
                .contains(
                        "  17  failed  weekly-report  2026-11-23T01:00:01Z  dee(at)example.com  address: an @ is missing")
                .contains("tidings retry ID");
        assertThat(asked).containsExactly("GET /api/v1/failures?most=10 Bearer s3cret ");
    }

    @Test
    void no_failures_are_good_news() {
        answer = "{\"failures\":[],\"before\":null}";

        assertThat(ask("failures").out()).isEqualToIgnoringNewLines("Nothing failed and nothing is held.");
        assertThat(ask("failures", "-n", "0").exit()).isEqualTo(2);
    }

    @Test
    void somebody_nobody_knows_is_no_such_thing() {
        answer = NOBODY;

        Typed typed = ask("explain", "eve+x@example.com");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("No mail to this address was ever due.");
        assertThat(asked).containsExactly("GET /api/v1/explain?of=eve%2Bx%40example.com Bearer s3cret ");
    }

    @Test
    void json_of_somebody_unknown_is_a_document_and_ends_as_words_do() {
        answer = NOBODY;

        Typed typed = ask("explain", "--json", "eve+x@example.com");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.out()).startsWith("{").contains("\"mails\" : [ ]");
    }

    @Test
    void the_servers_own_words_are_passed_on() {
        code = 404;
        answer = "{\"error\":\"There is no notification x.\",\"mend\":\"Look at the list of what there is.\"}";

        Typed typed = ask("run", "x");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err())
                .isEqualToNormalizingNewlines(
                        "tidings: There is no notification x.\n    Look at the list of what there is.\n");
    }

    @Test
    void a_token_that_is_not_taken_is_told_without_being_shown() {
        code = 401;

        Typed typed = ask("status");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err()).contains("does not take our token").doesNotContain("s3cret");
    }

    @Test
    void an_answer_that_nobody_understands_is_not_shown_as_a_stack_trace() {
        answer = "<html>";
        assertThat(ask("status").exit()).isEqualTo(4);
        code = 500;
        assertThat(ask("status").err()).contains("the server answered 500").doesNotContain("\tat ");
    }

    @Test
    void a_server_that_does_not_answer_is_told() {
        server.stop(0);

        Typed typed = ask("status");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err())
                .contains("does not answer")
                .contains("Process " + ProcessHandle.current().pid());
    }

    @Test
    void a_second_server_for_the_same_workspace_is_refused() {
        Typed typed = ask("serve");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err()).contains("a server runs this workspace already").contains("tidings status");
    }

    private Typed ask(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-w", workspace.toString()));
        return tidings(all.toArray(String[]::new));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        byte[] octets = answer.getBytes(UTF_8);
        exchange.sendResponseHeaders(code, octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }
}
