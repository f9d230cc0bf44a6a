package dev.tidings.store.jdbc;

import dev.tidings.deliver.State;
import dev.tidings.store.jdbc.Consequences.Change;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How many of an occurrence had been handed over when somebody let its notification go on. A mail of it that
/// is sent once more counts as handed over afterwards.
public final class HandedBefore {
    private final Map<Long, Long> again = new TreeMap<>();

    /// One of an occurrence is to be sent once more.
    public void again(long occurrence, State state) {
        if (state.handedOver()) {
            again.merge(occurrence, 1L, Long::sum);
        }
    }

    /// Some of which nobody knew were handed over, as it turns out: those that were sent by then, too.
    public static void settled(Db db, List<Change> settled) throws SQLException {
        for (Change each : settled) {
            db.change("""
                    UPDATE occurrence
                       SET handed_before = handed_before + 1
                     WHERE id = ? AND handed_before IS NOT NULL
                       AND (SELECT w.at FROM went_on w WHERE w.notification = occurrence.notification)
                           > (SELECT max(j.at) FROM journal j
                               WHERE j.delivery = ? AND j.outcome IN ('accepted', 'uncertain'))
                    """, each.occurrence(), each.delivery());
        }
    }

    /// Before the tallies change.
    public void write(Db db) throws SQLException {
        for (Map.Entry<Long, Long> each : again.entrySet()) {
            db.change("""
                    UPDATE occurrence
                       SET handed_before = coalesce(handed_before, accepted + bounced + complained) - ?
                     WHERE id = ?
                       AND (handed_before IS NOT NULL
                            OR id <= (SELECT w.seen FROM went_on w WHERE w.notification = occurrence.notification))
                    """, each.getValue(), each.getKey());
        }
    }
}
