package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.tidings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidings.server.Discovery;
import dev.tidings.server.answer.Json;
import dev.tidings.server.answer.RoadAnswer;
import dev.tidings.server.answer.RoadTested;
import dev.tidings.server.answer.TransportAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
    /// Path → what is answered there, where it is something else; nothing there is a 404.
    private final Map<String, String> elsewhere = new HashMap<>();
    /// What the first questions are answered, before all that.
    private final Deque<String> inTurn = new ArrayDeque<>();

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

    private static String nodes(String state, int sending, String... ids) {
        return Arrays.stream(ids)
                .map(id -> """
                        {"id":"%s","state":"%s","host":"m","pid":1,"since":"2026-11-23T01:00:00Z","silentMillis":9,
                        "revision":"3f9c27d13f9c27d1","sending":%d,"duties":[],"behind":[]}""".formatted(id, state, sending))
                .collect(Collectors.joining(",", "{\"nodes\":[", "],\"shared\":true}"));
    }

    @Test
    void a_node_is_meant_by_its_name_or_by_the_beginning_of_its_id() {
        elsewhere.put("/api/v1/nodes", nodes("working", 0, "mail2-3fa9c2d1", "mail20-77ab0c1d", "mail3-3fa90000"));
        code = 202;

        assertThat(ask("nodes", "--drain", "mail2").exit()).isZero();
        assertThat(ask("nodes", "--resume", "mail20-7").exit()).isZero();

        assertThat(asked)
                .filteredOn(each -> each.startsWith("POST"))
                .containsExactly(
                        "POST /api/v1/nodes/mail2-3fa9c2d1/drain Bearer s3cret {}",
                        "POST /api/v1/nodes/mail20-77ab0c1d/resume Bearer s3cret {}");
    }

    @Test
    void what_several_nodes_are_called_is_no_node_and_they_are_named() {
        elsewhere.put("/api/v1/nodes", nodes("working", 0, "mail2-3fa9c2d1", "mail2-77ab0c1d", "mail3-3fa90000"));

        Typed both = ask("nodes", "--drain", "mail2");
        assertThat(both.exit()).isEqualTo(1);
        assertThat(both.err()).contains("2 nodes: mail2-3fa9c2d1, mail2-77ab0c1d", "Write more of its id.");
        assertThat(ask("nodes", "--drain", "mail4").exit()).isEqualTo(3);
        assertThat(ask("nodes", "--wait").exit()).isEqualTo(2);
        assertThat(asked).noneMatch(each -> each.startsWith("POST"));
    }

    @Test
    void whoever_waits_returns_when_nothing_is_in_its_hands() {
        String working = nodes("working", 2, "mail2-3fa9c2d1");
        inTurn.addAll(List.of(working, working));
        elsewhere.put("/api/v1/nodes", nodes("drained", 0, "mail2-3fa9c2d1"));
        code = 202;

        assertThat(ask("nodes", "--drain", "mail2", "--wait").out()).contains("drained");

        assertThat(asked).filteredOn(each -> each.startsWith("GET")).hasSize(4);
    }

    @Test
    void a_notification_is_fired_for_one_address() {
        code = 202;
        answer = "{\"occurrence\":7,\"trace\":\"" + TRACE + "\",\"suppressed\":\"bounced on 2026-11-23\"}";

        Typed typed = ask("run", "weekly-report", "--to", "ann@example.com");

        assertThat(asked)
                .containsExactly(
                        "POST /api/v1/notifications/weekly-report/occurrences Bearer s3cret {\"to\":\"ann@example.com\"}");
        assertThat(typed.exit()).isZero();
        assertThat(typed.out())
                .contains("Fired weekly-report for ann@example.com alone: occurrence 7")
                .contains("IT IS LEFT OUT: ann@example.com is suppressed: bounced on 2026-11-23.")
                .contains("tidings explain ann@example.com");
    }

    @Test
    void a_run_of_a_stopped_notification_says_that_nothing_goes_out() {
        code = 202;
        answer = "{\"occurrence\":7,\"trace\":\"" + TRACE + "\",\"stopped\":\"bounces > 5%\"}";

        assertThat(ask("run", "weekly-report").out())
                .contains(
                        "NOTHING GOES OUT: weekly-report is stopped: bounces > 5%.",
                        "Let it go on: tidings go-on weekly-report");
    }

    @Test
    void a_notification_is_stopped_and_goes_on() {
        answer = "{\"notification\":\"weekly-report\",\"why\":\"wrong figures\",\"since\":\"2026-11-23T01:00:00Z\"}";

        assertThat(ask("stop", "weekly-report", "--why", "wrong figures").out())
                .contains("weekly-report is stopped: wrong figures.", "tidings go-on weekly-report");
        answer = "";
        code = 204;
        assertThat(ask("go-on", "weekly-report").out()).contains("weekly-report goes on.");

        assertThat(asked)
                .containsExactly(
                        "POST /api/v1/notifications/weekly-report/stop Bearer s3cret {\"why\":\"wrong figures ("
                                + System.getProperty("user.name") + ")\"}",
                        "POST /api/v1/notifications/weekly-report/go-on Bearer s3cret {}");
    }

    @Test
    void what_came_back_is_listed_with_why_and_what_was_done() {
        answer = """
                {"returned":[{"notice":{"id":2,"source":"imap","at":"2026-11-23T01:00:00Z","noted":"2026-11-23T01:00:01Z",
                "recipient":"gone@example.com","fate":"failed","reason":"userunknown","means":"Nobody has this address.",
                "advice":null,"aboutUs":false,"status":"5.1.1","code":550,"said":"no such user","judged":
                {"at":"2026-11-23T01:00:02Z","delivery":null,"attempt":null,"by":null,"done":"unmatched"}},
                "delivery":null}],"before":null,"zone":"UTC"}
                """;

        Typed typed = ask("returned", "--unmatched", "-n", "5");

        assertThat(asked).containsExactly("GET /api/v1/notices?which=unmatched&most=5 Bearer s3cret ");
        assertThat(typed.out())
                .contains(
                        "failed  gone@example.com  Mon 2026-11-23 01:00:00 UTC, by imap  (no mail that is known)",
                        "userunknown: 550 5.1.1 no such user — Nobody has this address.",
                        "      unmatched");
        assertThat(ask("returned", "--bounces", "--complaints").exit()).isEqualTo(2);
    }

    @Test
    void rates_are_told_with_what_is_about_us_first() {
        answer = """
                {"since":"2026-10-24T01:00:00Z","aboutUs":[{"reason":"blocked","means":"Not let in.","advice":"Ask them.",
                "count":3,"where":[{"transport":"main","domain":"gmail.com","count":3}]}],
                "notifications":[{"name":"weekly-report","handedOver":400,"bounced":3,"complained":0}],
                "transports":[],"domains":[]}
                """;

        assertThat(ask("returned", "--rates").out())
                .contains(
                        "ABOUT US: blocked, 3 mails. Not let in.",
                        "    Ask them.",
                        "    3 to gmail.com by main",
                        "weekly-report  3 bounced  0.75 %");
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

        assertThat(ask("retry", "17", "18").out()).contains("2 mails put back to be sent.");
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

        elsewhere.put("/api/v1/deliveries/17", delivery(17, "accepted", 1));
        elsewhere.put("/api/v1/deliveries/18", delivery(18, "failed", 0));
        elsewhere.put("/api/v1/deliveries/19", delivery(19, "bounced", 1));

        assertThat(ask("retry", "19").out())
                .contains("its address is suppressed since; lift that first: tidings lift ");
        assertThat(ask("retry", "9999").exit()).isEqualTo(3);
        assertThat(ask("retry", "9999").out()).contains("0 of 1 mail put back", "9999 is not known");
        assertThat(ask("skip", "17").out()).contains("17: is accepted; only what waits, failed or is held");
        assertThat(ask("skip", "17").exit()).isEqualTo(1);
        assertThat(ask("retry", "18").out())
                .contains("18: its row makes no recipient", "tidings run weekly-report --to ADDRESS");
    }

    @Test
    void what_changes_only_in_part_is_told() {
        answer = "{\"changed\":1}";
        elsewhere.put("/api/v1/deliveries/17", delivery(17, "waiting", 1));

        Typed typed = ask("retry", "17", "9999");

        assertThat(typed.exit()).isEqualTo(1);
        assertThat(typed.out())
                .contains("1 of 2 mails put back to be sent.", "9999 is not known")
                .doesNotContain("17:");
    }

    @Test
    void what_is_no_number_is_told() {
        assertThat(ask("retry", "abc").exit()).isEqualTo(2);
        assertThat(ask("retry", "abc").err()).contains("\"abc\" is not a delivery's number", "tidings failures");
        assertThat(ask("skip", "1e3").exit()).isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_road_is_opened_again() {
        code = 204;
        answer = "";

        assertThat(ask("open", "main").out()).contains("The road main is open again.");
        assertThat(asked).containsExactly("POST /api/v1/roads/main/open Bearer s3cret {}");
    }

    private static String delivery(long id, String state, int attempts) {
        return """
                {"delivery":{"id":%d,"occurrence":4,"notification":"weekly-report","trace":"%s","key":"5",
                "address":"dee(at)example.com","name":"","state":"%s","why":"address: an @ is missing","stage":"log",
                "attempts":%d,"road":"main","due":"2026-11-23T01:00:00Z","next":null,"expires":"2026-11-24T01:00:00Z",
                "settledAt":"2026-11-23T01:00:01Z","possibleDuplicate":false},"occurrence":%s,"attempts":[],"row":{},
                "outcome":"","story":[]}
                """.formatted(id, TRACE, state, attempts, OCCURRENCE);
    }

    private static final String OCCURRENCE = """
            {"id":4,"notification":"weekly-report","trace":"%s","due":{"at":"2026-11-23T01:00:00Z",
            "local":"2026-11-23T09:00:00+08:00","zone":"Asia/Shanghai"},"cause":"schedule","stage":"log","revision":"%s",
            "period":{"from":"2026-11-16T01:00:00Z","to":"2026-11-23T01:00:00Z"},"only":null,
            "firedAt":"2026-11-23T01:00:00Z","lateMillis":0,"standing":"finished","running":false,"well":false,
            "result":"failed","why":"","tally":{"people":1,"waiting":0,"settled":1,"well":0,"unwell":1,"repeated":0,
            "states":{"failed":1}},"finishedAt":"2026-11-23T01:00:01Z"}
            """.formatted(TRACE, "3f9c27d1".repeat(8));

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
                "settledAt":"2026-11-23T01:00:01Z","possibleDuplicate":false}],"before":null,"zone":"Asia/Shanghai"}
                """.formatted(TRACE);

        assertThat(ask("failures", "-n", "10").out())
                .contains("  17  failed  weekly-report  dee(at)example.com  Mon 2026-11-23 09:00:01 +08:00\n"
                        + "      mend the row: address: an @ is missing\n")
                .contains("tidings retry ID");
        assertThat(asked).containsExactly("GET /api/v1/failures?most=10 Bearer s3cret ");
    }

    @Test
    void no_failures_are_good_news() {
        answer = "{\"failures\":[],\"before\":null,\"zone\":\"UTC\"}";

        assertThat(ask("failures").out())
                .isEqualToNormalizingNewlines("Nothing failed and nothing is held.\n"
                        + "What was accepted and came back: tidings returned\n");
        assertThat(ask("failures", "-n", "0").exit()).isEqualTo(2);
    }

    @Test
    void somebody_nobody_knows_is_no_such_thing() {
        answer = NOBODY;

        Typed typed = ask("explain", "eve+x@example.com");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.out()).contains("No mail to this address was ever due.");
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

    @Test
    void a_second_node_of_a_folder_is_told_what_it_needs() throws IOException {
        Files.writeString(
                workspace.resolve("tidings.yaml"), "from: a@example.com\nstore: postgresql://localhost/tidings\n");

        Typed typed = ask("serve");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err())
                .contains("a node runs from this folder already: process ")
                .contains("a folder of its own", "${WEB_PORT}", "TIDINGS_NODE");
    }

    private static final String WANTED = """
            {"transport":"main","notification":null,"to":"ann@example.com","delivery":null,
            "until":"2026-11-23T01:14:30Z","left":200}
            """;

    @Test
    void what_the_listener_refused_is_counted() {
        answer = """
                {"now":"2026-11-23T01:04:30Z","workspace":"/srv/mail","stage":"live","revision":"9281bb9f77",
                "notifications":1,"zone":"UTC","troubles":[],"problems":[],"backlog":{"waiting":0,"oldest":null},
                "unwell":[],"running":[],"next":[],"roads":[],"refused":{"address":12,"size":1}}
                """;

        assertThat(ask("status").out().lines())
                .containsSequence(
                        "Refused by the listener for what comes back, since the start:",
                        "  address  12",
                        "  size     1");
    }

    @Test
    void conversations_are_written_down_for_a_time() {
        answer = WANTED;
        elsewhere.put("/api/v1/status", "{\"zone\":\"Asia/Shanghai\"}");

        Typed typed = ask("transcript", "on", "--transport", "main", "--to", "ann@example.com", "--for", "2h");

        assertThat(asked.getFirst())
                .isEqualTo("POST /api/v1/transcripts Bearer s3cret"
                        + " {\"transport\":\"main\",\"to\":\"ann@example.com\",\"millis\":7200000}");
        assertThat(typed.exit()).isZero();
        assertThat(typed.out())
                .contains("From now on: transport main, to ann@example.com; until Mon 2026-11-23 09:14:30 +08:00,"
                        + " at most 200 conversations more.");
    }

    @Test
    void the_next_attempt_of_one_mail_is_written_down() {
        answer = WANTED;
        elsewhere.put("/api/v1/status", "{\"zone\":\"UTC\"}");

        assertThat(ask("transcript", "on", "17").exit()).isZero();
        assertThat(asked.getFirst()).isEqualTo("POST /api/v1/deliveries/17/transcripts Bearer s3cret {}");
    }

    @Test
    void what_was_said_is_shown() {
        answer = """
                [{"attempt":2,"lines":[{"millis":0,"kind":"noted","text":"connected to 192.0.2.1 port 25"},
                {"millis":12,"kind":"received","text":"220 mx"},{"millis":1012,"kind":"sent","text":"EHLO house"}]}]
                """;

        assertThat(ask("transcript", "show", "17").out().lines())
                .containsExactly(
                        "  Said at attempt 2 (milliseconds from its beginning; → us, ← the server):",
                        "         0 · connected to 192.0.2.1 port 25",
                        "        12 ← 220 mx",
                        "      1012 → EHLO house");
        answer = "[]";
        assertThat(ask("transcript", "show", "17").out()).contains("tidings transcript on 17");
    }

    @Test
    void writing_down_is_ended_and_listed() {
        answer = "{\"ended\":2}";
        assertThat(ask("transcript", "off").out()).contains("No more is written down.");
        answer = "[" + WANTED + "]";
        elsewhere.put("/api/v1/status", "{\"zone\":\"UTC\"}");
        assertThat(ask("transcript").out())
                .contains("transport main, to ann@example.com; until Mon 2026-11-23 01:14:30");
    }

    @Test
    void what_is_not_clear_is_not_written_down() {
        assertThat(ask("transcript", "on").exit()).isEqualTo(2);
        assertThat(ask("transcript", "on", "17", "--to", "ann@example.com").exit())
                .isEqualTo(2);
        assertThat(ask("transcript", "on", "--to", "ann").err()).contains("is not an address");
        assertThat(ask("transcript", "on", "--transport", "main", "--for", "soon")
                        .err())
                .contains("\"soon\" is not a time");
        assertThat(ask("transcript", "show").exit()).isEqualTo(2);
        assertThat(ask("transcript", "onn").exit()).isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_road_is_tried_by_the_server_and_a_closed_one_is_to_be_opened_when_it_is_well() {
        RoadAnswer closed = road(Optional.of(new RoadAnswer.Closed("sign-in", "535 no", Typed.NOW, Optional.empty())));
        elsewhere.put("/api/v1/transports", Json.MAPPER.writeValueAsString(List.of(transport("main", closed))));
        elsewhere.put("/api/v1/transports/main/test", Json.MAPPER.writeValueAsString(tested("passed")));

        Typed typed = ask("transport", "test", "main", "--to", "me@example.com");

        assertThat(asked)
                .containsExactly(
                        "GET /api/v1/transports Bearer s3cret ",
                        "POST /api/v1/transports/main/test Bearer s3cret {\"to\":\"me@example.com\"}");
        assertThat(typed.exit()).isZero();
        assertThat(typed.out())
                .contains("tries the road main:", "  ✓ Address      it is there", "1 passed.")
                .contains("The road is still closed. Open it: tidings open main")
                .doesNotContain("No mail was sent");
        assertThat(ask("transport", "list").out()).contains("CLOSED (sign-in)", "535 no");
        assertThat(ask("transport", "test", "other").exit()).isEqualTo(3);
    }

    @Test
    void a_road_that_failed_at_the_server_ends_with_1() {
        RoadAnswer open = road(Optional.empty());
        elsewhere.put("/api/v1/transports", Json.MAPPER.writeValueAsString(List.of(transport("main", open))));
        elsewhere.put("/api/v1/transports/main/test", Json.MAPPER.writeValueAsString(tested("failed")));

        assertThat(ask("transport", "test", "main").exit()).isEqualTo(1);
        assertThat(ask("transport", "test", "main").out()).doesNotContain("tidings open");
    }

    private static RoadAnswer road(Optional<RoadAnswer.Closed> closed) {
        return new RoadAnswer(
                "main", 4, 0, 0, 0, closed.isEmpty(), closed, List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    private static TransportAnswer transport(String name, RoadAnswer road) {
        return new TransportAnswer(
                name, "smtp.example.com", 465, "tls", Optional.empty(), 4, List.of(), List.of(), Optional.of(road));
    }

    private static RoadTested tested(String mark) {
        RoadTested.Tried step =
                new RoadTested.Tried("Address", mark, "it is there", Optional.empty(), List.of(), Optional.empty());
        return new RoadTested(
                "main",
                Typed.NOW,
                12,
                mark,
                Map.of(mark, 1L),
                List.of(new RoadTested.Section("The server", "", List.of(step))));
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
        String path = exchange.getRequestURI().getPath();
        boolean missing = path.matches("/api/v1/deliveries/\\d+") && !elsewhere.containsKey(path);
        byte[] octets = missing
                ? "{\"error\":\"None.\",\"mend\":\"Look.\"}".getBytes(UTF_8)
                : answer(exchange.getRequestMethod(), path).getBytes(UTF_8);
        exchange.sendResponseHeaders(missing ? 404 : code, octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    private String answer(String method, String path) {
        return method.equals("GET") && !inTurn.isEmpty() ? inTurn.remove() : elsewhere.getOrDefault(path, answer);
    }
}
