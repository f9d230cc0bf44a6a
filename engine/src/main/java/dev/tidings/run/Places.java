package dev.tidings.run;

import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Who may draw now, and who waits for a place.
///
/// A source that hangs holds up those alone who ask it too: a few at a time ask one source, the others wait
/// in its own line. Whoever has their people in the workspace itself never stands behind a source.
final class Places {
    /// In place of a source's name: people are listed, or in a file of the workspace.
    static final String HOME = "";

    static final int OF_A_SOURCE = 4;
    /// Of all sources together.
    static final int OF_SOURCES = 32;
    static final int AT_HOME = 8;
    /// For one source. Those at home end soon, so no more are taken; those at a source may hang, so more are
    /// sent away.
    static final int WAITING_MAX = 2_000;

    private static final int TAKEN_MAX = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Map<String, Line> lines = new LinkedHashMap<>();
    /// Waiting or drawing. One that waits long is handed out by the ledger again.
    private final Set<Long> present = new HashSet<>();

    private final Set<Place> taken = new HashSet<>();

    /// Held by one who draws.
    static final class Place {
        private final String source;
        private final Occurrence occurrence;
        private @Nullable Thread thread;
        private boolean unwanted;

        private Place(String source, Occurrence occurrence) {
            this.source = source;
            this.occurrence = occurrence;
        }

        Occurrence occurrence() {
            return occurrence;
        }

        synchronized void entered(Thread thread) {
            this.thread = thread;
            if (unwanted) {
                thread.interrupt();
            }
        }

        private synchronized void interrupt() {
            unwanted = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /// Whoever was never tried goes before those whose source did not answer.
    private static final class Line {
        private final Deque<Occurrence> fresh = new ArrayDeque<>();
        private final Deque<Occurrence> tried = new ArrayDeque<>();
        private int drawing;

        private int waiting() {
            return fresh.size() + tried.size();
        }

        private @Nullable Occurrence poll() {
            return fresh.isEmpty() ? tried.poll() : fresh.poll();
        }
    }

    /// How many more may be taken.
    int room() {
        lock.lock();
        try {
            return Math.min(TAKEN_MAX, WAITING_MAX - line(HOME).waiting());
        } finally {
            lock.unlock();
        }
    }

    /// Has an occurrence wait for a place; one that is here already changes nothing.
    ///
    /// @param tried whether its source was asked before and did not answer
    /// @return false when too many wait there
    boolean queue(String source, Occurrence occurrence, boolean tried) {
        lock.lock();
        try {
            Line line = line(source);
            if (present.contains(occurrence.id())) {
                return true;
            }
            if (!source.equals(HOME) && line.waiting() >= WAITING_MAX) {
                return false;
            }
            present.add(occurrence.id());
            (tried ? line.tried : line.fresh).add(occurrence);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// The next whose turn it is; sources take turns.
    Optional<Place> next() {
        lock.lock();
        try {
            for (String source : List.copyOf(lines.keySet())) {
                Line line = line(source);
                @Nullable Occurrence next = mayDraw(source, line) ? line.poll() : null;
                if (next != null) {
                    line.drawing++;
                    // to the end, so that the others come first the next time
                    lines.remove(source);
                    lines.put(source, line);
                    Place place = new Place(source, next);
                    taken.add(place);
                    return Optional.of(place);
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private boolean mayDraw(String source, Line line) {
        if (source.equals(HOME)) {
            return line.drawing < AT_HOME;
        }
        return line.drawing < OF_A_SOURCE && taken.size() - line(HOME).drawing < OF_SOURCES;
    }

    void leave(Place place) {
        lock.lock();
        try {
            taken.remove(place);
            present.remove(place.occurrence.id());
            Line line = Objects.requireNonNull(lines.get(place.source));
            line.drawing--;
            if (line.drawing == 0 && line.waiting() == 0) {
                lines.remove(place.source);
            }
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until everybody has left, at most so long.
    ///
    /// @return false when somebody has not
    boolean await(Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            while (!taken.isEmpty()) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = left.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Nobody draws, and nobody waits to.
    boolean empty() {
        lock.lock();
        try {
            return present.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void interrupt() {
        lock.lock();
        try {
            taken.forEach(Place::interrupt);
        } finally {
            lock.unlock();
        }
    }

    private Line line(String source) {
        return lines.computeIfAbsent(source, _ -> new Line());
    }
}
