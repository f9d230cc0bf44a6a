package dev.tidings.feedback.mail;

import dev.tidings.feedback.Report;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Reads one message at a time, and rests after each while mail goes out, nineteen times as long as it took: what goes
/// out comes before what comes back, however much that is. Whoever brings it waits as long, and brings it no faster.
public final class Unhurried implements Function<byte[], Report> {
    private static final int REST = 19;
    private static final long REST_MAX = Duration.ofMillis(200).toNanos();
    private static final long LOOK_AGAIN = Duration.ofMillis(200).toNanos();

    private final Function<byte[], Report> reading;
    private final BooleanSupplier sending;
    private final LongSupplier nanos;
    private final LongConsumer pause;
    private final Lock lock = new ReentrantLock();
    private boolean busy;
    private long lookedAt;

    /// @param reading what a raw message says
    /// @param sending whether mail goes out just now
    public Unhurried(Function<byte[], Report> reading, BooleanSupplier sending) {
        this(reading, sending, System::nanoTime, LockSupport::parkNanos);
    }

    /// @param nanos of a clock that has no time of day
    /// @param pause for so many of them
    Unhurried(Function<byte[], Report> reading, BooleanSupplier sending, LongSupplier nanos, LongConsumer pause) {
        this.reading = reading;
        this.sending = sending;
        this.nanos = nanos;
        this.pause = pause;
        this.lookedAt = nanos.getAsLong() - LOOK_AGAIN;
    }

    @Override
    public Report apply(byte[] message) {
        lock.lock();
        try {
            long began = nanos.getAsLong();
            Report report = reading.apply(message);
            rest(began, nanos.getAsLong());
            return report;
        } finally {
            lock.unlock();
        }
    }

    private void rest(long began, long now) {
        if (now - lookedAt >= LOOK_AGAIN) {
            busy = sending.getAsBoolean();
            lookedAt = now;
        }
        if (busy) {
            pause.accept(Math.min(REST * (now - began), REST_MAX));
        }
    }
}
