package dev.tidings.store.sqlite;

import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Session;
import dev.tidings.store.jdbc.Sums;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// A transaction of the one writer.
final class Transaction implements Session {
    private final Db db;
    private final String node;
    private final InstantSource clock;
    private final Sums sums = new Sums();
    private final Batch batch = new Batch();
    private final Lookup lookup;
    private long lastDelivery;

    /// @param db closed when nothing comes of it
    static Transaction by(Db db, String node, InstantSource clock) throws SQLException {
        boolean opened = false;
        try {
            Transaction transaction = new Transaction(db, node, clock);
            opened = true;
            return transaction;
        } finally {
            if (!opened) db.discard();
        }
    }

    private Transaction(Db db, String node, InstantSource clock) throws SQLException {
        this.db = db;
        this.node = node;
        this.clock = clock;
        this.lookup = Lookup.of(db);
        // All are taken in now, so none that was forgotten had a higher one.
        this.lastDelivery = db.number("SELECT value FROM meta WHERE name = 'lookup'");
    }

    @Override
    public Db db() {
        return db;
    }

    @Override
    public Sums sums() {
        return sums;
    }

    Batch batch() {
        return batch;
    }

    Lookup lookup() {
        return lookup;
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Takes places for so many new deliveries; returns the first. Those that are not used stay empty.
    long places(int count) {
        long first = lastDelivery + 1;
        lastDelivery += count;
        return first;
    }

    @Override
    public void begin() throws SQLException {
        db.change("BEGIN IMMEDIATE");
    }

    @Override
    public void writeShared() throws SQLException {
        batch.write(this);
    }

    @Override
    public void writeSums() throws SQLException {
        sums.write((occurrence, by) -> Tallies.change(db, now(), node(), occurrence, by));
    }

    @Override
    public void commit() throws SQLException {
        writeSums();
        db.change("COMMIT");
    }

    @Override
    public void close() {
        db.discard();
    }
}
