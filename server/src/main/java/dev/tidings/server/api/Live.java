package dev.tidings.server.api;

import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Tells those who watch what has changed, in topics: `occurrence 12`, `occurrences`, `roads`, `workspace`,
/// `store`, `suppressions`, `returned`.
///
/// A hundred thousand attempts in a minute are a few words a second to each of them.
public final class Live implements Listener {
    private static final int WATCHERS_MAX = 100;

    private final CopyOnWriteArrayList<Watcher> watchers = new CopyOnWriteArrayList<>();

    @Override
    public void on(Event event) {
        if (watchers.isEmpty()) {
            return;
        }
        switch (event) {
            case Event.Fired fired ->
                tell("occurrences", occurrence(fired.occurrence().id()));
            case Event.Missed _, Event.Expired _, Event.Decided _, Event.Forgotten _ -> tell("occurrences");
            case Event.Entered entered ->
                tell("occurrences", occurrence(entered.occurrence().id()));
            case Event.Judged judged -> {
                tell("returned");
                if (judged.became().isPresent()) {
                    tell("occurrences");
                }
            }
            case Event.Stopped _, Event.WentOn _ -> tell("occurrences", "returned");
            case Event.Suppressed _, Event.Lifted _ -> tell("occurrences", "suppressions");
            case Event.Undrawn undrawn ->
                tell("occurrences", occurrence(undrawn.occurrence().id()));
            case Event.Attempted attempted ->
                tell("occurrences", occurrence(attempted.claim().occurrence().id()));
            case Event.Finished finished ->
                tell("occurrences", occurrence(finished.occurrence().id()));
            case Event.Reloaded _, Event.ReloadRefused _ -> tell("workspace");
            case Event.RoadClosed _, Event.RoadOpened _ -> tell("roads");
            case Event.StoreFailing _, Event.StoreRecovered _ -> tell("store");
        }
    }

    private static String occurrence(long id) {
        return "occurrence " + id;
    }

    private void tell(String... topics) {
        for (Watcher watcher : watchers) {
            watcher.hear(topics);
        }
    }

    /// Sends everybody away who watches now: the house closes.
    public void dismiss() {
        watchers.forEach(Watcher::end);
    }

    /// @throws Refusal when too many are watching
    public Watcher watch() {
        if (watchers.size() >= WATCHERS_MAX) {
            throw new Refusal(503, "Too many are watching already.", "Close some pages, then try again.");
        }
        Watcher watcher = new Watcher();
        watchers.add(watcher);
        return watcher;
    }

    /// One who watches; belongs to one thread.
    public final class Watcher implements AutoCloseable {
        private static final Duration GATHERING = Duration.ofMillis(400);

        private final Set<String> heard = ConcurrentHashMap.newKeySet();
        private final Semaphore bell = new Semaphore(0);
        private volatile boolean over;

        private void end() {
            over = true;
            bell.release();
        }

        /// Nothing more will be told.
        public boolean isOver() {
            return over;
        }

        private void hear(String... topics) {
            for (String topic : topics) {
                if (heard.add(topic) && bell.availablePermits() == 0) {
                    bell.release();
                }
            }
        }

        /// What has changed since the last time, in order; waits for something, and a moment for more of it.
        ///
        /// @return empty when nothing did within `atMost`
        public Set<String> next(Duration atMost) throws InterruptedException {
            if (!bell.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                return Set.of();
            }
            if (!over) {
                LockSupport.parkNanos(GATHERING.toNanos());
            }
            bell.drainPermits();
            Set<String> told = new TreeSet<>();
            heard.removeIf(told::add);
            return told;
        }

        @Override
        public void close() {
            watchers.remove(this);
        }
    }
}
