package dev.tidings.source.reading;

import dev.tidings.audience.SourceFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Aborts a query that takes longer than its source may. What counts is the time of the source alone: while
/// nobody waits for it, the watch stands still.
///
/// Belongs to one query, and to one thread at a time.
public final class Watch {
    private final Question question;
    private final LongSupplier nanos;
    private long nanosLeft;

    public Watch(Question question) {
        this(question, System::nanoTime);
    }

    /// @param nanos since some moment
    Watch(Question question, LongSupplier nanos) {
        this.question = question;
        this.nanos = nanos;
        this.nanosLeft = question.limits().timeout().toNanos();
    }

    /// How long the source may still take.
    public Duration left() {
        return Duration.ofNanos(Math.max(1, nanosLeft));
    }

    /// What takes its time.
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T go() throws E, SourceFailure;
    }

    /// Does a part of the work. When it had to be aborted it was too slow, whatever it says itself.
    ///
    /// @param abort makes the work end soon; called from another thread, and never after this method returned
    public <T, E extends Exception> T during(Runnable abort, Work<T, E> work) throws E, SourceFailure {
        String tooSlow = "did not answer within %,d ms"
                .formatted(question.limits().timeout().toMillis());
        if (nanosLeft <= 0) throw question.failed(tooSlow);
        Alarm alarm = new Alarm(abort);
        alarm.set(nanosLeft);
        try {
            T done = counted(work);
            if (alarm.stopped()) throw question.failed(tooSlow);
            return done;
        } catch (Exception failure) {
            if (alarm.stopped()) throw question.failed(tooSlow, failure);
            throw failure;
        }
    }

    /// Does a part of the work that itself ends when the time that is [left][#left] has passed.
    public <T, E extends Exception> T counted(Work<T, E> work) throws E, SourceFailure {
        long begun = nanos.getAsLong();
        try {
            return work.go();
        } finally {
            nanosLeft -= nanos.getAsLong() - begun;
        }
    }

    private static final class Alarm {
        private final Runnable abort;
        private final CompletableFuture<Void> bell = new CompletableFuture<>();
        private final ReentrantLock turn = new ReentrantLock();
        private boolean over;
        private boolean aborted;

        private Alarm(Runnable abort) {
            this.abort = abort;
        }

        private void set(long nanos) {
            bell.completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
            // an abort may itself wait for a server
            var _ = bell.thenRunAsync(this::ring, ringing -> Thread.ofVirtual().start(ringing));
        }

        private void ring() {
            turn.lock();
            try {
                if (over) return;
                aborted = true;
                abort.run();
            } finally {
                turn.unlock();
            }
        }

        /// @return whether it was too late
        private boolean stopped() {
            bell.cancel(false);
            turn.lock();
            try {
                over = true;
                return aborted;
            } finally {
                turn.unlock();
            }
        }
    }
}
