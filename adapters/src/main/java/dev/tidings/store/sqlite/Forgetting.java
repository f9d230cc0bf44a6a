package dev.tidings.store.sqlite;

import dev.tidings.ledger.Forgotten;
import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Removes what is too old. The file does not shrink: its pages are used again.
final class Forgetting {
    private Forgetting() {}

    static Forgotten forget(Transaction transaction, Instant before, int most) throws SQLException {
        transaction.lookup().takeInAll();
        Db db = transaction.db();
        keepFinishesRising(db);
        List<Long> old = deliveries(db, before, most);
        if (!old.isEmpty()) remove(db, Decisions.ids(old));
        return new Forgotten(occurrences(db, before, most), old.size(), notices(db, before, most));
    }

    /// They are numbered on from the highest there is.
    private static void keepFinishesRising(Db db) throws SQLException {
        db.change("""
                UPDATE meta
                   SET value = max(value, (SELECT coalesce(max(finish), 0) FROM occurrence))
                 WHERE name = 'finishes'
                """);
    }

    private static List<Long> deliveries(Db db, Instant before, int most) throws SQLException {
        return db.list(row -> row.getLong(1), """
                SELECT d.id
                  FROM occurrence o INDEXED BY occurrence_ended
                  JOIN delivery d INDEXED BY delivery_of ON d.occurrence = o.id
                 WHERE o.standing IN ('finished', 'missed', 'skipped', 'cancelled')
                   AND coalesce(o.finished_at, o.fired_at) < ?1 AND o.waiting = 0 AND o.held = 0
                   AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.delivery = d.id AND j.id > ?2)
                 ORDER BY coalesce(o.finished_at, o.fired_at)
                 LIMIT ?3
                """, before, read(db, before), most);
    }

    /// Up to where all have read the journal who still read it.
    private static long read(Db db, Instant since) throws SQLException {
        return db.number("SELECT coalesce(min(position), 9223372036854775807) FROM bookmark WHERE at >= ?", since);
    }

    private static void remove(Db db, String ids) throws SQLException {
        db.change("""
                DELETE FROM lookup_trace
                 WHERE trace IN (SELECT trace FROM delivery WHERE id IN (SELECT value FROM json_each(?)))
                """, ids);
        db.change("""
                DELETE FROM lookup_address
                 WHERE (occurrence, address, delivery) IN (SELECT occurrence, lower(address), delivery
                                                             FROM person
                                                            WHERE delivery IN (SELECT value FROM json_each(?)))
                """, ids);
        db.change("DELETE FROM person WHERE delivery IN (SELECT value FROM json_each(?))", ids);
        db.change("DELETE FROM journal WHERE delivery IN (SELECT value FROM json_each(?))", ids);
        db.change("DELETE FROM transcript WHERE delivery IN (SELECT value FROM json_each(?))", ids);
        db.change("DELETE FROM kept WHERE delivery IN (SELECT value FROM json_each(?))", ids);
        db.change("DELETE FROM delivery WHERE id IN (SELECT value FROM json_each(?))", ids);
        arrivals(
                db,
                db.list(
                        row -> row.getLong(1),
                        "DELETE FROM notice WHERE delivery IN (SELECT value FROM json_each(?)) RETURNING arrival",
                        ids));
    }

    /// Those that were judged and are about no delivery on record.
    private static int notices(Db db, Instant before, int most) throws SQLException {
        List<Long> arrivals = db.list(row -> row.getLong(1), """
                DELETE FROM notice
                 WHERE id IN (SELECT id
                                FROM notice INDEXED BY notice_old
                               WHERE judged_at < ? AND judged_at IS NOT NULL AND delivery IS NULL
                               ORDER BY judged_at
                               LIMIT ?)
                RETURNING arrival
                """, before, most);
        arrivals(db, arrivals);
        return arrivals.size();
    }

    /// Those of which nothing is left.
    private static void arrivals(Db db, List<Long> arrivals) throws SQLException {
        db.change("""
                DELETE FROM arrival
                 WHERE id IN (SELECT value FROM json_each(?))
                   AND NOT EXISTS (SELECT 1 FROM notice WHERE notice.arrival = arrival.id)
                """, Decisions.ids(arrivals));
    }

    /// Those that have nobody, or nobody any more.
    private static int occurrences(Db db, Instant before, int most) throws SQLException {
        List<Long> old = db.list(row -> row.getLong(1), """
                DELETE FROM occurrence
                 WHERE id IN (SELECT o.id
                                FROM occurrence o INDEXED BY occurrence_ended
                               WHERE o.standing IN ('finished', 'missed', 'skipped', 'cancelled')
                                 AND coalesce(o.finished_at, o.fired_at) < ? AND o.waiting = 0 AND o.held = 0
                                 AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.occurrence = o.id)
                               ORDER BY coalesce(o.finished_at, o.fired_at)
                               LIMIT ?)
                RETURNING id
                """, before, most);
        db.change("DELETE FROM request WHERE occurrence IN (SELECT value FROM json_each(?))", Decisions.ids(old));
        return old.size();
    }
}
