package dev.tidings.store.sqlite;

import dev.tidings.store.jdbc.Db;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// A ledger that leaves its file for another store: nobody else has the file meanwhile, and all that is read
/// of it is as of one moment.
public final class Departure implements AutoCloseable {
    /// What every store makes for itself.
    private static final List<String> OWN = List.of("meta", "lookup_trace", "lookup_address", "sending");

    private final StoreLock lock;
    private final Db db;

    /// @throws IllegalStateException when there is no such file, another process holds it, or it cannot be
    ///                               read; the message says what to do
    public static Departure from(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    "there is no ledger at %s. Say where it is: --from sqlite:FILE, below the workspace or absolute."
                            .formatted(file));
        }
        StoreLock lock = StoreLock.take(file);
        try {
            return new Departure(lock, new SqliteFile(file), file);
        } catch (SQLException failed) {
            lock.close();
            throw new IllegalStateException("%s cannot be read: %s".formatted(file, failed.getMessage()), failed);
        } catch (RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    private Departure(StoreLock lock, SqliteFile database, Path file) throws SQLException {
        try (Db writing = database.writing()) {
            Migrations.apply(writing, file.toString());
        }
        this.lock = lock;
        this.db = database.reading();
        db.script("BEGIN");
    }

    public Db db() {
        return db;
    }

    /// The tables that hold what is to be carried over.
    public List<String> tables() throws SQLException {
        return db.list(row -> row.getString("name"), """
                        SELECT name
                          FROM sqlite_schema
                         WHERE type = 'table' AND name NOT LIKE 'sqlite%'
                         ORDER BY name
                        """).stream()
                .filter(each -> !OWN.contains(each))
                .toList();
    }

    public List<String> columns(String table) throws SQLException {
        return db.list(row -> row.getString("name"), "SELECT name FROM pragma_table_info(?) ORDER BY cid", table);
    }

    /// Every row of a table; times and spans are milliseconds.
    public void read(String table, List<String> columns, Db.Visitor visitor) throws SQLException {
        db.visit(visitor, "SELECT %s FROM %s ORDER BY 1".formatted(String.join(", ", columns), table));
    }

    /// What an ended process was sending: nobody knows whether it arrived.
    public List<Long> uncertain() throws SQLException {
        return db.list(row -> row.getLong(1), "SELECT delivery FROM sending ORDER BY delivery");
    }

    /// The highest number that was ever given to a row, though it may be forgotten.
    public long lastNumber(String table) throws SQLException {
        long counted = db.number("SELECT seq FROM sqlite_sequence WHERE name = ?", table);
        long entered = table.equals("delivery") ? db.number("SELECT value FROM meta WHERE name = 'lookup'") : 0;
        long there = db.number("SELECT max(id) FROM " + table);
        return Math.max(there, Math.max(counted, entered));
    }

    @Override
    public void close() {
        db.discard();
        lock.close();
    }
}
