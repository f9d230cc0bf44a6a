package dev.tidings.run;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many more a courier may have in hand. Whoever waits for a good many is woken once, when they are there, and not
/// each time that one more is.
final class Room {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition enough = lock.newCondition();
    private final int batch;
    private int free;

    /// @param batch so many are worth waiting for
    Room(int all, int batch) {
        this.free = all;
        this.batch = batch;
    }

    /// Waits until a batch is free, at most so long, and takes all that is.
    int take(Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (free < batch && nanos > 0) {
                nanos = enough.awaitNanos(nanos);
            }
            int taken = free;
            free = 0;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void giveBack(int count) {
        lock.lock();
        try {
            free += count;
            if (free >= batch) enough.signal();
        } finally {
            lock.unlock();
        }
    }
}
