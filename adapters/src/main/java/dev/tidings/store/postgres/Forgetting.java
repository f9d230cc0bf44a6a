package dev.tidings.store.postgres;

import dev.tidings.ledger.Forgotten;
import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Removes what is too old. Whatever people decide at the same time goes before: who was put back to be sent
/// stays.
final class Forgetting {
    private Forgetting() {}

    static Forgotten forget(Transaction transaction, Instant before, int most) throws SQLException {
        Db db = transaction.db();
        List<Long> old = deliveries(db, before, most);
        if (!old.isEmpty()) remove(db, old);
        Forgotten portion = new Forgotten(occurrences(db, before, most), old.size(), notices(db, before, most));
        if (portion.equals(Forgotten.NOTHING)) Revisions.forget(transaction, before);
        return portion;
    }

    /// Takes them out of `delivery`.
    private static List<Long> deliveries(Db db, Instant before, int most) throws SQLException {
        List<Long> old = db.list(row -> row.getLong(1), """
                SELECT d.id
                  FROM occurrence o
                  JOIN delivery d ON d.occurrence = o.id
                 WHERE o.standing IN ('finished', 'missed', 'skipped', 'cancelled')
                   AND coalesce(o.finished_at, o.fired_at) < ?1::timestamptz AND o.waiting = 0 AND o.held = 0
                   AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.delivery = d.id AND j.id > ?2::bigint)
                 ORDER BY coalesce(o.finished_at, o.fired_at)
                 LIMIT ?3::integer
                """, before, read(db, before), most);
        if (old.isEmpty()) return old;
        return db.list(row -> row.getLong(1), """
                DELETE FROM delivery
                 WHERE id = ANY (?::bigint[]) AND state NOT IN ('waiting', 'held')
                RETURNING id
                """, old);
    }

    /// Up to where all have read the journal who still read it.
    private static long read(Db db, Instant since) throws SQLException {
        return db.number(
                "SELECT coalesce(min(position), 9223372036854775807) FROM bookmark WHERE at >= ?::timestamptz", since);
    }

    private static void remove(Db db, List<Long> deliveries) throws SQLException {
        db.change("DELETE FROM person WHERE delivery = ANY (?::bigint[])", deliveries);
        db.change("DELETE FROM journal WHERE delivery = ANY (?::bigint[])", deliveries);
        db.change("DELETE FROM transcript WHERE delivery = ANY (?::bigint[])", deliveries);
        db.change("DELETE FROM kept WHERE delivery = ANY (?::bigint[])", deliveries);
        arrivals(
                db,
                db.list(
                        row -> row.getLong(1),
                        "DELETE FROM notice WHERE delivery = ANY (?::bigint[]) RETURNING arrival",
                        deliveries));
    }

    /// Those that were judged and are about no delivery on record.
    private static int notices(Db db, Instant before, int most) throws SQLException {
        List<Long> arrivals = db.list(row -> row.getLong(1), """
                DELETE FROM notice
                 WHERE id IN (SELECT id
                                FROM notice
                               WHERE judged_at < ?::timestamptz AND judged_at IS NOT NULL AND delivery IS NULL
                               ORDER BY judged_at
                               LIMIT ?::integer)
                RETURNING arrival
                """, before, most);
        arrivals(db, arrivals);
        return arrivals.size();
    }

    /// Those of which nothing is left.
    private static void arrivals(Db db, List<Long> arrivals) throws SQLException {
        db.change("""
                DELETE FROM arrival
                 WHERE id = ANY (?::bigint[]) AND NOT EXISTS (SELECT 1 FROM notice WHERE notice.arrival = arrival.id)
                """, arrivals);
    }

    /// Those that have nobody, or nobody any more.
    private static int occurrences(Db db, Instant before, int most) throws SQLException {
        List<Long> old = db.list(row -> row.getLong(1), """
                DELETE FROM occurrence
                 WHERE standing IN ('finished', 'missed', 'skipped', 'cancelled') AND waiting = 0 AND held = 0
                   AND id IN (SELECT o.id
                                FROM occurrence o
                               WHERE o.standing IN ('finished', 'missed', 'skipped', 'cancelled')
                                 AND coalesce(o.finished_at, o.fired_at) < ?::timestamptz
                                 AND o.waiting = 0 AND o.held = 0
                                 AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.occurrence = o.id)
                               ORDER BY coalesce(o.finished_at, o.fired_at)
                               LIMIT ?::integer)
                RETURNING id
                """, before, most);
        db.change("DELETE FROM request WHERE occurrence = ANY (?::bigint[])", old);
        return old.size();
    }
}
