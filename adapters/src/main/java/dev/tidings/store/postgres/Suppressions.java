package dev.tidings.store.postgres;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.mail.Address;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Reading;
import dev.tidings.store.jdbc.SuppressionJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whom not to mail, as it stands on record.
final class Suppressions {
    private Suppressions() {}

    record Done(List<Suppression> added, Covered leftOut) {}

    private record Row(String address, String notification, String reason) {
        static Row of(Suppression suppression) {
            return new Row(
                    suppression.address().toString(),
                    suppression.notification().orElse(""),
                    suppression.reason().word());
        }

        static Row of(ResultSet row) throws SQLException {
            return new Row(row.getString("address"), row.getString("notification"), row.getString("reason"));
        }
    }

    /// @param wanted of those that say the same one, the longest
    static Done suppress(Transaction transaction, List<Suppression> wanted) throws SQLException {
        transaction.stopClaims();
        transaction.stopEntering();
        Db db = transaction.db();
        String rows = SuppressionJson.of(wanted);
        endShorter(transaction, rows);
        Set<Row> added = new HashSet<>(db.list(Row::of, """
                INSERT INTO suppression (address, notification, reason, why, source, done_by, note, since, expires, noted)
                SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                       to_timestamp((value ->> 7)::numeric / 1000), to_timestamp((value ->> 8)::numeric / 1000),
                       ?2::timestamptz
                  FROM jsonb_array_elements(?1::jsonb) WITH ORDINALITY AS rows (value, place)
                 WHERE NOT EXISTS (SELECT 1
                                     FROM suppression s
                                    WHERE s.lifted_at IS NULL AND lower(s.address) = lower(value ->> 0)
                                      AND s.notification = value ->> 1 AND s.reason = value ->> 2)
                 ORDER BY place
                    ON CONFLICT DO NOTHING
                RETURNING address, notification, reason
                """, rows, transaction.now()));
        return new Done(
                wanted.stream().filter(each -> added.contains(Row.of(each))).toList(),
                added.isEmpty() ? Covered.none() : Covered.waiting(transaction, rows));
    }

    /// Those that say the same as one of the rows, and hold shorter, give way to it.
    private static void endShorter(Transaction transaction, String rows) throws SQLException {
        transaction.db().change("""
                        UPDATE suppression s
                           SET lifted_at = ?2::timestamptz, lifted_source = longer.value ->> 4,
                               lifted_by = longer.value ->> 5, lifted_note = ?3::text
                          FROM jsonb_array_elements(?1::jsonb) AS longer (value)
                         WHERE s.lifted_at IS NULL AND s.expires IS NOT NULL
                           AND lower(s.address) = lower(longer.value ->> 0)
                           AND s.notification = longer.value ->> 1
                           AND s.reason = longer.value ->> 2
                           AND (longer.value ->> 8 IS NULL
                                OR to_timestamp((longer.value ->> 8)::numeric / 1000) > s.expires)
                        """, rows, transaction.now(), Suppression.LONGER);
    }

    static List<SuppressionRecord> lift(Transaction transaction, Collection<Long> suppressions, Act act)
            throws SQLException {
        return transaction
                .db()
                .list(
                        Reading::suppressionRecord,
                        """
                        WITH lifted AS (
                            UPDATE suppression
                               SET lifted_at = ?::timestamptz, lifted_source = ?, lifted_by = ?, lifted_note = ?
                             WHERE id = ANY (?::bigint[]) AND lifted_at IS NULL
                            RETURNING *
                        )
                        SELECT * FROM lifted ORDER BY id
                        """,
                        transaction.now(),
                        act.source(),
                        act.by(),
                        act.note(),
                        suppressions);
    }

    static List<SuppressionRecord> list(Db db, String beginning, Which which, Page page, Instant now)
            throws SQLException {
        return db.list(
                Reading::suppressionRecord,
                """
                SELECT *
                  FROM suppression
                 WHERE starts_with(lower(address), ?1::text) AND id < ?2::bigint
                   AND (NOT ?3::boolean OR lifted_at IS NULL AND (expires IS NULL OR expires > ?4::timestamptz))
                 ORDER BY id DESC
                 LIMIT ?5::bigint
                """,
                Suppression.key(beginning),
                page.before(),
                which == Which.HOLDING,
                now,
                page.most());
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
                  FROM suppression s
                 WHERE s.lifted_at IS NULL AND lower(s.address) = ANY (?::text[])
                   AND s.notification IN ('', ?) AND (s.expires IS NULL OR s.expires > ?::timestamptz)
                 ORDER BY s.id
                """,
                Texts.of(addresses, Suppression::key),
                notification,
                now);
        return covering;
    }
}
