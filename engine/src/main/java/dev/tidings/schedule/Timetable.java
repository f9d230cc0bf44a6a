package dev.tidings.schedule;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The next instant of everyone, in order. A view of what the ledger knows: asking for what is due
/// changes nothing; an instant goes when the caller has committed it and sets the next.
///
/// Belongs to one thread.
public final class Timetable {
    private final Map<String, Instant> instants = new HashMap<>();
    private final TreeSet<Due> order = new TreeSet<>();

    /// A timetable of these next instants.
    public static Timetable of(Map<String, Instant> instants) {
        Timetable timetable = new Timetable();
        instants.forEach(timetable::set);
        return timetable;
    }

    public void set(String id, Instant next) {
        remove(id);
        instants.put(id, next);
        order.add(new Due(id, next));
    }

    public void remove(String id) {
        Instant known = instants.remove(id);
        if (known != null) {
            order.remove(new Due(id, known));
        }
    }

    /// All whose instant is now or before, the earliest first.
    public List<Due> due(Instant now) {
        return order.stream().takeWhile(due -> !due.instant().isAfter(now)).toList();
    }

    /// When there is next something to do; in the past while something is due.
    public Optional<Instant> wake() {
        return order.isEmpty() ? Optional.empty() : Optional.of(order.first().instant());
    }
}
