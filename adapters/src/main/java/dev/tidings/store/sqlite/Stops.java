package dev.tidings.store.sqlite;

import dev.tidings.ledger.Stop;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Notices;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Notifications of which nobody is handed out. Who waits is left as they are: the desk sets their lines aside.
final class Stops {
    private Stops() {}

    /// @return false when it is stopped already
    static boolean stop(Transaction transaction, String notification, String why) throws SQLException {
        return transaction
                        .db()
                        .change(
                                "INSERT INTO stop (notification, why, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                                notification,
                                why,
                                transaction.now())
                > 0;
    }

    /// @return false when it is not stopped
    static boolean goOn(Transaction transaction, String notification) throws SQLException {
        if (transaction.db().change("DELETE FROM stop WHERE notification = ?", notification) == 0) return false;
        transaction.db().change("""
                INSERT INTO went_on (notification, seen) VALUES (?, (SELECT coalesce(max(id), 0) FROM occurrence))
                    ON CONFLICT (notification) DO UPDATE SET seen = excluded.seen
                """, notification);
        return true;
    }

    static List<Stop> all(Db db) throws SQLException {
        return db.list(Notices::stop, "SELECT * FROM stop ORDER BY notification");
    }

    static Set<String> names(Db db) throws SQLException {
        return new HashSet<>(db.list(row -> row.getString("notification"), "SELECT notification FROM stop"));
    }

    static long seen(Db db, String notification) throws SQLException {
        return db.number("SELECT coalesce(max(seen), 0) FROM went_on WHERE notification = ?", notification);
    }
}
