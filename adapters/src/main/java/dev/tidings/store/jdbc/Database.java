package dev.tidings.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// Where the file is and how it is opened.
interface Database {
    /// For the one writer.
    Db writing() throws SQLException;

    /// For one of the readers; refuses to write.
    Db reading() throws SQLException;

    /// A file, with memory bounded: 48 MiB of pages for the writer, 4 MiB for each reader.
    static Database at(Path file) {
        return new Database() {
            @Override
            public Db writing() throws SQLException {
                return open(file, 48 * 1024, false);
            }

            @Override
            public Db reading() throws SQLException {
                return open(file, 4 * 1024, true);
            }
        };
    }

    /// Every commit is on the disk when it returns (`synchronous=FULL`), power loss or not.
    private static Db open(Path file, int cacheKib, boolean queryOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(500);
        config.setCacheSize(-cacheKib);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setGetGeneratedKeys(false); // the driver would ask for one after every insert
        Db db = new Db(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
        db.script("PRAGMA wal_autocheckpoint = 8000");
        db.script("PRAGMA journal_size_limit = 67108864");
        if (queryOnly) db.script("PRAGMA query_only = ON");
        return db;
    }
}
