package dev.tidings.store.postgres;

import static java.util.stream.Collectors.joining;

import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;
import java.util.List;

/// Brings a schema to this program's, forward only; one node at a time. `schema_version` says how far it is.
///
/// Nodes of an older program work on beside a newer one, as long as each script on the way says that they
/// can. One that they cannot work with waits until none of them is alive.
///
/// @param scripts in order, from 1
record Migrations(List<Script> scripts) {
    static final Migrations SHIPPED = new Migrations(List.of(Script.shipped("001_ledger.sql")));

    /// The schema that this program was written for.
    int version() {
        return scripts.size();
    }

    /// @throws IllegalStateException when the schema is too new for this program, or nodes are alive that
    ///                               would not work with it afterwards; in a sentence
    void apply(Db db, PostgresServer server) throws SQLException {
        db.script("BEGIN");
        try {
            keepOthersOut(db, server);
            waitNotLongForLocks(db, server);
            db.script("CREATE SCHEMA IF NOT EXISTS " + server.schema());
            db.script("""
                    CREATE TABLE IF NOT EXISTS schema_version (
                        version    integer PRIMARY KEY,
                        works_from integer NOT NULL    -- the oldest program does, by the schema it was written for
                    )
                    """);
            bringUp(db, server);
            keepPlacesRising(db);
            db.script("COMMIT");
        } catch (SQLException | RuntimeException failed) {
            db.script("ROLLBACK");
            throw failed;
        }
    }

    /// Whoever else opens this schema waits for the end of the transaction.
    static void keepOthersOut(Db db, PostgresServer server) throws SQLException {
        db.number("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(? || ' schema', 0))", server.schema());
    }

    /// Whoever waits to change a table has all others of it wait behind.
    private static void waitNotLongForLocks(Db db, PostgresServer server) throws SQLException {
        db.script("SET LOCAL lock_timeout = " + server.patience().toMillis());
    }

    /// Until the end of the transaction nobody brings the schema further; whoever is about to do so is waited
    /// for.
    static void waitForOthers(Db db, PostgresServer server) throws SQLException {
        db.number("SELECT 1 FROM pg_advisory_xact_lock_shared(hashtextextended(? || ' schema', 0))", server.schema());
    }

    private void bringUp(Db db, PostgresServer server) throws SQLException {
        Schema schema = Schema.of(db);
        if (!schema.worksWith(version())) throw new IllegalStateException(schema.refusal(server, version()));
        if (schema.version() >= version()) return;
        if (schema.version() > 0) refuseOldNodes(db, server, schema);
        for (int version = schema.version() + 1; version <= version(); version++) {
            Script script = scripts.get(version - 1);
            db.script(script.text());
            db.change("INSERT INTO schema_version VALUES (?, ?)", version, script.worksFrom());
        }
    }

    /// A node that is halted, and comes back when it is off the list, looks again before it writes: see
    /// [SchemaWatch].
    private void refuseOldNodes(Db db, PostgresServer server, Schema schema) throws SQLException {
        int needed = scripts.subList(schema.version(), version()).stream()
                .mapToInt(Script::worksFrom)
                .max()
                .orElseThrow();
        String old = db
                .list(
                        row -> row.getString("id"),
                        "SELECT id FROM node WHERE alive >= clock_timestamp() AND coalesce(knows, 1) < ? ORDER BY id",
                        needed)
                .stream()
                .collect(joining(", "));
        if (!old.isEmpty()) {
            throw new IllegalStateException(
                    "%s has to be brought from schema %d to %d, and these nodes run a program that does not work with that: %s. Stop all of them, then start this one again."
                            .formatted(server, schema.version(), version(), old));
        }
    }

    /// A dump that was restored into another server meets lower numbers of transactions there.
    static void keepPlacesRising(Db db) throws SQLException {
        db.change("""
                UPDATE meta
                   SET value = value + ahead.by
                  FROM (SELECT greatest((SELECT max(id) FROM journal), (SELECT max(finish) FROM occurrence))
                               - place(0) AS by) ahead
                 WHERE name = 'places' AND ahead.by > 0
                """);
    }
}
