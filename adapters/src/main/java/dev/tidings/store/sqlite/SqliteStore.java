package dev.tidings.store.sqlite;

import dev.tidings.event.Listener;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.LoneNode;
import dev.tidings.ledger.Program;
import dev.tidings.store.jdbc.Condition;
import dev.tidings.store.jdbc.Database;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Lookout;
import dev.tidings.store.jdbc.Readers;
import dev.tidings.store.jdbc.Writer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The ledger in one SQLite file.
public final class SqliteStore implements AutoCloseable {
    /// Room for a million million claims between two openings.
    private static final int FENCE_BITS = 40;

    private static final int READERS = 3;

    private final StoreLock lock;
    private final InstantSource clock;
    private final LoneNode node;
    private final Writer<Transaction> writer;
    private final Readers readers;
    private final Desk desk;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// Opens the file for this process, named after its machine, or makes a new one.
    public static SqliteStore open(Path file, InstantSource clock, Listener listener) {
        return open(file, clock, listener, Program.here(Optional.empty(), ""));
    }

    /// Opens the file, or makes a new one.
    ///
    /// @param listener hears `StoreFailing` and `StoreRecovered`, once each
    /// @param program  that works from it
    /// @throws IllegalStateException when another process holds it, a newer program wrote it, or it cannot be
    ///                               opened; the message says what to do
    public static SqliteStore open(Path file, InstantSource clock, Listener listener, Program program) {
        return open(file, new SqliteFile(file), clock, listener, program);
    }

    static SqliteStore open(Path file, Database database, InstantSource clock, Listener listener) {
        return open(file, database, clock, listener, Program.here(Optional.empty(), ""));
    }

    static SqliteStore open(Path file, Database database, InstantSource clock, Listener listener, Program program) {
        StoreLock lock = StoreLock.take(file);
        try {
            return new SqliteStore(lock, generation(file, database), database, clock, listener, program);
        } catch (SQLException failed) {
            lock.close();
            throw new IllegalStateException("%s cannot be opened: %s".formatted(file, failed.getMessage()), failed);
        } catch (RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /// How often the file was opened, this time included. What the process before was drawing is to be drawn
    /// again.
    private static long generation(Path file, Database database) throws SQLException {
        try (Db db = database.writing()) {
            Migrations.apply(db, file.toString());
            db.change("UPDATE meta SET value = value + 1 WHERE name = 'opened'");
            db.change("UPDATE occurrence SET again = NULL WHERE standing = 'expanding'");
            return db.number("SELECT value FROM meta WHERE name = 'opened'");
        }
    }

    private SqliteStore(
            StoreLock lock, long generation, Database database, InstantSource clock, Listener listener, Program program)
            throws SQLException {
        this.lock = lock;
        this.clock = clock;
        this.node = new LoneNode(program, clock);
        this.desk = new Desk(database, clock, generation << FENCE_BITS);
        Condition condition = new Condition(listener);
        Lookout lookout = new Lookout(database::probing, StorageTrouble::of, condition);
        this.readers = readers(database, lookout, desk);
        this.writer = new Writer<>(
                () -> Transaction.by(database.writing(), node.id(), clock),
                StorageTrouble::of,
                lock::lost,
                condition,
                lookout::doubt);
        writer.start();
    }

    private static Readers readers(Database database, Lookout lookout, Desk desk) throws SQLException {
        try {
            return new Readers(database::reading, READERS, lookout);
        } catch (SQLException failed) {
            desk.close();
            throw failed;
        }
    }

    InstantSource clock() {
        return clock;
    }

    /// Closing it closes the store.
    public Ledger ledger() {
        return new SqliteLedger(this, writer, readers, desk, node);
    }

    public History history() {
        return new SqliteHistory(readers, clock, () -> node.nodes(desk.inHands()));
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        writer.close();
        readers.close();
        desk.close();
        lock.close();
    }
}
