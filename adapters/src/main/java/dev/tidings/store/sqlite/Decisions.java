package dev.tidings.store.sqlite;

import dev.tidings.deliver.State;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.HandedBefore;
import dev.tidings.store.sqlite.Desk.Joined;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What people decide, and what time decides.
final class Decisions {
    private static final int SWEPT_AT_ONCE = 20_000;

    private Decisions() {}

    /// What was changed, by row, by occurrence and in numbers.
    record Changed(List<Long> deliveries, Set<Long> occurrences, Map<String, Integer> byNotification) {
        static Changed nothing() {
            return new Changed(new ArrayList<>(), new HashSet<>(), new TreeMap<>());
        }

        int count() {
            return deliveries.size();
        }
    }

    private record Standing(long id, long occurrence, String notification, State state, String road) {
        static Standing of(ResultSet row) throws SQLException {
            return new Standing(
                    row.getLong("id"),
                    row.getLong("occurrence"),
                    row.getString("notification"),
                    State.of(row.getString("state")),
                    row.getString("road"));
        }
    }

    static List<Joined> retry(Transaction transaction, Collection<Long> deliveries) throws SQLException {
        return retry(transaction, transaction.db().list(Standing::of, """
                        SELECT d.id, d.occurrence, o.notification, d.state, d.road
                          FROM delivery d
                          JOIN person p ON p.delivery = d.id
                          JOIN occurrence o ON o.id = d.occurrence
                         WHERE d.id IN (SELECT value FROM json_each(?))
                           AND d.state IN ('failed', 'held', 'expired', 'skipped', 'suppressed', 'bounced',
                                           'complained') AND p.fit = 1
                         ORDER BY d.id
                        """, ids(deliveries)));
    }

    static List<Joined> retryAll(Transaction transaction, long occurrence) throws SQLException {
        return retry(transaction, transaction.db().list(Standing::of, """
                        SELECT d.id, d.occurrence, o.notification, d.state, d.road
                          FROM delivery d INDEXED BY delivery_rest
                          JOIN person p ON p.delivery = d.id
                          JOIN occurrence o ON o.id = d.occurrence
                         WHERE d.occurrence = ? AND d.state NOT IN ('waiting', 'accepted')
                           AND d.state IN ('failed', 'held') AND p.fit = 1
                         ORDER BY d.id
                        """, occurrence));
    }

    private static List<Joined> retry(Transaction transaction, List<Standing> settled) throws SQLException {
        List<Joined> joined = new ArrayList<>();
        Covered covered =
                Covered.among(transaction, settled.stream().map(Standing::id).toList());
        List<Standing> chosen = settled.stream()
                .filter(each -> !covered.ids().contains(each.id))
                .toList();
        if (chosen.isEmpty()) return joined;
        Db db = transaction.db();
        Instant now = transaction.now();
        String ids = ids(chosen.stream().map(Standing::id).toList());
        db.change("""
                UPDATE delivery
                   SET state = 'waiting', retries = 0, not_before = ?1, expires = ?1 + span, settled_at = NULL,
                       possible_duplicate = max(possible_duplicate, may_have_arrived), why = 'sent once more, by hand'
                 WHERE id IN (SELECT value FROM json_each(?2))
                """, now, ids);
        note(transaction, ids);
        forget(db, ids);
        HandedBefore handed = new HandedBefore();
        chosen.forEach(each -> handed.again(each.occurrence, each.state));
        handed.write(db);
        for (Standing each : chosen) {
            transaction.sums().move(each.occurrence, each.state, State.WAITING);
            joined.add(new Joined(each.road, each.occurrence, now.toEpochMilli(), each.id));
        }
        for (long each : new TreeSet<>(chosen.stream().map(Standing::occurrence).toList())) {
            resume(db, each, ids);
        }
        return joined;
    }

    private static void resume(Db db, long occurrence, String ids) throws SQLException {
        db.change("""
                UPDATE occurrence
                   SET standing     = CASE WHEN standing IN ('finished', 'cancelled') THEN 'sending' ELSE standing END,
                       finished_at  = NULL,
                       first_expiry = min(coalesce(first_expiry, 9e18),
                                          (SELECT min(expires)
                                             FROM delivery
                                            WHERE occurrence = ?1 AND id IN (SELECT value FROM json_each(?2))))
                 WHERE id = ?1
                """, occurrence, ids);
    }

    static Changed skip(Transaction transaction, Collection<Long> deliveries) throws SQLException {
        List<Standing> chosen = transaction.db().list(Standing::of, """
                        SELECT d.id, d.occurrence, o.notification, d.state, d.road
                          FROM delivery d
                          JOIN occurrence o ON o.id = d.occurrence
                         WHERE d.id IN (SELECT value FROM json_each(?)) AND d.state IN ('waiting', 'failed', 'held')
                           AND d.id NOT IN (SELECT delivery FROM sending)
                         ORDER BY d.id
                        """, ids(deliveries));
        Changed changed = Changed.nothing();
        rest(transaction, chosen, State.SKIPPED, "skipped, by hand", changed);
        return changed;
    }

    static Changed cancel(Transaction transaction, long occurrence) throws SQLException {
        Changed changed = Changed.nothing();
        int ended = transaction.db().change("""
                        UPDATE occurrence SET standing = 'cancelled', again = NULL
                         WHERE id = ? AND standing IN ('due', 'expanding', 'sending')
                        """, occurrence);
        if (ended == 0) return changed;
        List<Standing> waiting = waiting(transaction.db(), occurrence, Long.MAX_VALUE, Integer.MAX_VALUE);
        rest(transaction, waiting, State.CANCELLED, "its occurrence was cancelled", changed);
        changed.occurrences.add(occurrence);
        transaction.sums().add(occurrence, State.WAITING, 0);
        return changed;
    }

    /// One portion of those who are no longer worth sending to; callers come again until nobody is left.
    static Changed expire(Transaction transaction, Set<Long> inHand) throws SQLException {
        Changed changed = Changed.nothing();
        long now = transaction.now().toEpochMilli();
        List<Long> occurrences = transaction
                .db()
                .list(
                        row -> row.getLong(1),
                        "SELECT id FROM occurrence WHERE first_expiry <= ? ORDER BY first_expiry",
                        now);
        for (Long occurrence : occurrences) {
            List<Standing> late = waiting(transaction.db(), occurrence, now, SWEPT_AT_ONCE + inHand.size()).stream()
                    .filter(each -> !inHand.contains(each.id))
                    .toList();
            rest(transaction, late, State.EXPIRED, "expired", changed);
            if (changed.count() >= SWEPT_AT_ONCE) return changed;
            lookForNextExpiry(transaction.db(), occurrence);
        }
        return changed;
    }

    private static List<Standing> waiting(Db db, long occurrence, long expired, int most) throws SQLException {
        return db.list(Standing::of, """
                SELECT d.id, d.occurrence, o.notification, d.state, d.road
                  FROM delivery d INDEXED BY delivery_waiting
                  JOIN occurrence o ON o.id = d.occurrence
                 WHERE d.state = 'waiting' AND d.occurrence = ? AND d.expires <= ?
                   AND d.id NOT IN (SELECT delivery FROM sending)
                 LIMIT ?
                """, occurrence, expired, most);
    }

    /// Those that are being sent count again when they come back.
    private static void lookForNextExpiry(Db db, long occurrence) throws SQLException {
        db.change("""
                UPDATE occurrence
                   SET first_expiry = (SELECT min(expires)
                                         FROM delivery INDEXED BY delivery_waiting
                                        WHERE state = 'waiting' AND occurrence = ?1
                                          AND id NOT IN (SELECT delivery FROM sending))
                 WHERE id = ?1
                """, occurrence);
    }

    private static void rest(Transaction transaction, List<Standing> chosen, State state, String why, Changed changed)
            throws SQLException {
        if (chosen.isEmpty()) return;
        String ids = ids(chosen.stream().map(Standing::id).toList());
        transaction.db().change("""
                        UPDATE delivery SET state = ?, why = ?, settled_at = ?
                         WHERE id IN (SELECT value FROM json_each(?))
                        """, state.word(), why, transaction.now(), ids);
        note(transaction, ids);
        forget(transaction.db(), ids);
        for (Standing each : chosen) {
            transaction.sums().move(each.occurrence, each.state, state);
            changed.deliveries.add(each.id);
            changed.occurrences.add(each.occurrence);
            changed.byNotification.merge(each.notification, 1, Integer::sum);
        }
    }

    /// Writes down what no attempt brought about.
    private static void note(Transaction transaction, String ids) throws SQLException {
        transaction.db().change("""
                INSERT INTO journal (delivery, at, state, why)
                SELECT id, ?, state, why FROM delivery WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
                """, transaction.now(), ids);
    }

    static void forget(Db db, String ids) throws SQLException {
        db.change("DELETE FROM kept WHERE delivery IN (SELECT value FROM json_each(?))", ids);
    }

    /// As a JSON array, for `json_each`.
    static String ids(Collection<Long> deliveries) {
        return new TreeSet<>(deliveries).toString();
    }
}
