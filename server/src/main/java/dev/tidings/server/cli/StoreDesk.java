package dev.tidings.server.cli;

import dev.tidings.ledger.Page;
import dev.tidings.mail.Address;
import dev.tidings.notification.Workspace;
import dev.tidings.server.Wiring;
import dev.tidings.server.answer.Answers;
import dev.tidings.server.answer.DeliveryAnswer;
import dev.tidings.server.answer.DeliveryDetail;
import dev.tidings.server.answer.Explained;
import dev.tidings.server.answer.FailureList;
import dev.tidings.server.answer.NotificationLine;
import dev.tidings.server.answer.Status;
import dev.tidings.workspace.Reading;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The store itself, opened for one question while no server runs. What is decided here is carried out when
/// the next one starts.
record StoreDesk(Path root, Wiring.OpenStore store, Answers answers) implements Desk {

    static StoreDesk open(WorkspaceOption option, InstantSource clock) {
        Reading reading = Wiring.readToLook(option.root());
        Workspace workspace = option.workspace(reading);
        try {
            Wiring.OpenStore store = Wiring.open(option.root(), workspace.settings());
            return new StoreDesk(
                    option.root(), store, Answers.of(store.history(), workspace, reading.problems(), clock));
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

    /// Refuses: what is recorded here would go out whenever the next server starts, at a time nobody chose.
    @Override
    public Fired run(String notification, Optional<Address> only) {
        throw Stop.unreachable(
                "no server runs this workspace, so nobody would send it",
                "Start one and try again: tidings serve -w " + root);
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
    public void close() {
        store.close();
    }
}
