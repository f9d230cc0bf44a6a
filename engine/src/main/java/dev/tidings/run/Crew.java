package dev.tidings.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads of some workers. Nobody is interrupted: a worker who is told to stop ends the turn he is in,
/// since an interrupted conversation with a mail server would leave a mail uncertain.
final class Crew {
    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
    private static final Duration AFTER_A_MISTAKE = Duration.ofSeconds(1);

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    /// One turn of a worker's loop; waits for work itself, never longer than a few seconds.
    @FunctionalInterface
    interface Turn {
        void take() throws InterruptedException;
    }

    void hire(String name, Turn turn) {
        threads.add(Thread.ofVirtual().name(name).start(() -> work(name, turn)));
    }

    /// A worker who takes a turn every so often.
    void hire(String name, Duration every, Turn turn) {
        hire(name, () -> {
            turn.take();
            LockSupport.parkNanos(every.toNanos());
        });
    }

    private void work(String name, Turn turn) {
        while (!stopping) {
            try {
                turn.take();
            } catch (InterruptedException asked) {
                return;
            } catch (RuntimeException mistake) {
                LOG.error("{} made a mistake; goes on in {} s", name, AFTER_A_MISTAKE.toSeconds(), mistake);
                LockSupport.parkNanos(AFTER_A_MISTAKE.toNanos());
            }
        }
    }

    void stop() {
        stopping = true;
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
