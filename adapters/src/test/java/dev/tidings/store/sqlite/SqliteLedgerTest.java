package dev.tidings.store.sqlite;

import dev.tidings.contracts.LedgerContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/// The file keeps every promise.
final class SqliteLedgerTest extends LedgerContract {
    @TempDir
    Path folder;

    @Override
    protected Opened open(InstantSource clock) {
        SqliteStore store = SqliteStore.open(folder.resolve("tidings.db"), clock, _ -> {});
        return new Opened(store.ledger(), store.history());
    }
}
