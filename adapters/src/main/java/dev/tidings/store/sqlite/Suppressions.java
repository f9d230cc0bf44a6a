package dev.tidings.store.sqlite;

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
    record Covered(Set<Long> ids, Set<Long> occurrences, Map<String, Integer> byNotification) {
        int size() {
            return ids.size();
        }
    }

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
        return new Done(
                added,
                added.isEmpty() ? none() : leaveOut(transaction, Decisions.ids(waiting(transaction.db(), rows))));
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

    /// Whoever waits under one of the rows' addresses, and copies of their mails: as many looks as there are addresses
    /// and occurrences that have somebody waiting.
    private static List<Long> waiting(Db db, String rows) throws SQLException {
        return db.list(row -> row.getLong(1), """
                WITH meant AS MATERIALIZED (
                    SELECT p.delivery, p.occurrence, p.key
                      FROM (SELECT l.delivery
                              FROM json_each(?1) r
                             CROSS JOIN occurrence o INDEXED BY occurrence_waiting ON o.waiting > 0
                             CROSS JOIN lookup_address l ON l.occurrence = o.id AND l.address = lower(r.value ->> 0)
                             UNION ALL
                            SELECT delivery
                              FROM fresh
                             WHERE address IN (SELECT lower(value ->> 0) FROM json_each(?1))) found
                     CROSS JOIN person p ON p.delivery = found.delivery
                ), either (delivery) AS (
                    SELECT delivery FROM meant
                     UNION
                    SELECT c.delivery
                      FROM meant
                     CROSS JOIN person c INDEXED BY person_copies
                        ON c.occurrence = meant.occurrence AND c.key = meant.key AND c.copy IS NOT NULL
                )
                SELECT d.id
                  FROM either
                  JOIN delivery d ON d.id = either.delivery
                 WHERE d.state = 'waiting' AND d.id NOT IN (SELECT delivery FROM sending)
                """, rows);
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

    /// Leaves out those of the latest page whom a suppression covers.
    ///
    /// @param first the page's first delivery
    static Covered ofNewcomers(Transaction transaction, long first) throws SQLException {
        if (nobody(transaction.db())) return none();
        return leaveOut(transaction, Decisions.ids(transaction.db().list(row -> row.getLong(1), """
                        SELECT p.delivery
                          FROM person p
                         WHERE p.delivery >= ? AND p.fit = 1
                           AND EXISTS (SELECT 1
                                         FROM suppression s INDEXED BY suppression_unlifted
                                        WHERE s.lifted_at IS NULL
                                          AND lower(s.address) IN (lower(p.address), lower(p.of_address)))
                        """, first)));
    }

    /// Leaves out those of some deliveries whom a suppression covers.
    static Covered among(Transaction transaction, Collection<Long> deliveries) throws SQLException {
        return deliveries.isEmpty() || nobody(transaction.db())
                ? none()
                : leaveOut(transaction, Decisions.ids(deliveries));
    }

    private static boolean nobody(Db db) throws SQLException {
        return db.number(
                        "SELECT EXISTS (SELECT 1 FROM suppression INDEXED BY suppression_unlifted WHERE lifted_at IS NULL)")
                == 0;
    }

    private record Barred(long id, long occurrence, String notification, State state) {
        static Barred of(ResultSet row) throws SQLException {
            return new Barred(
                    row.getLong("id"),
                    row.getLong("occurrence"),
                    row.getString("notification"),
                    State.of(row.getString("state")));
        }
    }

    /// @param ids of deliveries that are not `sending`
    private static Covered leaveOut(Transaction transaction, String ids) throws SQLException {
        List<Barred> barred = transaction.db().list(Barred::of, """
                        SELECT d.id, d.occurrence, o.notification, d.state
                          FROM delivery d
                          JOIN person p ON p.delivery = d.id
                          JOIN occurrence o ON o.id = d.occurrence
                         WHERE d.id IN (SELECT value FROM json_each(?1))
                           AND EXISTS (SELECT 1
                                         FROM suppression s INDEXED BY suppression_unlifted
                                        WHERE s.lifted_at IS NULL
                                          AND lower(s.address) IN (lower(p.address), lower(p.of_address))
                                          AND s.notification IN ('', o.notification)
                                          AND (s.expires IS NULL OR s.expires > ?2))
                         ORDER BY d.id
                        """, ids, transaction.now());
        if (barred.isEmpty()) return none();
        List<Barred> moved = barred.stream()
                .filter(each -> each.state != State.SUPPRESSED && !each.state.handedOver())
                .toList();
        move(transaction, Decisions.ids(moved.stream().map(Barred::id).toList()));
        moved.forEach(each -> transaction.sums().move(each.occurrence, each.state, State.SUPPRESSED));
        return covered(barred);
    }

    private static void move(Transaction transaction, String ids) throws SQLException {
        Db db = transaction.db();
        db.change("""
                UPDATE delivery
                   SET state = 'suppressed', settled_at = ?1,
                       why = (SELECT s.why
                                FROM person p
                                JOIN occurrence o ON o.id = p.occurrence
                                JOIN suppression s INDEXED BY suppression_unlifted
                                  ON s.lifted_at IS NULL AND lower(s.address) IN (lower(p.address), lower(p.of_address))
                               WHERE p.delivery = delivery.id AND s.notification IN ('', o.notification)
                                 AND (s.expires IS NULL OR s.expires > ?1)
                               ORDER BY s.id
                               LIMIT 1)
                 WHERE id IN (SELECT value FROM json_each(?2))
                """, transaction.now(), ids);
        db.change("""
                INSERT INTO journal (delivery, at, state, why)
                SELECT id, ?, state, why FROM delivery WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
                """, transaction.now(), ids);
        db.change("DELETE FROM kept WHERE delivery IN (SELECT value FROM json_each(?))", ids);
    }

    private static Covered none() {
        return new Covered(Set.of(), Set.of(), Map.of());
    }

    private static Covered covered(List<Barred> barred) {
        Covered covered = new Covered(new HashSet<>(), new HashSet<>(), new TreeMap<>());
        for (Barred each : barred) {
            covered.ids.add(each.id);
            covered.occurrences.add(each.occurrence);
            covered.byNotification.merge(each.notification, 1, Integer::sum);
        }
        return covered;
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
