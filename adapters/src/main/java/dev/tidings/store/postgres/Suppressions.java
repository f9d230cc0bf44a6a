package dev.tidings.store.postgres;

import dev.tidings.deliver.State;
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
import java.util.TreeMap;

/// Whom not to mail: what is on record, and whom of those on their way it covers. Of a mail that somebody does not get
/// nobody gets a copy either.
final class Suppressions {
    private Suppressions() {}

    /// Deliveries that were left out.
    ///
    /// @param ids all that are covered, also those that were left out or handed over before
    record Covered(Set<Long> ids, Map<String, Integer> byNotification) {
        int size() {
            return ids.size();
        }
    }

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
                added.isEmpty() ? none() : leaveOut(transaction, waiting(db, rows)));
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

    /// Whoever waits under one of the rows' addresses, and copies of their mails. They are found by who they are, one
    /// after the other (`OFFSET 0` has the server do so, and `state || ''` keeps it from going through all
    /// who wait).
    private static List<Long> waiting(Db db, String rows) throws SQLException {
        return db.list(row -> row.getLong(1), """
                WITH meant AS MATERIALIZED (
                    SELECT p.delivery, p.occurrence, p.key
                      FROM (SELECT DISTINCT lower(value ->> 0) AS address
                              FROM jsonb_array_elements(?1::jsonb) AS r (value)) r
                     CROSS JOIN LATERAL (
                           SELECT p.delivery, p.occurrence, p.key
                             FROM person p
                             JOIN occurrence o ON o.id = p.occurrence AND o.waiting > 0
                            WHERE lower(p.address) = r.address
                           OFFSET 0) p
                ), either (delivery) AS (
                    SELECT delivery FROM meant
                     UNION
                    SELECT c.delivery
                      FROM meant
                     CROSS JOIN LATERAL (
                           SELECT delivery
                             FROM person
                            WHERE occurrence = meant.occurrence AND key = meant.key AND copy IS NOT NULL
                           OFFSET 0) c
                )
                SELECT d.id
                  FROM either
                 CROSS JOIN LATERAL (
                       SELECT id
                         FROM delivery
                        WHERE id = either.delivery AND state || '' = 'waiting'
                          AND NOT EXISTS (SELECT 1 FROM sending s WHERE s.delivery = id)
                       OFFSET 0) d
                """, rows);
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

    /// Leaves out those of the latest page whom a suppression covers.
    static Covered ofNewcomers(Transaction transaction, Collection<Long> newcomers) throws SQLException {
        return among(transaction, newcomers);
    }

    /// Leaves out those of some deliveries whom a suppression covers.
    static Covered among(Transaction transaction, Collection<Long> deliveries) throws SQLException {
        return deliveries.isEmpty() || nobody(transaction.db()) ? none() : leaveOut(transaction, deliveries);
    }

    private static boolean nobody(Db db) throws SQLException {
        return db.number("SELECT count(*) FROM (SELECT 1 FROM suppression WHERE lifted_at IS NULL LIMIT 1) one") == 0;
    }

    /// @param why as the earliest suppression that covers it says
    private record Barred(long id, long occurrence, String notification, State state, String why) {
        static Barred of(ResultSet row) throws SQLException {
            return new Barred(
                    row.getLong("id"),
                    row.getLong("occurrence"),
                    row.getString("notification"),
                    State.of(row.getString("state")),
                    row.getString("why"));
        }
    }

    /// @param ids of deliveries that are not `sending`
    private static Covered leaveOut(Transaction transaction, Collection<Long> ids) throws SQLException {
        List<Barred> barred = transaction.db().list(Barred::of, """
                        SELECT m.id, m.occurrence, m.notification, m.state, s.why
                          FROM unnest(?1::bigint[]) AS wanted (id)
                         CROSS JOIN LATERAL (
                               SELECT d.id, d.occurrence, d.state, o.notification, lower(p.address) AS address,
                                      lower(p.of_address) AS of_address
                                 FROM delivery d
                                 JOIN person p ON p.delivery = d.id
                                 JOIN occurrence o ON o.id = d.occurrence
                                WHERE d.id = wanted.id
                               OFFSET 0) m
                         CROSS JOIN LATERAL (
                               SELECT why
                                 FROM suppression
                                WHERE lifted_at IS NULL AND lower(address) = ANY (ARRAY[m.address, m.of_address])
                                  AND notification IN ('', m.notification)
                                  AND (expires IS NULL OR expires > ?2::timestamptz)
                                ORDER BY id + 0
                                LIMIT 1) s
                         ORDER BY m.id
                        """, ids, transaction.now());
        if (barred.isEmpty()) return none();
        List<Barred> moved = barred.stream()
                .filter(each -> each.state != State.SUPPRESSED && !each.state.handedOver())
                .toList();
        move(transaction, moved);
        moved.forEach(each -> transaction.sums().move(each.occurrence, each.state, State.SUPPRESSED));
        return covered(barred);
    }

    private static void move(Transaction transaction, List<Barred> moved) throws SQLException {
        Db db = transaction.db();
        List<Long> ids = moved.stream().map(Barred::id).toList();
        db.change("""
                UPDATE delivery d
                   SET state = 'suppressed', settled_at = ?1::timestamptz, why = g.why
                  FROM unnest(?2::bigint[], ?3::text[]) AS g (id, why)
                 WHERE d.id = g.id
                """, transaction.now(), ids, Texts.of(moved, Barred::why));
        db.change("DELETE FROM claim WHERE delivery = ANY (?::bigint[])", ids);
        Decisions.note(transaction, ids);
        Decisions.forget(db, ids);
    }

    private static Covered none() {
        return new Covered(Set.of(), Map.of());
    }

    private static Covered covered(List<Barred> barred) {
        Covered covered = new Covered(new HashSet<>(), new TreeMap<>());
        for (Barred each : barred) {
            covered.ids.add(each.id);
            covered.byNotification.merge(each.notification, 1, Integer::sum);
        }
        return covered;
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
