package dev.tidings.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.ledger.History.Which;
import dev.tidings.mail.Address;
import dev.tidings.server.Discovery;
import dev.tidings.server.answer.DeliveryAnswer;
import dev.tidings.server.answer.DeliveryDetail;
import dev.tidings.server.answer.Explained;
import dev.tidings.server.answer.FailureList;
import dev.tidings.server.answer.Json;
import dev.tidings.server.answer.NotificationDetail;
import dev.tidings.server.answer.NotificationLine;
import dev.tidings.server.answer.RoadAnswer;
import dev.tidings.server.answer.RoadTested;
import dev.tidings.server.answer.Status;
import dev.tidings.server.answer.SuppressionEntry;
import dev.tidings.server.answer.SuppressionList;
import dev.tidings.server.answer.TranscriptAnswer;
import dev.tidings.server.answer.TransportAnswer;
import dev.tidings.server.answer.WantedAnswer;
import dev.tidings.server.suppression.CsvImport.Imported;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;

/// The server that runs the workspace, asked over its API on this machine.
record ServerDesk(Discovery server, HttpClient http) implements Desk {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WITH_A_LIST = Duration.ofMinutes(10);
    /// A mail server may be slow at each of its steps.
    private static final Duration PATIENCE_WITH_A_TEST = Duration.ofMinutes(5);

    ServerDesk(Discovery server) {
        this(
                server,
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .build());
    }

    @Override
    public String who() {
        return "The server at " + server.url() + " (process " + server.pid() + ") says:";
    }

    @Override
    public Status status() {
        return get("status", Status.class);
    }

    @Override
    public FailureList failures(int most) {
        return get("failures?most=" + most, FailureList.class);
    }

    @Override
    public Explained explain(String of) {
        return get("explain?of=" + URLEncoder.encode(of, UTF_8), Explained.class);
    }

    @Override
    public List<TranscriptAnswer> transcripts(long delivery) {
        return List.of(get("deliveries/" + delivery + "/transcripts", TranscriptAnswer[].class));
    }

    @Override
    public List<WantedAnswer> listening() {
        return List.of(get("transcripts", WantedAnswer[].class));
    }

    @Override
    public WantedAnswer listen(
            Optional<String> transport, Optional<String> notification, Optional<Address> to, Duration time) {
        Map<String, Object> wish = new LinkedHashMap<>();
        transport.ifPresent(each -> wish.put("transport", each));
        notification.ifPresent(each -> wish.put("notification", each));
        to.ifPresent(each -> wish.put("to", each.toString()));
        wish.put("millis", time.toMillis());
        return post("transcripts", wish, WantedAnswer.class);
    }

    @Override
    public WantedAnswer listen(long delivery) {
        return post("deliveries/" + delivery + "/transcripts", Map.of(), WantedAnswer.class);
    }

    @Override
    public int listenNoMore() {
        return post("transcripts/off", Map.of(), Ended.class).ended();
    }

    private record Ended(int ended) {}

    @Override
    public List<NotificationLine> notifications() {
        return List.of(get("notifications", NotificationLine[].class));
    }

    @Override
    public Optional<DeliveryAnswer> delivery(long id) {
        return found(() -> get("deliveries/" + id, DeliveryDetail.class).delivery());
    }

    /// The revision of a notification that is in force; empty when none is.
    Optional<String> revision(String notification) {
        return found(() -> get("notifications/" + encoded(notification), NotificationDetail.class)
                .revision());
    }

    private static <T> Optional<T> found(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (Stop stop) {
            if (stop.exit() == Exit.UNKNOWN) {
                return Optional.empty();
            }
            throw stop;
        }
    }

    @Override
    public void open(String road) {
        decide(road, "open");
    }

    @Override
    public void tryOut(String road) {
        decide(road, "try");
    }

    private void decide(String road, String what) {
        try {
            post("roads/" + encoded(road) + "/" + what, Map.of());
        } catch (Stop refused) {
            if (refused.exit() != Exit.UNKNOWN) {
                throw refused;
            }
            String known =
                    status().roads().stream().map(RoadAnswer::name).sorted().collect(joining(", "));
            throw Stop.unknown("no road is called \"" + road + "\"", "Known here: " + known + ".");
        }
    }

    @Override
    public Fired run(String notification, Optional<Address> only) {
        Map<String, String> body = only.map(to -> Map.of("to", to.toString())).orElse(Map.of());
        try {
            return post("notifications/" + encoded(notification) + "/occurrences", body, Fired.class);
        } catch (Stop refused) {
            if (refused.exit() != Exit.UNKNOWN) {
                throw refused;
            }
            String known = notifications().stream().map(NotificationLine::id).collect(joining(", "));
            throw WorkspaceOption.unknown(notification, known);
        }
    }

    @Override
    public int retry(List<Long> deliveries) {
        return post("deliveries/retry", Map.of("ids", deliveries), Decided.class)
                .changed();
    }

    @Override
    public int retryAll(long occurrence) {
        return post("occurrences/" + occurrence + "/retry", Map.of(), Decided.class)
                .changed();
    }

    @Override
    public int skip(List<Long> deliveries) {
        return post("deliveries/skip", Map.of("ids", deliveries), Decided.class).changed();
    }

    @Override
    public SuppressionList suppressions(String beginning, Which which, int most) {
        return get(
                "suppressions?of=%s&which=%s&most=%d"
                        .formatted(
                                encoded(beginning),
                                switch (which) {
                                    case HOLDING -> "holding";
                                    case EVER -> "ever";
                                },
                                most),
                SuppressionList.class);
    }

    @Override
    public Changed suppress(Suppression suppression) {
        return post("suppressions", SuppressionEntry.of(suppression), Changed.class);
    }

    @Override
    public Imported suppressAll(Path list, Reason reason, Act act) {
        try {
            return ask(
                    request("suppressions/import?reason=" + reason.word() + "&" + said(act))
                            .timeout(PATIENCE_WITH_A_LIST)
                            .header("Content-Type", "text/csv; charset=utf-8")
                            .POST(BodyPublishers.ofFile(list))
                            .build(),
                    Imported.class);
        } catch (FileNotFoundException missing) {
            throw Stop.problem("there is no file " + list, "Name a CSV file.");
        }
    }

    @Override
    public void lift(long suppression, Act act) {
        heard(request("suppressions/" + suppression + "?" + said(act)).DELETE().build());
    }

    private static String said(Act act) {
        return "source=" + encoded(act.source()) + "&by=" + encoded(act.by()) + "&note=" + encoded(act.note());
    }

    @Override
    public void export(PrintWriter out) {
        out.write(heard(request("suppressions/export").GET().build()));
    }

    private record Among(Map<String, SuppressionEntry> suppressions) {}

    @Override
    public Map<String, Suppression> notToMail(String notification, Collection<Address> addresses) {
        Map<String, Object> question = Map.of(
                "notification",
                notification,
                "addresses",
                addresses.stream().map(Address::toString).toList());
        Map<String, Suppression> barred = new HashMap<>();
        post("suppressions/among", question, Among.class)
                .suppressions()
                .forEach((key, each) -> barred.put(key, each.suppression(Instant.EPOCH)));
        return barred;
    }

    List<TransportAnswer> transports() {
        return List.of(get("transports", TransportAnswer[].class));
    }

    /// Has a road tried out, with a test mail to somebody in the end where that is wanted.
    RoadTested test(String transport, Optional<Address> to) {
        Map<String, String> body = to.map(each -> Map.of("to", each.toString())).orElse(Map.of());
        HttpRequest test = HttpRequest.newBuilder(
                        posting("transports/" + encoded(transport) + "/test", body), (name, value) -> true)
                .timeout(PATIENCE_WITH_A_TEST)
                .build();
        return ask(test, RoadTested.class);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }

    private record Decided(int changed) {}

    private record Refusal(String error, String mend) {}

    private <T> T get(String path, Class<T> type) {
        return ask(request(path).GET().build(), type);
    }

    private <T> T post(String path, Object body, Class<T> type) {
        return ask(posting(path, body), type);
    }

    /// Where the answer is that it was done.
    private void post(String path, Object body) {
        heard(posting(path, body));
    }

    private HttpRequest posting(String path, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body)))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api().resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + server.token())
                .header("Accept", "application/json");
    }

    private URI api() {
        return server.url().resolve("/api/v1/");
    }

    private <T> T ask(HttpRequest request, Class<T> type) {
        String body = heard(request);
        try {
            return Json.MAPPER.readValue(body, type);
        } catch (JacksonException strange) {
            throw new Stop(
                    Exit.UNREACHABLE,
                    "the server at " + server.url() + " answers in a way this version does not understand"
                            + "\n    It is of another version, perhaps; start it anew.",
                    strange);
        }
    }

    private String heard(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString(UTF_8));
            if (response.statusCode() / 100 != 2) {
                throw refused(response);
            }
            return response.body();
        } catch (IOException silent) {
            throw new Stop(
                    Exit.UNREACHABLE,
                    "the server at " + server.url() + " does not answer: " + reason(silent) + "\n    Process "
                            + server.pid() + " lives; look at what it says, or end it.",
                    silent);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new Stop(Exit.UNREACHABLE, "ended before the server answered", ended);
        }
    }

    private static String reason(IOException silent) {
        return Optional.ofNullable(silent.getMessage()).orElse("nobody listens there");
    }

    private Stop refused(HttpResponse<String> response) {
        String why = why(response);
        return switch (response.statusCode()) {
            case 401, 403 ->
                Stop.unreachable(
                        "the server at " + server.url() + " does not take our token",
                        "Is data/server.json of that server? Start the server anew.");
            case 404 -> new Stop(Exit.UNKNOWN, why);
            case 503 -> new Stop(Exit.UNREACHABLE, why);
            default -> new Stop(Exit.PROBLEM, why);
        };
    }

    /// What the API says went wrong and how to mend it, in its own words.
    private static String why(HttpResponse<String> response) {
        try {
            Refusal refusal = Json.MAPPER.readValue(response.body(), Refusal.class);
            return refusal.error() + "\n    " + refusal.mend();
        } catch (JacksonException notJson) {
            return "the server answered " + response.statusCode() + "\n    Look at what it logs.";
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
