package dev.tidings.store.postgres;

import dev.tidings.ledger.Stop;
import dev.tidings.ledger.Tally;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Notices;
import dev.tidings.store.jdbc.Reading;
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
    static boolean goOn(Db db, String notification, Instant now) throws SQLException {
        return db.change("""
                WITH gone AS (
                    DELETE FROM stop WHERE notification = ? RETURNING notification
                ), under_way AS (
                    UPDATE occurrence o
                       SET handed_before = CASE WHEN standing IN ('due', 'expanding', 'sending')
                                                THEN accepted + bounced + complained END
                      FROM gone
                     WHERE o.notification = gone.notification
                       AND (standing IN ('due', 'expanding', 'sending') OR handed_before IS NOT NULL)
                )
                INSERT INTO went_on (notification, seen, at)
                SELECT notification, (SELECT coalesce(max(id), 0) FROM occurrence), ?::timestamptz FROM gone
                    ON CONFLICT (notification) DO UPDATE SET seen = excluded.seen, at = excluded.at
                """, notification, now) > 0;
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
                      JOIN delivery d ON d.occurrence = u.id
                     WHERE d.state NOT IN ('waiting', 'accepted') AND d.state IN ('bounced', 'complained')
                       AND EXISTS (SELECT 1 FROM journal j
                                    WHERE j.delivery = d.id AND j.outcome IN ('accepted', 'uncertain') AND j.at >= u.at)
                )
                SELECT (SELECT coalesce(sum(handed_over), 0) FROM under_way) AS handed_over,
                       (SELECT count(*) FROM returned WHERE state = 'bounced') AS bounced,
                       (SELECT count(*) FROM returned WHERE state = 'complained') AS complained
                """, notification).orElseThrow();
    }

    static List<Stop> all(Db db) throws SQLException {
        return db.list(Notices::stop, "SELECT * FROM stop ORDER BY notification");
    }

    static long seen(Db db, String notification) throws SQLException {
        return db.number("SELECT coalesce(max(seen), 0) FROM went_on WHERE notification = ?", notification);
    }
}
