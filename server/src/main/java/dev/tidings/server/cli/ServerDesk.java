package dev.tidings.server.cli;

import static dev.tidings.server.cli.ServerCalls.encoded;
import static java.util.stream.Collectors.joining;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.ledger.History.Told;
import dev.tidings.ledger.History.Which;
import dev.tidings.mail.Address;
import dev.tidings.server.Discovery;
import dev.tidings.server.answer.DeliveryAnswer;
import dev.tidings.server.answer.DeliveryDetail;
import dev.tidings.server.answer.Explained;
import dev.tidings.server.answer.FailureList;
import dev.tidings.server.answer.NodeList;
import dev.tidings.server.answer.NotificationDetail;
import dev.tidings.server.answer.NotificationLine;
import dev.tidings.server.answer.ReturnedList;
import dev.tidings.server.answer.Returns;
import dev.tidings.server.answer.RoadAnswer;
import dev.tidings.server.answer.RoadTested;
import dev.tidings.server.answer.Status;
import dev.tidings.server.answer.StopAnswer;
import dev.tidings.server.answer.SuppressionEntry;
import dev.tidings.server.answer.SuppressionList;
import dev.tidings.server.answer.TranscriptAnswer;
import dev.tidings.server.answer.TransportAnswer;
import dev.tidings.server.answer.WantedAnswer;
import dev.tidings.server.suppression.CsvImport.Imported;
import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The server that runs the workspace, asked over its API on this machine.
record ServerDesk(ServerCalls calls) implements Desk {
    private static final Duration PATIENCE_WITH_A_LIST = Duration.ofMinutes(10);
    /// A mail server may be slow at each of its steps.
    private static final Duration PATIENCE_WITH_A_TEST = Duration.ofMinutes(5);

    ServerDesk(Discovery server) {
        this(new ServerCalls(server));
    }

    @Override
    public String who() {
        return "The server at " + calls.server().url() + " (process "
                + calls.server().pid() + ") says:";
    }

    @Override
    public Status status() {
        return calls.get("status", Status.class);
    }

    @Override
    public FailureList failures(int most) {
        return calls.get("failures?most=" + most, FailureList.class);
    }

    @Override
    public Explained explain(String of) {
        return calls.get("explain?of=" + encoded(of), Explained.class);
    }

    @Override
    public List<TranscriptAnswer> transcripts(long delivery) {
        return List.of(calls.get("deliveries/" + delivery + "/transcripts", TranscriptAnswer[].class));
    }

    @Override
    public List<WantedAnswer> listening() {
        return List.of(calls.get("transcripts", WantedAnswer[].class));
    }

    @Override
    public WantedAnswer listen(
            Optional<String> transport, Optional<String> notification, Optional<Address> to, Duration time) {
        Map<String, Object> wish = new LinkedHashMap<>();
        transport.ifPresent(each -> wish.put("transport", each));
        notification.ifPresent(each -> wish.put("notification", each));
        to.ifPresent(each -> wish.put("to", each.toString()));
        wish.put("millis", time.toMillis());
        return calls.post("transcripts", wish, WantedAnswer.class);
    }

    @Override
    public WantedAnswer listen(long delivery) {
        return calls.post("deliveries/" + delivery + "/transcripts", Map.of(), WantedAnswer.class);
    }

    @Override
    public int listenNoMore() {
        return calls.post("transcripts/off", Map.of(), Ended.class).ended();
    }

    private record Ended(int ended) {}

    @Override
    public List<NotificationLine> notifications() {
        return List.of(calls.get("notifications", NotificationLine[].class));
    }

    @Override
    public Optional<DeliveryAnswer> delivery(long id) {
        return found(() -> calls.get("deliveries/" + id, DeliveryDetail.class).delivery());
    }

    /// The revision of a notification that is in force; empty when none is.
    Optional<String> revision(String notification) {
        return found(() -> calls.get("notifications/" + encoded(notification), NotificationDetail.class)
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
            calls.post("roads/" + encoded(road) + "/" + what, Map.of());
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
    public NodeList nodes() {
        return calls.get("nodes", NodeList.class);
    }

    @Override
    public void drain(String node) {
        calls.post("nodes/" + encoded(node) + "/drain", Map.of());
    }

    @Override
    public void resume(String node) {
        calls.post("nodes/" + encoded(node) + "/resume", Map.of());
    }

    @Override
    public Fired run(String notification, Optional<Address> only) {
        Map<String, String> body = only.map(to -> Map.of("to", to.toString())).orElse(Map.of());
        try {
            return calls.post("notifications/" + encoded(notification) + "/occurrences", body, Fired.class);
        } catch (Stop refused) {
            if (refused.exit() != Exit.UNKNOWN) {
                throw refused;
            }
            String known = notifications().stream().map(NotificationLine::id).collect(joining(", "));
            throw WorkspaceOption.unknown(notification, known);
        }
    }

    @Override
    public StopAnswer stop(String notification, String why) {
        return calls.post("notifications/" + encoded(notification) + "/stop", Map.of("why", why), StopAnswer.class);
    }

    @Override
    public void goOn(String notification) {
        calls.post("notifications/" + encoded(notification) + "/go-on", Map.of());
    }

    @Override
    public ReturnedList returned(Told told, int most) {
        String which = told.name().toLowerCase(Locale.ROOT);
        return calls.get("notices?which=" + which + "&most=" + most, ReturnedList.class);
    }

    @Override
    public Returns returns() {
        return calls.get("returns", Returns.class);
    }

    @Override
    public int retry(List<Long> deliveries) {
        return calls.post("deliveries/retry", Map.of("ids", deliveries), Decided.class)
                .changed();
    }

    @Override
    public int retryAll(long occurrence) {
        return calls.post("occurrences/" + occurrence + "/retry", Map.of(), Decided.class)
                .changed();
    }

    @Override
    public int skip(List<Long> deliveries) {
        return calls.post("deliveries/skip", Map.of("ids", deliveries), Decided.class)
                .changed();
    }

    @Override
    public SuppressionList suppressions(String beginning, Which which, int most) {
        return calls.get(
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
        return calls.post("suppressions", SuppressionEntry.of(suppression), Changed.class);
    }

    @Override
    public Imported suppressAll(Path list, Reason reason, Act act) {
        try {
            return calls.ask(
                    calls.request("suppressions/import?reason=" + reason.word() + "&" + said(act))
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
        calls.heard(calls.request("suppressions/" + suppression + "?" + said(act))
                .DELETE()
                .build());
    }

    private static String said(Act act) {
        return "source=" + encoded(act.source()) + "&by=" + encoded(act.by()) + "&note=" + encoded(act.note());
    }

    @Override
    public void export(PrintWriter out) {
        out.write(calls.heard(calls.request("suppressions/export").GET().build()));
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
        calls.post("suppressions/among", question, Among.class)
                .suppressions()
                .forEach((key, each) -> barred.put(key, each.suppression(Instant.EPOCH)));
        return barred;
    }

    List<TransportAnswer> transports() {
        return List.of(calls.get("transports", TransportAnswer[].class));
    }

    /// Has a road tried out, with a test mail to somebody in the end where that is wanted.
    RoadTested test(String transport, Optional<Address> to) {
        Map<String, String> body = to.map(each -> Map.of("to", each.toString())).orElse(Map.of());
        HttpRequest test = HttpRequest.newBuilder(
                        calls.posting("transports/" + encoded(transport) + "/test", body), (name, value) -> true)
                .timeout(PATIENCE_WITH_A_TEST)
                .build();
        return calls.ask(test, RoadTested.class);
    }

    private record Decided(int changed) {}

    @Override
    public void close() {
        calls.close();
    }
}
