package dev.tidings.store.postgres;

import dev.tidings.ledger.Stop;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Notices;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Notifications of which nobody is handed out. Who waits is left as they are: whoever takes deliveries leaves out the
/// few occurrences.
final class Stops {
    private Stops() {}

    /// One statement is one transaction: it waits for those who are taking deliveries, and holds nothing they may wait
    /// for.
    ///
    /// @return false when it is stopped already
    static boolean stop(Db db, String notification, String why, Instant now) throws SQLException {
        return db.one(row -> row.getBoolean(1), "SELECT stop(?::text, ?::text, ?::timestamptz)", notification, why, now)
                .orElseThrow();
    }

    /// @return false when it is not stopped
    static boolean goOn(Db db, String notification) throws SQLException {
        return db.change("""
                WITH gone AS (DELETE FROM stop WHERE notification = ? RETURNING notification)
                INSERT INTO went_on (notification, seen)
                SELECT notification, (SELECT coalesce(max(id), 0) FROM occurrence) FROM gone
                    ON CONFLICT (notification) DO UPDATE SET seen = excluded.seen
                """, notification) > 0;
    }

    static List<Stop> all(Db db) throws SQLException {
        return db.list(Notices::stop, "SELECT * FROM stop ORDER BY notification");
    }

    static long seen(Db db, String notification) throws SQLException {
        return db.number("SELECT coalesce(max(seen), 0) FROM went_on WHERE notification = ?", notification);
    }
}
