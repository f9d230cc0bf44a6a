package dev.tidings.store.sqlite;

import dev.tidings.deliver.State;
import dev.tidings.store.sqlite.Desk.Joined;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What people decide, and what time decides.
final class Decisions {
    private static final int SWEPT_AT_ONCE = 20_000;

    private Decisions() {}

    /// What was changed, by row and by occurrence.
    record Changed(List<Long> deliveries, Set<Long> occurrences) {
        int count() {
            return deliveries.size();
        }
    }

    private record Standing(long id, long occurrence, State state, String road) {
        static Standing of(ResultSet row) throws SQLException {
            return new Standing(
                    row.getLong("id"),
                    row.getLong("occurrence"),
                    State.of(row.getString("state")),
                    row.getString("road"));
        }
    }

    static List<Joined> retry(Transaction transaction, Collection<Long> deliveries) throws SQLException {
        List<Joined> joined = new ArrayList<>();
        for (Long each : new TreeSet<>(deliveries)) {
            Optional<Standing> one = transaction.db().one(Standing::of, """
                            SELECT d.id, d.occurrence, d.state, d.road
                              FROM delivery d
                              JOIN person p ON p.delivery = d.id
                             WHERE d.id = ? AND d.state IN ('failed', 'held', 'expired', 'skipped') AND p.fit = 1
                            """, each);
            if (one.isPresent()) joined.add(retry(transaction, one.get()));
        }
        return joined;
    }

    static List<Joined> retryAll(Transaction transaction, long occurrence) throws SQLException {
        List<Standing> failed = transaction.db().list(Standing::of, """
                        SELECT d.id, d.occurrence, d.state, d.road
                          FROM delivery d INDEXED BY delivery_rest
                          JOIN person p ON p.delivery = d.id
                         WHERE d.occurrence = ? AND d.state NOT IN ('waiting', 'sending', 'accepted')
                           AND d.state IN ('failed', 'held') AND p.fit = 1
                         ORDER BY d.id
                        """, occurrence);
        List<Joined> joined = new ArrayList<>();
        for (Standing each : failed) {
            joined.add(retry(transaction, each));
        }
        return joined;
    }

    private static Joined retry(Transaction transaction, Standing one) throws SQLException {
        Db db = transaction.db();
        Instant now = transaction.now();
        db.change("""
                UPDATE delivery
                   SET state = 'waiting', retries = 0, not_before = ?1, expires = ?1 + span, settled_at = NULL,
                       possible_duplicate = max(possible_duplicate, may_have_arrived), why = 'sent once more, by hand'
                 WHERE id = ?2
                """, now, one.id);
        db.change("DELETE FROM kept WHERE delivery = ?", one.id);
        db.change("""
                UPDATE occurrence
                   SET standing     = CASE WHEN standing IN ('finished', 'cancelled') THEN 'sending' ELSE standing END,
                       finished_at  = NULL,
                       first_expiry = min(coalesce(first_expiry, 9e18), (SELECT expires FROM delivery WHERE id = ?))
                 WHERE id = ?
                """, one.id, one.occurrence);
        transaction.sums().move(one.occurrence, one.state, State.WAITING);
        return new Joined(one.road, one.occurrence, now.toEpochMilli(), one.id);
    }

    static Changed skip(Transaction transaction, Collection<Long> deliveries) throws SQLException {
        Changed changed = new Changed(new ArrayList<>(), new HashSet<>());
        for (Long each : new TreeSet<>(deliveries)) {
            Optional<Standing> one = transaction.db().one(Standing::of, """
                            SELECT id, occurrence, state, road
                              FROM delivery
                             WHERE id = ? AND state IN ('waiting', 'failed', 'held')
                            """, each);
            if (one.isPresent()) rest(transaction, one.get(), State.SKIPPED, "skipped, by hand", changed);
        }
        return changed;
    }

    static Changed cancel(Transaction transaction, long occurrence) throws SQLException {
        Changed changed = new Changed(new ArrayList<>(), new HashSet<>());
        int ended = transaction.db().change("""
                        UPDATE occurrence SET standing = 'cancelled', again = NULL
                         WHERE id = ? AND standing IN ('due', 'expanding', 'sending')
                        """, occurrence);
        if (ended == 0) return changed;
        for (Standing each : waiting(transaction.db(), occurrence, Long.MAX_VALUE, Integer.MAX_VALUE)) {
            rest(transaction, each, State.CANCELLED, "its occurrence was cancelled", changed);
        }
        changed.occurrences.add(occurrence);
        transaction.sums().add(occurrence, State.WAITING, 0);
        return changed;
    }

    /// One portion of those who are no longer worth sending to; callers come again until nobody is left.
    static Changed expire(Transaction transaction, Set<Long> inHand) throws SQLException {
        Changed changed = new Changed(new ArrayList<>(), new HashSet<>());
        long now = transaction.now().toEpochMilli();
        List<Long> occurrences = transaction
                .db()
                .list(
                        row -> row.getLong(1),
                        "SELECT id FROM occurrence WHERE first_expiry <= ? ORDER BY first_expiry",
                        now);
        for (Long occurrence : occurrences) {
            List<Standing> late = waiting(transaction.db(), occurrence, now, SWEPT_AT_ONCE + inHand.size());
            for (Standing each : late) {
                if (!inHand.contains(each.id)) rest(transaction, each, State.EXPIRED, "expired", changed);
            }
            if (changed.count() >= SWEPT_AT_ONCE) return changed;
            lookForNextExpiry(transaction.db(), occurrence);
        }
        return changed;
    }

    private static List<Standing> waiting(Db db, long occurrence, long expired, int most) throws SQLException {
        return db.list(Standing::of, """
                SELECT id, occurrence, state, road
                  FROM delivery INDEXED BY delivery_waiting
                 WHERE state = 'waiting' AND occurrence = ? AND expires <= ?
                 LIMIT ?
                """, occurrence, expired, most);
    }

    /// Those that are being sent count again when they come back.
    private static void lookForNextExpiry(Db db, long occurrence) throws SQLException {
        db.change("""
                UPDATE occurrence
                   SET first_expiry = (SELECT min(expires)
                                         FROM delivery INDEXED BY delivery_waiting
                                        WHERE state = 'waiting' AND occurrence = ?1)
                 WHERE id = ?1
                """, occurrence);
    }

    private static void rest(Transaction transaction, Standing one, State state, String why, Changed changed)
            throws SQLException {
        transaction
                .db()
                .change(
                        "UPDATE delivery SET state = ?, why = ?, settled_at = ? WHERE id = ?",
                        state.word(),
                        why,
                        transaction.now(),
                        one.id);
        transaction.db().change("DELETE FROM kept WHERE delivery = ?", one.id);
        transaction.sums().move(one.occurrence, one.state, state);
        changed.deliveries.add(one.id);
        changed.occurrences.add(one.occurrence);
    }
}
