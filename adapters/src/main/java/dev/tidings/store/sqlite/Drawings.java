package dev.tidings.store.sqlite;

import dev.tidings.deliver.State;
import dev.tidings.ledger.Entered;
import dev.tidings.ledger.Ledger;
import dev.tidings.notification.Occurrence;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What: audiences coming on record.
final class Drawings {
    private Drawings() {}

    static List<Occurrence> expand(Transaction transaction, int most) throws SQLException {
        List<Occurrence> due = new ArrayList<>(transaction.db().list(Reading::occurrence, """
                        SELECT *
                          FROM occurrence
                         WHERE standing IN ('due', 'expanding') AND again IS NULL
                         ORDER BY id
                         LIMIT ?
                        """, most));
        due.addAll(transaction.db().list(Reading::occurrence, """
                        SELECT *
                          FROM occurrence
                         WHERE standing IN ('due', 'expanding') AND again <= ?
                         ORDER BY again, id
                         LIMIT ?
                        """, transaction.now(), most - due.size()));
        for (Occurrence each : due) {
            transaction.db().change("""
                            UPDATE occurrence SET standing = 'expanding', again = ?, why = '', seen = 0 WHERE id = ?
                            """, transaction.now().plus(Ledger.PATIENCE), each.id());
        }
        return due;
    }

    static Entered enter(Transaction transaction, Occurrence occurrence, Instant firstExpiry, PageJson page)
            throws SQLException {
        if (!goOn(transaction, occurrence, firstExpiry, page.count())) return Entered.NOBODY;
        long first = transaction.places(page.count());
        int added = deliveries(transaction, occurrence, first, page);
        describe(transaction.db(), occurrence, first, page);
        int misfits = page.misfits() == 0 ? 0 : misfits(transaction, first);
        transaction.sums().add(occurrence.id(), State.WAITING, added - misfits);
        transaction.sums().add(occurrence.id(), State.FAILED, misfits);
        int suppressed = Suppressions.ofNewcomers(transaction, first).size();
        return new Entered(added - misfits - suppressed, misfits, suppressed, page.count() - added);
    }

    /// @return false when it is not being drawn any more
    private static boolean goOn(Transaction transaction, Occurrence occurrence, Instant firstExpiry, int count)
            throws SQLException {
        return transaction
                        .db()
                        .change("""
                        UPDATE occurrence
                           SET standing = 'expanding', again = ?1, seen = seen + ?2,
                               first_expiry = min(coalesce(first_expiry, ?3), ?3)
                         WHERE id = ?4 AND standing IN ('due', 'expanding')
                        """, transaction.now().plus(Ledger.PATIENCE), count, firstExpiry, occurrence.id())
                == 1;
    }

    /// Gives each row of the page the place of its position; whoever is on record already leaves it empty.
    ///
    /// @return how many are new
    private static int deliveries(Transaction transaction, Occurrence occurrence, long first, PageJson page)
            throws SQLException {
        return transaction.db().change("""
                        INSERT INTO delivery (id, occurrence, trace, state, road, due, not_before, expires, span,
                                              settled_at, why)
                        SELECT ?1 + key, ?2, unhex(value ->> 0), value ->> 4, value ->> 1,
                               value ->> 2, value ->> 2, value ->> 3, (value ->> 3) - (value ->> 2),
                               CASE WHEN value ->> 4 = 'failed' THEN ?3 END, value ->> 5
                          FROM json_each(?4)
                         WHERE true
                         ORDER BY key
                            ON CONFLICT (trace) DO NOTHING
                        """, first, occurrence.id(), transaction.now(), page.rows());
    }

    private static void describe(Db db, Occurrence occurrence, long first, PageJson page) throws SQLException {
        db.change("""
                INSERT INTO person (delivery, occurrence, fit, key, name, address, locale, zone, columns)
                SELECT ?1 + key, ?2, value ->> 4 = 'waiting', value ->> 6, value ->> 7, value ->> 8, value ->> 9,
                       value ->> 10, value ->> 11
                  FROM json_each(?3)
                 WHERE EXISTS (SELECT 1 FROM delivery WHERE id = ?1 + key)
                 ORDER BY key
                """, first, occurrence.id(), page.rows());
    }

    /// Writes down those who make no recipient; returns how many.
    private static int misfits(Transaction transaction, long first) throws SQLException {
        return transaction.db().change("""
                        INSERT INTO journal (delivery, at, state, why)
                        SELECT id, ?, state, why FROM delivery WHERE id >= ? AND state = 'failed' ORDER BY id
                        """, transaction.now(), first);
    }

    /// Everyone is on record, or nobody else will be: then `why` says so.
    static int end(Transaction transaction, Occurrence occurrence, String why) throws SQLException {
        int ended = transaction.db().change("""
                        UPDATE occurrence SET standing = 'sending', again = NULL, why = ?
                         WHERE id = ? AND standing IN ('due', 'expanding')
                        """, why, occurrence.id());
        transaction.sums().add(occurrence.id(), State.WAITING, 0);
        return ended;
    }

    static int postpone(Transaction transaction, Occurrence occurrence, Instant again, String why) throws SQLException {
        return transaction.db().change("""
                        UPDATE occurrence SET standing = 'due', again = ?, why = ?
                         WHERE id = ? AND standing IN ('due', 'expanding')
                        """, again, why, occurrence.id());
    }
}
