package dev.tidings.store.sqlite;

import dev.tidings.deliver.State;
import dev.tidings.store.jdbc.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Deliveries that a suppression covers, and that are left out. Of a mail that somebody does not get nobody gets a
/// copy either.
///
/// @param ids all that are covered, also those that were left out or handed over before
record Covered(Set<Long> ids, Set<Long> occurrences, Map<String, Integer> byNotification) {
    int size() {
        return ids.size();
    }

    /// Leaves out whoever waits under one of some suppressions' addresses.
    ///
    /// @param rows of [SuppressionJson]
    static Covered waiting(Transaction transaction, String rows) throws SQLException {
        return leaveOut(transaction, Decisions.ids(under(transaction.db(), rows)));
    }

    /// Whoever waits under one of the rows' addresses, and copies of their mails: as many looks as there are addresses
    /// and occurrences that have somebody waiting.
    private static List<Long> under(Db db, String rows) throws SQLException {
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

    static Covered none() {
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
}
