package dev.tidings.store.postgres;

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
record Covered(Set<Long> ids, Map<String, Integer> byNotification) {
    int size() {
        return ids.size();
    }

    /// Leaves out whoever waits under one of some suppressions' addresses.
    ///
    /// @param rows of [SuppressionJson]
    static Covered waiting(Transaction transaction, String rows) throws SQLException {
        return leaveOut(transaction, under(transaction.db(), rows));
    }

    /// Whoever waits under one of the rows' addresses, and copies of their mails. They are found by who they are, one
    /// after the other (`OFFSET 0` has the server do so, and `state || ''` keeps it from going through all
    /// who wait).
    private static List<Long> under(Db db, String rows) throws SQLException {
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

    static Covered none() {
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
}
