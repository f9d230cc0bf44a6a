package dev.tidings.run;

import dev.tidings.ledger.StoreAway;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads of some workers. Nobody is interrupted at work: a worker who is told to stop ends the turn he is in,
/// since an interrupted conversation with a mail server would leave a mail uncertain. Who waits for work is woken.
///
/// Nobody gives up either: after a mistake, and be it that memory ran out, a worker pauses and goes on, longer
/// after each one in a row. The pause stays well below a lease, for one of them renews those. A store that is away is
/// nobody's mistake: it is told once, by the store, and asked again each second.
final class Crew {
    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
    private static final Duration AFTER_A_MISTAKE = Duration.ofSeconds(1);
    private static final int IN_A_ROW_MAX = 8;

    private final Duration afterAMistake;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Set<Thread> waiting = new HashSet<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    Crew() {
        this(AFTER_A_MISTAKE);
    }

    Crew(Duration afterAMistake) {
        this.afterAMistake = afterAMistake;
    }

    /// One turn of a worker's loop; waits for work itself, never longer than a few seconds.
    @FunctionalInterface
    interface Turn {
        void take() throws InterruptedException;
    }

    /// What waits for work, and takes none while it is interrupted.
    @FunctionalInterface
    interface Wait<T> {
        Optional<T> take() throws InterruptedException;
    }

    void hire(String name, Turn turn) {
        threads.add(Thread.ofVirtual().name(name).start(() -> work(name, turn)));
    }

    /// A worker who takes a turn every so often.
    void hire(String name, Duration every, Turn turn) {
        hire(name, () -> {
            turn.take();
            pause(every);
        });
    }

    private void work(String name, Turn turn) {
        int mistakes = 0;
        try {
            while (stopped.getCount() > 0) {
                mistakes = afterATurn(name, turn, mistakes);
                pause(afterAMistake.multipliedBy(Math.min(mistakes, IN_A_ROW_MAX)));
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /// @param before mistakes in a row until now
    /// @return how many there are now
    private static int afterATurn(String name, Turn turn, int before) throws InterruptedException {
        try {
            turn.take();
            return 0;
        } catch (StoreAway away) {
            LOG.debug("{} waits: {}", name, away.toString());
            return 1;
        } catch (RuntimeException | Error mistake) {
            tell(name, mistake);
            return before + 1;
        }
    }

    private static void tell(String name, Throwable mistake) {
        try {
            LOG.error("{} made a mistake; goes on in a few seconds", name, mistake);
        } catch (RuntimeException | Error untold) {
            // without memory there is no log line either, and going on matters more
        }
    }

    /// Ends early when the crew is stopped.
    private boolean pause(Duration pause) throws InterruptedException {
        return stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// A worker waits for work, until some comes or the crew is stopped.
    <T> Optional<T> awaiting(Wait<T> wait) throws InterruptedException {
        if (!liesDown()) {
            return Optional.empty();
        }
        try {
            return wait.take();
        } catch (InterruptedException woken) {
            if (stopped.getCount() > 0) {
                throw woken;
            }
            return Optional.empty();
        } finally {
            getsUp();
        }
    }

    private boolean liesDown() {
        synchronized (waiting) {
            return stopped.getCount() > 0 && waiting.add(Thread.currentThread());
        }
    }

    /// Nothing of being woken is left behind.
    private void getsUp() {
        synchronized (waiting) {
            waiting.remove(Thread.currentThread());
            if (stopped.getCount() == 0) {
                Thread.interrupted();
            }
        }
    }

    void stop() {
        synchronized (waiting) {
            stopped.countDown();
            waiting.forEach(Thread::interrupt);
        }
    }

    /// Waits until everybody has stopped.
    void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// Waits until everybody has stopped, at most so long.
    ///
    /// @return false when somebody is still at work
    boolean await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (Thread thread : threads) {
            long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
            if (!thread.join(Duration.ofMillis(left))) {
                return false;
            }
        }
        return true;
    }
}
