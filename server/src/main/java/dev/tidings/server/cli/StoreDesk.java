package dev.tidings.server.cli;

import static java.util.stream.Collectors.joining;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.ledger.History.Told;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Suppressed;
import dev.tidings.mail.Address;
import dev.tidings.notification.Workspace;
import dev.tidings.server.Wiring;
import dev.tidings.server.answer.Answers;
import dev.tidings.server.answer.DeliveryAnswer;
import dev.tidings.server.answer.DeliveryDetail;
import dev.tidings.server.answer.Explained;
import dev.tidings.server.answer.FailureList;
import dev.tidings.server.answer.NodeList;
import dev.tidings.server.answer.NotificationLine;
import dev.tidings.server.answer.ReturnedList;
import dev.tidings.server.answer.Returns;
import dev.tidings.server.answer.Status;
import dev.tidings.server.answer.StopAnswer;
import dev.tidings.server.answer.SuppressionList;
import dev.tidings.server.answer.TranscriptAnswer;
import dev.tidings.server.answer.WantedAnswer;
import dev.tidings.server.suppression.CsvImport;
import dev.tidings.server.suppression.CsvImport.Imported;
import dev.tidings.server.suppression.CsvList;
import dev.tidings.workspace.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The store itself, opened for one question while no server runs. What is decided here is carried out when
/// the next one starts.
record StoreDesk(Path root, Wiring.OpenStore store, Answers answers, InstantSource clock) implements Desk {

    static StoreDesk open(WorkspaceOption option, InstantSource clock) {
        Reading reading = Wiring.readToLook(option.root());
        Workspace workspace = option.workspace(reading);
        try {
            Wiring.OpenStore store = Wiring.open(option.root(), workspace.settings());
            return new StoreDesk(
                    option.root(), store, Answers.of(store.history(), workspace, reading.problems(), clock), clock);
        } catch (IllegalStateException held) {
            throw new Stop(Exit.UNREACHABLE, String.valueOf(held.getMessage()), held);
        } catch (UncheckedIOException unusable) {
            throw Stop.folder(option.root(), unusable);
        }
    }

    @Override
    public String who() {
        return "No server runs this workspace; this is what its store says.";
    }

    @Override
    public Status status() {
        return answers.status();
    }

    @Override
    public FailureList failures(int most) {
        return answers.failures(Page.first(most));
    }

    @Override
    public Explained explain(String of) {
        return answers.explain(of);
    }

    @Override
    public List<TranscriptAnswer> transcripts(long delivery) {
        return answers.transcripts(delivery).orElseThrow(() -> unknown(delivery));
    }

    private static Stop unknown(long delivery) {
        return Stop.unknown(
                "there is no delivery " + delivery, "Find it by its address: tidings explain ann@example.com");
    }

    @Override
    public List<WantedAnswer> listening() {
        return List.of();
    }

    @Override
    public WantedAnswer listen(
            Optional<String> transport, Optional<String> notification, Optional<Address> to, Duration time) {
        throw nobodyTalks();
    }

    @Override
    public WantedAnswer listen(long delivery) {
        throw nobodyTalks();
    }

    private Stop nobodyTalks() {
        return Stop.unreachable(
                "no server runs this workspace, so nothing is said that could be written down",
                "Start one and try again: tidings serve -w " + root);
    }

    @Override
    public int listenNoMore() {
        return 0;
    }

    @Override
    public List<NotificationLine> notifications() {
        return answers.notifications();
    }

    @Override
    public Optional<DeliveryAnswer> delivery(long id) {
        return answers.delivery(id).map(DeliveryDetail::delivery);
    }

    @Override
    public void tryOut(String road) {
        open(road);
    }

    @Override
    public void open(String road) {
        throw Stop.unreachable(
                "no server runs this workspace, so no road of it is closed",
                "Every road is open when one starts: tidings serve -w " + root);
    }

    @Override
    public NodeList nodes() {
        return answers.nodes();
    }

    @Override
    public void drain(String node) {
        heard(node, store.ledger().drain(node));
    }

    @Override
    public void resume(String node) {
        heard(node, store.ledger().resume(node));
    }

    private static void heard(String node, boolean there) {
        if (!there) {
            throw Stop.unknown("no node called \"" + node + "\" is alive", "See which are: tidings nodes");
        }
    }

    /// Refuses: what is recorded here would go out whenever the next server starts, at a time nobody chose.
    @Override
    public Fired run(String notification, Optional<Address> only) {
        throw Stop.unreachable(
                "no server runs this workspace, so nobody would send it",
                "Start one and try again: tidings serve -w " + root);
    }

    @Override
    public StopAnswer stop(String notification, String why) {
        requireKnown(notification);
        boolean stopped = store.ledger().stop(notification, why);
        StopAnswer now = answers.stopped(notification).orElseThrow();
        if (!stopped) {
            throw Stop.problem(
                    notification + " is stopped already: " + now.why(),
                    "Let it go on first, if it is to be stopped for another reason.");
        }
        return now;
    }

    @Override
    public void goOn(String notification) {
        if (!store.ledger().goOn(notification)) {
            throw Stop.unknown("no notification " + notification + " is stopped", "See which are: tidings status");
        }
    }

    @Override
    public ReturnedList returned(Told told, int most) {
        return answers.returned(told, Page.first(most));
    }

    @Override
    public Returns returns() {
        return answers.returns();
    }

    @Override
    public int retry(List<Long> deliveries) {
        return store.ledger().retry(deliveries);
    }

    @Override
    public int retryAll(long occurrence) {
        if (store.history().occurrence(occurrence).isEmpty()) {
            throw Stop.unknown("there is no occurrence " + occurrence, "See which there are: tidings status");
        }
        return store.ledger().retryAll(occurrence);
    }

    @Override
    public int skip(List<Long> deliveries) {
        return store.ledger().skip(deliveries);
    }

    @Override
    public SuppressionList suppressions(String beginning, Which which, int most) {
        return answers.suppressions(beginning, which, Page.first(most));
    }

    @Override
    public Changed suppress(Suppression suppression) {
        suppression.notification().ifPresent(this::requireKnown);
        Suppressed suppressed = store.ledger().suppress(List.of(suppression));
        return new Changed(suppressed.added().size(), suppressed.leftOut());
    }

    private void requireKnown(String notification) {
        if (!isKnown(notification)) {
            throw WorkspaceOption.unknown(
                    notification,
                    answers.notifications().stream().map(NotificationLine::id).collect(joining(", ")));
        }
    }

    private boolean isKnown(String notification) {
        return answers.notification(notification).isPresent();
    }

    @Override
    public Imported suppressAll(Path list, Reason reason, Act act) {
        try (Reader file = Files.newBufferedReader(list)) {
            return new CsvImport(act, reason, clock.instant(), this::isKnown, store.ledger()::suppress).read(file);
        } catch (IOException unreadable) {
            throw Stop.problem(list + " cannot be read: " + unreadable.getMessage(), "Name a CSV file in UTF-8.");
        }
    }

    @Override
    public void lift(long suppression, Act act) {
        store.ledger().lift(List.of(suppression), act);
    }

    @Override
    public void export(PrintWriter out) {
        try {
            CsvList.write(store.history(), out);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public Map<String, Suppression> notToMail(String notification, Collection<Address> addresses) {
        return store.history().suppressed(notification, addresses);
    }

    @Override
    public void close() {
        store.close();
    }
}
