package dev.tidings.store.postgres;

import dev.tidings.ledger.StoreAway;
import dev.tidings.store.jdbc.Database;
import dev.tidings.store.jdbc.Pool;
import dev.tidings.store.jdbc.Writer;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Connections for what is one statement, and a transaction of its own: claiming and giving back. It does not wait for
/// the group that is being written. While the server cannot be reached, it is tried again each second; who stood in
/// another's way tries again at once.
final class Desk implements AutoCloseable {
    private static final int CONNECTIONS = 2;

    private final Pool pool;
    private final SchemaWatch watch;
    private final CountDownLatch closing = new CountDownLatch(1);

    Desk(Database database, SchemaWatch watch) throws SQLException {
        this.watch = watch;
        this.pool = new Pool(database::writing, CONNECTIONS);
    }

    <T> T ask(Pool.Question<T> question) {
        while (true) {
            try {
                return pool.use(db -> {
                    watch.check(db);
                    return question.to(db);
                });
            } catch (SQLException failed) {
                if (Writer.isCollision(failed)) continue;
                Optional<String> trouble = StorageTrouble.of(failed);
                if (trouble.isEmpty()) throw new IllegalStateException(StorageTrouble.told(failed), failed);
                if (closedDuringPause()) throw new StoreAway(trouble.get());
            }
        }
    }

    private boolean closedDuringPause() {
        try {
            return closing.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        pool.close();
    }
}
