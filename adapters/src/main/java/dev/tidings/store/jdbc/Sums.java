package dev.tidings.store.jdbc;

import dev.tidings.deliver.State;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// What a transaction changes in the tallies, written once for each occurrence before the transaction ends: in
/// the order of their ids, so that two nodes never wait for each other.
public final class Sums {
    private final Map<Long, Map<State, Long>> changes = new TreeMap<>();

    public void add(long occurrence, State state, long count) {
        changes.computeIfAbsent(occurrence, _ -> new EnumMap<>(State.class)).merge(state, count, Long::sum);
    }

    public void move(long occurrence, State from, State to) {
        if (from == to) return;
        add(occurrence, from, -1);
        add(occurrence, to, 1);
    }

    /// Writes what one occurrence's tally changes by.
    public interface Sheet {
        void change(long occurrence, Map<State, Long> by) throws SQLException;
    }

    public void write(Sheet sheet) throws SQLException {
        for (Map.Entry<Long, Map<State, Long>> each : changes.entrySet()) {
            sheet.change(each.getKey(), each.getValue());
        }
        changes.clear();
    }

    public static long of(Map<State, Long> change, State state) {
        return change.getOrDefault(state, 0L);
    }
}
