package dev.tidings.store.postgres;

import dev.tidings.deliver.State;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.HandedBefore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What people decide, and what time decides. While they do, nobody claims or arms anything.
final class Decisions {
    private static final int SWEPT_AT_ONCE = 20_000;

    private Decisions() {}

    private record Standing(long id, long occurrence, String notification, State state) {
        static Standing of(ResultSet row) throws SQLException {
            return new Standing(
                    row.getLong("id"),
                    row.getLong("occurrence"),
                    row.getString("notification"),
                    State.of(row.getString("state")));
        }
    }

    static int retry(Transaction transaction, Collection<Long> deliveries) throws SQLException {
        transaction.stopSuppressing();
        return retry(transaction, transaction.db().list(Standing::of, """
                        SELECT d.id, d.occurrence, o.notification, d.state
                          FROM delivery d
                          JOIN person p ON p.delivery = d.id
                          JOIN occurrence o ON o.id = d.occurrence
                         WHERE d.id = ANY (?::bigint[])
                           AND d.state IN ('failed', 'held', 'expired', 'skipped', 'suppressed', 'bounced',
                                           'complained') AND p.fit
                         ORDER BY d.id
                           FOR UPDATE OF d
                        """, deliveries));
    }

    static int retryAll(Transaction transaction, long occurrence) throws SQLException {
        transaction.stopSuppressing();
        return retry(transaction, transaction.db().list(Standing::of, """
                        SELECT d.id, d.occurrence, o.notification, d.state
                          FROM delivery d
                          JOIN person p ON p.delivery = d.id
                          JOIN occurrence o ON o.id = d.occurrence
                         WHERE d.occurrence = ? AND d.state NOT IN ('waiting', 'accepted')
                           AND d.state IN ('failed', 'held') AND p.fit
                         ORDER BY d.id
                           FOR UPDATE OF d
                        """, occurrence));
    }

    private static int retry(Transaction transaction, List<Standing> settled) throws SQLException {
        Covered covered =
                Covered.among(transaction, settled.stream().map(Standing::id).toList());
        List<Standing> chosen = settled.stream()
                .filter(each -> !covered.ids().contains(each.id))
                .toList();
        if (chosen.isEmpty()) return 0;
        Db db = transaction.db();
        Instant now = transaction.now();
        List<Long> ids = chosen.stream().map(Standing::id).toList();
        db.change("""
                UPDATE delivery
                   SET state = 'waiting', retries = 0, not_before = ?1::timestamptz, expires = ?1::timestamptz + span,
                       settled_at = NULL, possible_duplicate = possible_duplicate OR may_have_arrived,
                       why = 'sent once more, by hand'
                 WHERE id = ANY (?2::bigint[])
                """, now, ids);
        note(transaction, ids);
        forget(db, ids);
        HandedBefore handed = new HandedBefore();
        chosen.forEach(each -> handed.again(each.occurrence, each.state));
        handed.write(db);
        chosen.forEach(each -> transaction.sums().move(each.occurrence, each.state, State.WAITING));
        db.change("""
                UPDATE occurrence o
                   SET standing     = CASE WHEN standing IN ('finished', 'cancelled') THEN 'sending' ELSE standing END,
                       finished_at  = NULL,
                       first_expiry = least(first_expiry, again.expires)
                  FROM (SELECT occurrence, min(expires) AS expires
                          FROM delivery
                         WHERE id = ANY (?::bigint[])
                         GROUP BY occurrence) again
                 WHERE o.id = again.occurrence
                """, ids);
        return chosen.size();
    }

    /// @return how many, by notification
    static Map<String, Integer> skip(Transaction transaction, Collection<Long> deliveries) throws SQLException {
        transaction.stopClaims();
        List<Standing> chosen = transaction.db().list(Standing::of, """
                        SELECT d.id, d.occurrence, o.notification, d.state
                          FROM delivery d
                          JOIN occurrence o ON o.id = d.occurrence
                         WHERE d.id = ANY (?::bigint[]) AND d.state IN ('waiting', 'failed', 'held')
                           AND NOT EXISTS (SELECT 1 FROM sending s WHERE s.delivery = d.id)
                         ORDER BY d.id
                           FOR UPDATE OF d
                        """, deliveries);
        Map<String, Integer> changed = new TreeMap<>();
        rest(transaction, chosen, State.SKIPPED, "skipped, by hand", changed);
        return changed;
    }

    static Map<String, Integer> cancel(Transaction transaction, long occurrence) throws SQLException {
        transaction.stopClaims();
        Map<String, Integer> changed = new TreeMap<>();
        int ended = transaction.db().change("""
                        UPDATE occurrence SET standing = 'cancelled', again = NULL
                         WHERE id = ? AND standing IN ('due', 'expanding', 'sending')
                        """, occurrence);
        if (ended == 0) return changed;
        List<Standing> waiting = transaction.db().list(Standing::of, """
                        SELECT d.id, d.occurrence, o.notification, d.state
                          FROM delivery d
                          JOIN occurrence o ON o.id = d.occurrence
                         WHERE d.state = 'waiting' AND d.occurrence = ?
                           AND NOT EXISTS (SELECT 1 FROM sending s WHERE s.delivery = d.id)
                        """, occurrence);
        rest(transaction, waiting, State.CANCELLED, "its occurrence was cancelled", changed);
        transaction.sums().add(occurrence, State.WAITING, 0);
        return changed;
    }

    /// Whether there may be somebody who is no longer worth sending to.
    static boolean mayExpire(Db db, Instant now) throws SQLException {
        return db.number("SELECT count(*) FROM occurrence WHERE first_expiry <= ?::timestamptz", now) > 0;
    }

    /// One portion of those who are no longer worth sending to; callers come again until nobody is left. Who is in
    /// somebody's hands is left alone.
    static Map<String, Integer> expire(Transaction transaction) throws SQLException {
        transaction.stopClaims();
        Map<String, Integer> changed = new TreeMap<>();
        Instant now = transaction.now();
        List<Long> occurrences = transaction
                .db()
                .list(
                        row -> row.getLong(1),
                        "SELECT id FROM occurrence WHERE first_expiry <= ?::timestamptz ORDER BY first_expiry, id",
                        now);
        int count = 0;
        for (Long occurrence : occurrences) {
            List<Standing> late = late(transaction.db(), occurrence, now);
            rest(transaction, late, State.EXPIRED, "expired", changed);
            count += late.size();
            if (count >= SWEPT_AT_ONCE) return changed;
            lookForNextExpiry(transaction.db(), occurrence);
        }
        return changed;
    }

    private static List<Standing> late(Db db, long occurrence, Instant now) throws SQLException {
        return db.list(Standing::of, """
                SELECT d.id, d.occurrence, o.notification, d.state
                  FROM delivery d
                  JOIN occurrence o ON o.id = d.occurrence
                 WHERE d.state = 'waiting' AND d.occurrence = ? AND d.expires <= ?::timestamptz
                   AND NOT EXISTS (SELECT 1 FROM sending s WHERE s.delivery = d.id)
                   AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.delivery = d.id)
                 LIMIT ?
                """, occurrence, now, SWEPT_AT_ONCE);
    }

    /// Those that are being sent count again when they come back.
    private static void lookForNextExpiry(Db db, long occurrence) throws SQLException {
        db.change("""
                UPDATE occurrence
                   SET first_expiry = (SELECT min(expires)
                                         FROM delivery d
                                        WHERE state = 'waiting' AND occurrence = ?1::bigint
                                          AND NOT EXISTS (SELECT 1 FROM sending s WHERE s.delivery = d.id))
                 WHERE id = ?1::bigint
                """, occurrence);
    }

    private static void rest(
            Transaction transaction, List<Standing> chosen, State state, String why, Map<String, Integer> changed)
            throws SQLException {
        if (chosen.isEmpty()) return;
        Db db = transaction.db();
        List<Long> ids = chosen.stream().map(Standing::id).toList();
        db.change("""
                UPDATE delivery SET state = ?, why = ?, settled_at = ?::timestamptz WHERE id = ANY (?::bigint[])
                """, state.word(), why, transaction.now(), ids);
        db.change("DELETE FROM claim WHERE delivery = ANY (?::bigint[])", ids);
        note(transaction, ids);
        forget(db, ids);
        for (Standing each : chosen) {
            transaction.sums().move(each.occurrence, each.state, state);
            changed.merge(each.notification, 1, Integer::sum);
        }
    }

    /// Writes down what no attempt brought about.
    static void note(Transaction transaction, List<Long> ids) throws SQLException {
        transaction.db().change("""
                        INSERT INTO journal (id, delivery, at, state, why)
                        SELECT ?::bigint + row_number() OVER (ORDER BY id), id, ?::timestamptz, state, why
                          FROM delivery
                         WHERE id = ANY (?::bigint[])
                        """, transaction.places(ids.size()), transaction.now(), ids);
    }

    static void forget(Db db, List<Long> ids) throws SQLException {
        db.change("DELETE FROM kept WHERE delivery = ANY (?::bigint[])", ids);
    }
}
