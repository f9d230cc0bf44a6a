package dev.tidings.store.postgres;

import dev.tidings.store.jdbc.Db;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings a schema to this program's, forward only; one node at a time. `meta` says how far it is.
final class Migrations {
    /// In order, from 1.
    private static final List<String> SCRIPTS = List.of("001_ledger.sql");

    private Migrations() {}

    static void apply(Db db, PostgresServer server) throws SQLException {
        db.script("BEGIN");
        try {
            keepOthersOut(db, server);
            db.script("CREATE SCHEMA IF NOT EXISTS " + server.schema());
            db.script("CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)");
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

    private static void bringUp(Db db, PostgresServer server) throws SQLException {
        long known = db.number("SELECT max(version) FROM schema_version");
        if (known > SCRIPTS.size()) {
            throw new IllegalStateException(
                    "%s was written by a newer Tidings: its schema is %d, this program knows up to %d. Start the newer program, or give this one another store."
                            .formatted(server, known, SCRIPTS.size()));
        }
        for (int version = (int) known + 1; version <= SCRIPTS.size(); version++) {
            db.script(text(SCRIPTS.get(version - 1)));
            db.change("INSERT INTO schema_version VALUES (?::integer)", version);
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

    private static String text(String script) {
        try (@Nullable InputStream stream = Migrations.class.getResourceAsStream(script)) {
            if (stream == null) throw new IllegalStateException("the program lacks its own " + script);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
