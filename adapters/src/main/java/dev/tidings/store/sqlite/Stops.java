package dev.tidings.store.sqlite;

import dev.tidings.ledger.Stop;
import dev.tidings.ledger.Tally;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Notices;
import dev.tidings.store.jdbc.Reading;
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
                INSERT INTO went_on (notification, seen, at) VALUES (?, (SELECT coalesce(max(id), 0) FROM occurrence), ?)
                    ON CONFLICT (notification) DO UPDATE SET seen = excluded.seen, at = excluded.at
                """, notification, transaction.now());
        transaction.db().change("""
                UPDATE occurrence
                   SET handed_before = CASE WHEN standing IN ('due', 'expanding', 'sending')
                                            THEN accepted + bounced + complained END
                 WHERE notification = ?
                   AND (standing IN ('due', 'expanding', 'sending') OR handed_before IS NOT NULL)
                """, notification);
        return true;
    }

    static List<Stop> all(Db db) throws SQLException {
        return db.list(Notices::stop, "SELECT * FROM stop ORDER BY notification");
    }

    static Set<String> names(Db db) throws SQLException {
        return new HashSet<>(db.list(row -> row.getString("notification"), "SELECT notification FROM stop"));
    }

    static Tally sinceGoingOn(Db db, String notification) throws SQLException {
        return db.one(Reading::returnedOf, """
                WITH under_way AS (
                    SELECT o.id, o.accepted + o.bounced + o.complained - o.handed_before AS handed_over, w.at
                      FROM went_on w
                      JOIN occurrence o ON o.notification = w.notification
                     WHERE w.notification = ? AND o.handed_before IS NOT NULL AND o.stage = 'live'
                ), returned AS (
                    SELECT d.state
                      FROM under_way u
                      CROSS JOIN delivery d INDEXED BY delivery_rest ON d.occurrence = u.id
                     WHERE d.state NOT IN ('waiting', 'accepted') AND d.state IN ('bounced', 'complained')
                       AND EXISTS (SELECT 1 FROM journal j
                                    WHERE j.delivery = d.id AND j.outcome IN ('accepted', 'uncertain') AND j.at >= u.at)
                )
                SELECT (SELECT coalesce(sum(handed_over), 0) FROM under_way) AS handed_over,
                       (SELECT count(*) FROM returned WHERE state = 'bounced') AS bounced,
                       (SELECT count(*) FROM returned WHERE state = 'complained') AS complained
                """, notification).orElseThrow();
    }

    static long seen(Db db, String notification) throws SQLException {
        return db.number("SELECT coalesce(max(seen), 0) FROM went_on WHERE notification = ?", notification);
    }
}
