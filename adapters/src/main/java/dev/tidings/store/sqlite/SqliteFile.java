package dev.tidings.store.sqlite;

import dev.tidings.store.jdbc.Database;
import dev.tidings.store.jdbc.Db;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// A file, with memory bounded: 48 MiB of pages for the writer, 4 MiB for each reader.
record SqliteFile(Path file) implements Database {
    private static final Db.Dialect DIALECT = new Db.Dialect() {
        @Override
        public @Nullable Object plain(@Nullable Object value) {
            return switch (value) {
                case Instant instant -> instant.toEpochMilli();
                case Boolean flag -> flag ? 1 : 0;
                case null, default -> value;
            };
        }

        @Override
        public boolean knowsNumbers() {
            return true;
        }
    };

    @Override
    public Db writing() throws SQLException {
        return open(48 * 1024, false);
    }

    @Override
    public Db reading() throws SQLException {
        return open(4 * 1024, true);
    }

    /// Every commit is on the disk when it returns (`synchronous=FULL`), power loss or not.
    private Db open(int cacheKib, boolean queryOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(500);
        config.setCacheSize(-cacheKib);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setGetGeneratedKeys(false); // the driver would ask for one after every insert
        Db db = new Db(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()), DIALECT);
        try {
            db.script("PRAGMA wal_autocheckpoint = 8000");
            db.script("PRAGMA journal_size_limit = 67108864");
            if (queryOnly) db.script("PRAGMA query_only = ON");
        } catch (SQLException failed) {
            db.discard();
            throw failed;
        }
        return db;
    }
}
