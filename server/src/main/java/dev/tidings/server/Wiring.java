package dev.tidings.server;

import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.notification.Settings;
import dev.tidings.notification.Workspace;
import dev.tidings.run.Rehearsal;
import dev.tidings.workspace.Reading;
import java.nio.file.Path;

/// Joins engine and adapters: the one place that names them all.
public final class Wiring {
    private Wiring() {}

    /// Reads a workspace and inspects it (templates compile …).
    public static Reading read(Path root) {
        throw new UnsupportedOperationException("stub");
    }

    /// A rehearsal that opens the workspace's sources and nothing else.
    public static OpenRehearsal rehearse(Workspace workspace) {
        throw new UnsupportedOperationException("stub");
    }

    /// Opens the workspace's store.
    ///
    /// @throws IllegalStateException in a sentence for people, when another process holds it or it cannot be opened
    public static OpenStore open(Path root, Settings settings) {
        throw new UnsupportedOperationException("stub");
    }

    public interface OpenRehearsal extends AutoCloseable {
        Rehearsal rehearsal();

        @Override
        void close();
    }

    public interface OpenStore extends AutoCloseable {
        Ledger ledger();

        History history();

        StoreHealth health();

        @Override
        void close();
    }
}
