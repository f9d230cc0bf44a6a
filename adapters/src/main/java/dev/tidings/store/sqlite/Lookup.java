package dev.tidings.store.sqlite;

import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;

/// Which traces are on record, and the tables in which deliveries are found by trace and by address.
///
/// Whoever is entered is fresh at first: their traces are kept in mind here, and whoever looks for somebody looks
/// through the fresh as well (view `fresh`). Together with many others, sorted, they go into the tables: see the
/// script of the schema.
final class Lookup {
    private static final int FRESH_MAX = 50_000;

    private final Db db;
    private int fresh;

    /// Takes in whoever a session before has left fresh.
    static Lookup of(Db db) throws SQLException {
        db.script("CREATE TEMP TABLE fresh_trace (trace BLOB PRIMARY KEY) STRICT, WITHOUT ROWID");
        Lookup lookup = new Lookup(db);
        db.change("BEGIN IMMEDIATE");
        lookup.takeIn();
        db.change("COMMIT");
        return lookup;
    }

    private Lookup(Db db) {
        this.db = db;
    }

    /// @return false when it is on record already
    boolean add(byte[] trace) throws SQLException {
        int added = db.change("""
                INSERT INTO fresh_trace
                SELECT ?1
                 WHERE NOT EXISTS (SELECT 1 FROM lookup_trace WHERE trace = ?1)
                    ON CONFLICT DO NOTHING
                """, (Object) trace);
        fresh += added;
        return added == 1;
    }

    /// To be called once those who were added are on record: takes in the fresh if they are many.
    void takeInMany() throws SQLException {
        if (fresh >= FRESH_MAX) takeIn();
    }

    /// Takes in the fresh if there are any.
    void takeInAll() throws SQLException {
        if (fresh > 0) takeIn();
    }

    private void takeIn() throws SQLException {
        db.change("INSERT INTO lookup_trace SELECT trace, delivery FROM fresh ORDER BY trace");
        db.change("""
                INSERT INTO lookup_address
                SELECT occurrence, address, delivery FROM fresh ORDER BY occurrence, address, delivery
                """);
        db.change("""
                UPDATE meta
                   SET value = max(value, (SELECT coalesce(max(id), 0) FROM delivery))
                 WHERE name = 'lookup'
                """);
        db.change("DELETE FROM fresh_trace");
        fresh = 0;
    }
}
