package dev.tidings.store.postgres;

import dev.tidings.contracts.LedgerContract;
import java.time.InstantSource;
import java.util.Random;

/// The database keeps every promise.
final class PostgresLedgerTest extends LedgerContract {
    private final PostgresServer server = TestServer.schema();

    @Override
    protected Opened open(InstantSource clock) {
        PostgresStore store = PostgresStore.open(server, clock, new Random(), _ -> {});
        return new Opened(store.ledger(), store.history());
    }
}
