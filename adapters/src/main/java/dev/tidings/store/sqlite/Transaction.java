package dev.tidings.store.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// The writer's connection, with what it keeps in mind until the commit.
final class Transaction {
    private final Db db;
    private final InstantSource clock;
    private final Sums sums = new Sums();
    private final Batch batch = new Batch();
    private final Lookup lookup;
    private long lastDelivery;

    Transaction(Db db, InstantSource clock) throws SQLException {
        this.db = db;
        this.clock = clock;
        this.lookup = Lookup.of(db);
        this.lastDelivery = db.number("SELECT max(id) FROM delivery");
    }

    Db db() {
        return db;
    }

    Sums sums() {
        return sums;
    }

    Batch batch() {
        return batch;
    }

    Lookup lookup() {
        return lookup;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Takes places for so many new deliveries; returns the first. Those that are not used stay empty.
    long places(int count) {
        long first = lastDelivery + 1;
        lastDelivery += count;
        return first;
    }

    void begin() throws SQLException {
        db.change("BEGIN IMMEDIATE");
    }

    void writeSums() throws SQLException {
        sums.write(db, now());
    }

    void commit() throws SQLException {
        writeSums();
        db.change("COMMIT");
    }

    /// Rolls back what is open.
    void close() {
        db.discard();
    }
}
