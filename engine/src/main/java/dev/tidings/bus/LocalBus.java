package dev.tidings.bus;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The bus inside one process.
public final class LocalBus implements Bus {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ConcurrentMap<String, Semaphore> bells = new ConcurrentHashMap<>();

    @Override
    public void ring(String subject) {
        Semaphore bell = bell(subject);
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    @Override
    public void await(String subject, Duration atMost) throws InterruptedException {
        Semaphore bell = bell(subject);
        if (bell.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS)) {
            bell.drainPermits();
        }
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public void close() {
        bells.clear();
    }

    private Semaphore bell(String subject) {
        return bells.computeIfAbsent(subject, _ -> new Semaphore(0));
    }
}
