package dev.tidings.smtp;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Breaks off a step that outlives its time, whatever it is stuck in: reading a trickle, writing to a peer
/// that reads no more, or a TLS handshake. A socket's own timeout covers none of these, since it starts anew
/// with each octet.
///
/// It costs no thread: the JDK's one timer wakes it, on a virtual thread. Nor does it cost a timer for each
/// step: one that is already set is left alone when it rings early enough, and set again then.
public final class Alarm {
    private final Runnable onRing;
    private @Nullable CompletableFuture<@Nullable Void> timer;
    private long timerAt;
    private int timers;
    private boolean armed;
    private long deadline;
    private boolean rang;

    /// @param onRing closes what the step is stuck in
    public Alarm(Runnable onRing) {
        this.onRing = onRing;
    }

    public synchronized void arm(Duration time) {
        armed = true;
        deadline = System.nanoTime() + time.toNanos();
        if (timer == null || timerAt - deadline > 0) {
            setTimer();
        }
    }

    public synchronized void disarm() {
        armed = false;
    }

    /// For good.
    public synchronized void stop() {
        armed = false;
        cancelTimer();
    }

    public synchronized boolean rang() {
        return rang;
    }

    private void setTimer() {
        cancelTimer();
        int number = ++timers;
        CompletableFuture<@Nullable Void> next = new CompletableFuture<>();
        CompletableFuture<?> _ = next.thenRunAsync(() -> wake(number), Thread::startVirtualThread);
        timer = next.completeOnTimeout(null, Math.max(1, deadline - System.nanoTime()), NANOSECONDS);
        timerAt = deadline;
    }

    /// Takes it off the JDK's queue too, where it would keep a closed connection in memory.
    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void wake(int number) {
        if (isDue(number)) {
            onRing.run();
        }
    }

    private synchronized boolean isDue(int number) {
        if (number != timers || timer == null) {
            return false;
        }
        timer = null;
        if (!armed) {
            return false;
        }
        if (deadline - System.nanoTime() > 0) {
            setTimer();
            return false;
        }
        armed = false;
        rang = true;
        return true;
    }
}
