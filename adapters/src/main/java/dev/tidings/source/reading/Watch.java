package dev.tidings.source.reading;

import dev.tidings.audience.SourceFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Aborts what takes longer than a source may.
public final class Watch {
    private final Runnable abort;
    private final CompletableFuture<Void> bell = new CompletableFuture<>();
    private final ReentrantLock turn = new ReentrantLock();
    private boolean over;
    private boolean aborted;

    private Watch(Runnable abort) {
        this.abort = abort;
    }

    /// What takes its time.
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T go() throws E, SourceFailure;
    }

    /// Does the work. When it had to be aborted it was too slow, whatever it says itself.
    ///
    /// @param abort makes the work end soon; called from another thread, and never after this method returned
    public static <T, E extends Exception> T during(Question question, Runnable abort, Work<T, E> work)
            throws E, SourceFailure {
        long millis = question.limits().timeout().toMillis();
        String tooSlow = "did not answer within %,d ms".formatted(millis);
        Watch watch = new Watch(abort);
        watch.bell.completeOnTimeout(null, millis, TimeUnit.MILLISECONDS);
        // an abort may itself wait for a server
        var _ = watch.bell.thenRunAsync(
                watch::ring, ringing -> Thread.ofVirtual().start(ringing));
        try {
            T done = work.go();
            if (watch.stopped()) throw question.failed(tooSlow);
            return done;
        } catch (Exception failure) {
            if (watch.stopped()) throw question.failed(tooSlow, failure);
            throw failure;
        }
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
