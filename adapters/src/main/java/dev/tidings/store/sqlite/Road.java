package dev.tidings.store.sqlite;

import dev.tidings.deliver.Claim;
import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/// The lines of all occurrences that wait for one road. Those with somebody due take turns; the others are
/// left alone until their time, so that asking an idle road costs nothing.
final class Road {
    private final String name;
    private final Map<Long, Line> lines = new HashMap<>();
    private final Deque<Line> turns = new ArrayDeque<>();
    /// Lines of stopped notifications: they neither have turns nor come due.
    private final Map<Line, String> aside = new HashMap<>();
    /// Lines that may be of a stopped notification.
    private final Set<Line> unchecked = new HashSet<>();
    private final TreeSet<Line> quiet = new TreeSet<>(
            Comparator.<Line>comparingLong(each -> each.quietUntil).thenComparingLong(each -> each.occurrence));

    Road(String name) {
        this.name = name;
    }

    /// Somebody waits here from a time on.
    void joined(long occurrence, long notBefore, long id) {
        Line line = lines.get(occurrence);
        if (line == null) {
            line = new Line(occurrence, name);
            lines.put(occurrence, line);
            unchecked.add(line);
            rest(line, notBefore);
            return;
        }
        line.joined(notBefore, id);
        if (notBefore < line.quietUntil && quiet.remove(line)) rest(line, notBefore);
    }

    private void rest(Line line, long until) {
        line.quietUntil = until;
        quiet.add(line);
    }

    /// Something was stopped: any line may be one of its own.
    void stopped() {
        unchecked.addAll(lines.values());
    }

    /// Sets lines of stopped notifications aside.
    void setAside(Set<String> stopped, Db db) throws SQLException {
        if (stopped.isEmpty()) unchecked.clear();
        for (Iterator<Line> rest = unchecked.iterator(); rest.hasNext(); rest.remove()) {
            Line line = rest.next();
            if (lines.get(line.occurrence) != line) continue;
            Optional<String> notification = line.notification(db).filter(stopped::contains);
            if (notification.isPresent()) setAside(line, notification.get());
        }
    }

    private void setAside(Line line, String notification) {
        quiet.remove(line);
        turns.remove(line);
        aside.put(line, notification);
    }

    /// What was set aside has turns again, and is read from its beginning.
    void goesOn(String notification) {
        List<Line> back = aside.entrySet().stream()
                .filter(each -> each.getValue().equals(notification))
                .map(Map.Entry::getKey)
                .toList();
        for (Line each : back) {
            aside.remove(each);
            each.rewind();
            rest(each, Long.MIN_VALUE);
        }
    }

    void rewind(long occurrence) {
        Line line = lines.get(occurrence);
        if (line != null) line.rewind();
    }

    /// Deals from the lines in turn, each giving an equal share. Whoever was dealt when reading fails is dealt
    /// again.
    List<Claim> take(int most, Db db, Instant now, LongPredicate inHand) throws SQLException {
        wake(now.toEpochMilli());
        try {
            return deal(most, db, now, inHand);
        } catch (SQLException failed) {
            lines.values().forEach(Line::rewind);
            throw failed;
        }
    }

    private List<Claim> deal(int most, Db db, Instant now, LongPredicate inHand) throws SQLException {
        List<Claim> taken = new ArrayList<>();
        while (taken.size() < most && !turns.isEmpty()) {
            int share = Math.ceilDiv(most - taken.size(), turns.size());
            for (int rest = turns.size(); rest > 0 && taken.size() < most; rest--) {
                Line line = turns.getFirst();
                boolean more = take(line, Math.min(share, most - taken.size()), taken, db, now, inHand);
                Optional<Long> nextTime = more ? Optional.empty() : line.nextTime(db);
                turns.removeFirst();
                if (more) turns.addLast(line);
                else if (nextTime.isPresent()) rest(line, nextTime.get());
                else lines.remove(line.occurrence);
            }
        }
        return taken;
    }

    /// Empty when all lines have somebody due, or may have.
    Optional<Instant> nextDue(Instant now) {
        return quiet.isEmpty() || quiet.first().quietUntil <= now.toEpochMilli()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(quiet.first().quietUntil));
    }

    private void wake(long now) {
        while (!quiet.isEmpty() && quiet.first().quietUntil <= now) {
            turns.addLast(quiet.removeFirst());
        }
    }

    private static boolean take(Line line, int share, List<Claim> taken, Db db, Instant now, LongPredicate inHand)
            throws SQLException {
        for (int i = 0; i < share; i++) {
            Optional<Claim> next = line.next(db, now, inHand);
            if (next.isEmpty()) return false;
            taken.add(next.get());
        }
        return true;
    }
}
