package dev.tidings.store.sqlite;

import dev.tidings.store.jdbc.Db;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings a file's schema to this program's, forward only; `PRAGMA user_version` says how far it is.
final class Migrations {
    /// In order, from 1.
    private static final List<String> SCRIPTS = List.of("001_ledger.sql");

    private Migrations() {}

    static void apply(Db db, String file) throws SQLException {
        long known = db.number("PRAGMA user_version");
        if (known > SCRIPTS.size()) {
            throw new IllegalStateException(
                    "%s was written by a newer Tidings: its schema is %d, this program knows up to %d. Start the newer program, or give this one another store."
                            .formatted(file, known, SCRIPTS.size()));
        }
        for (int version = (int) known + 1; version <= SCRIPTS.size(); version++) {
            apply(db, version, text(SCRIPTS.get(version - 1)));
        }
    }

    private static void apply(Db db, int version, String script) throws SQLException {
        db.script("BEGIN IMMEDIATE");
        try {
            db.script(script);
            db.script("PRAGMA user_version = " + version);
            db.script("COMMIT");
        } catch (SQLException failed) {
            db.script("ROLLBACK");
            throw failed;
        }
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
