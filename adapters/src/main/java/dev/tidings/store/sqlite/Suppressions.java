package dev.tidings.store.sqlite;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.mail.Address;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Reading;
import dev.tidings.store.jdbc.SuppressionJson;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whom not to mail, as it stands on record.
final class Suppressions {
    private Suppressions() {}

    /// @param added positions in what was to be written
    record Done(List<Integer> added, Covered leftOut) {}

    /// @param rows of [SuppressionJson]
    static Done suppress(Transaction transaction, String rows) throws SQLException {
        endShorter(transaction, rows);
        List<Integer> added = transaction.db().list(row -> row.getInt(1), """
                        SELECT key
                          FROM json_each(?1)
                         WHERE NOT EXISTS (SELECT 1
                                             FROM suppression INDEXED BY suppression_unlifted
                                            WHERE lifted_at IS NULL AND lower(address) = lower(value ->> 0)
                                              AND notification = value ->> 1 AND reason = value ->> 2)
                         ORDER BY key
                        """, rows);
        transaction.db().change("""
                        INSERT INTO suppression (address, notification, reason, why, source, done_by, note, since, expires,
                                                 noted)
                        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                               value ->> 7, value ->> 8, ?2
                          FROM json_each(?1)
                         WHERE true
                         ORDER BY key
                            ON CONFLICT DO NOTHING
                        """, rows, transaction.now());
        return new Done(added, added.isEmpty() ? Covered.none() : Covered.waiting(transaction, rows));
    }

    /// Those that say the same as one of the rows, and hold shorter, give way to it.
    private static void endShorter(Transaction transaction, String rows) throws SQLException {
        transaction.db().change("""
                        UPDATE suppression
                           SET lifted_at = ?2, lifted_source = longer.value ->> 4, lifted_by = longer.value ->> 5,
                               lifted_note = ?3
                          FROM json_each(?1) longer
                         WHERE suppression.lifted_at IS NULL AND suppression.expires IS NOT NULL
                           AND lower(suppression.address) = lower(longer.value ->> 0)
                           AND suppression.notification = longer.value ->> 1
                           AND suppression.reason = longer.value ->> 2
                           AND (longer.value ->> 8 IS NULL OR longer.value ->> 8 > suppression.expires)
                        """, rows, transaction.now(), Suppression.LONGER);
    }

    static List<SuppressionRecord> lift(Transaction transaction, Collection<Long> suppressions, Act act)
            throws SQLException {
        return transaction
                .db()
                .list(
                        Reading::suppressionRecord,
                        """
                        UPDATE suppression SET lifted_at = ?1, lifted_source = ?2, lifted_by = ?3, lifted_note = ?4
                         WHERE id IN (SELECT value FROM json_each(?5)) AND lifted_at IS NULL
                        RETURNING *
                        """,
                        transaction.now(),
                        act.source(),
                        act.by(),
                        act.note(),
                        Decisions.ids(suppressions));
    }

    static List<SuppressionRecord> list(Db db, String beginning, Which which, Page page, Instant now)
            throws SQLException {
        String from = Suppression.key(beginning);
        int holding = which == Which.HOLDING ? 1 : 0;
        if (from.isEmpty()) {
            return db.list(Reading::suppressionRecord, """
                    SELECT *
                      FROM suppression
                     WHERE id < ?1 AND (?2 = 0 OR lifted_at IS NULL AND (expires IS NULL OR expires > ?3))
                     ORDER BY id DESC
                     LIMIT ?4
                    """, page.before(), holding, now, page.most());
        }
        return db.list(
                Reading::suppressionRecord,
                """
                SELECT *
                  FROM suppression INDEXED BY suppression_of
                 WHERE lower(address) >= ?5 AND lower(address) < ?6 AND id < ?1
                   AND (?2 = 0 OR lifted_at IS NULL AND (expires IS NULL OR expires > ?3))
                 ORDER BY id DESC
                 LIMIT ?4
                """,
                page.before(),
                holding,
                now,
                page.most(),
                from,
                from + Character.toString(Character.MAX_CODE_POINT));
    }

    /// By key of the address, the earliest on record.
    static Map<String, Suppression> covering(Db db, String notification, List<Address> addresses, Instant now)
            throws SQLException {
        Map<String, Suppression> covering = new HashMap<>();
        db.visit(
                row -> {
                    Suppression each = Reading.suppression(row);
                    covering.putIfAbsent(Suppression.key(each.address()), each);
                    return true;
                },
                """
                SELECT s.*
                  FROM json_each(?1) a
                 CROSS JOIN suppression s INDEXED BY suppression_unlifted
                    ON s.lifted_at IS NULL AND lower(s.address) = a.value
                 WHERE s.notification IN ('', ?2) AND (s.expires IS NULL OR s.expires > ?3)
                 ORDER BY s.id
                """,
                SuppressionJson.keys(addresses),
                notification,
                now);
        return covering;
    }
}
