package dev.tidings.store.postgres;

import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Session;
import dev.tidings.store.jdbc.Sums;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// A transaction of the one writer of a node.
final class Transaction implements Session {
    private final Db db;
    private final String node;
    private final SchemaWatch watch;
    private final InstantSource clock;
    private final Sums sums = new Sums();
    private final Batch batch = new Batch();
    /// The place before the next one; none was taken yet when it is 0.
    private long place;

    Transaction(Db db, String node, SchemaWatch watch, InstantSource clock) {
        this.db = db;
        this.node = node;
        this.watch = watch;
        this.clock = clock;
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

    @Override
    public String node() {
        return node;
    }

    @Override
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Takes so many places; returns the one before the first.
    long places(int count) throws SQLException {
        if (place == 0) place = db.number("SELECT place(0)");
        long before = place;
        place += count;
        return before;
    }

    /// Nobody claims or arms anything until this transaction ends: people decide about deliveries that may be in
    /// somebody's hands.
    void stopClaims() throws SQLException {
        db.script("LOCK TABLE claim IN SHARE ROW EXCLUSIVE MODE");
    }

    /// Nobody who enters people, or has them wait again, and nobody who suppresses addresses do so at the same time.
    void stopSuppressing() throws SQLException {
        db.number(
                "SELECT 1 FROM pg_advisory_xact_lock_shared(hashtextextended(current_schema() || ' suppressing', 0))");
    }

    void stopEntering() throws SQLException {
        db.number("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(current_schema() || ' suppressing', 0))");
    }

    @Override
    public void begin() throws SQLException {
        watch.check(db);
        db.change("BEGIN");
        place = 0;
    }

    @Override
    public void writeShared() throws SQLException {
        batch.write(this);
    }

    @Override
    public void writeSums() throws SQLException {
        sums.write((occurrence, by) -> Tallies.change(this, occurrence, by));
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
