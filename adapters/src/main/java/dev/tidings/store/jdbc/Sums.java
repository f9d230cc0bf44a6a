package dev.tidings.store.sqlite;

import dev.tidings.deliver.State;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// What a transaction changes in the tallies, written once for each occurrence before the transaction ends.
final class Sums {
    private final Map<Long, Map<State, Long>> changes = new TreeMap<>();

    void add(long occurrence, State state, long count) {
        changes.computeIfAbsent(occurrence, _ -> new EnumMap<>(State.class)).merge(state, count, Long::sum);
    }

    void move(long occurrence, State from, State to) {
        if (from == to) return;
        add(occurrence, from, -1);
        add(occurrence, to, 1);
    }

    void clear() {
        changes.clear();
    }

    /// Also finishes those in which nobody waits any more.
    void write(Db db, Instant now) throws SQLException {
        for (Map.Entry<Long, Map<State, Long>> each : changes.entrySet()) {
            Map<State, Long> change = each.getValue();
            db.change(
                    """
                    UPDATE occurrence
                       SET waiting    = waiting + ?1,
                           accepted   = accepted + ?2,
                           failed     = failed + ?3,
                           held       = held + ?4,
                           skipped    = skipped + ?5,
                           expired    = expired + ?6,
                           cancelled  = cancelled + ?7,
                           suppressed = suppressed + ?10,
                           finished_at = CASE WHEN waiting + ?1 = 0 AND standing IN ('sending', 'cancelled')
                                              THEN coalesce(finished_at, ?8) ELSE finished_at END,
                           finish     = CASE WHEN waiting + ?1 = 0 AND standing = 'sending'
                                         THEN (SELECT coalesce(max(finish), 0) + 1 FROM occurrence) ELSE finish END,
                       standing   = CASE WHEN waiting + ?1 = 0 AND standing = 'sending'
                                             THEN 'finished' ELSE standing END
                     WHERE id = ?9
                    """,
                    of(change, State.WAITING),
                    of(change, State.ACCEPTED),
                    of(change, State.FAILED),
                    of(change, State.HELD),
                    of(change, State.SKIPPED),
                    of(change, State.EXPIRED),
                    of(change, State.CANCELLED),
                    now,
                    each.getKey(),
                    of(change, State.SUPPRESSED));
        }
        changes.clear();
    }

    private static long of(Map<State, Long> change, State state) {
        return change.getOrDefault(state, 0L);
    }
}
