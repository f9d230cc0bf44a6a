package dev.tidings.store.jdbc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// What waits for the writer.
///
/// The writer begins as soon as somebody waits for an answer. Work that nobody waits for has a little patience and
/// lets others overtake, so that on a slow road an answer does not cost a commit of its own.
final class Inbox<S extends Session> {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int PATIENT_MAX = 16;

    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition due = lock.newCondition();
    private final Deque<Task<S, ?>> prompt = new ArrayDeque<>();
    private final Deque<Task<S, ?>> patient = new ArrayDeque<>();
    private long patientUntil;
    private boolean everything;
    private boolean closed;

    Inbox(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// @return false when it is closed
    boolean add(Task<S, ?> task) {
        lock.lock();
        try {
            if (closed) return false;
            if (task.patient()) {
                if (patient.isEmpty()) patientUntil = nanoTime.getAsLong() + PATIENCE_NANOS;
                patient.addLast(task);
                if (patient.size() == 1 || patient.size() == PATIENT_MAX) due.signal();
            } else {
                prompt.addLast(task);
                everything |= !task.shared();
                if (prompt.size() == 1) due.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the next group; false when it is closed and nothing is left.
    boolean next(List<Task<S, ?>> group, int most) {
        lock.lock();
        try {
            while (prompt.isEmpty() && !patientDue() && !closed) {
                if (patient.isEmpty()) due.await();
                else due.awaitNanos(patientUntil - nanoTime.getAsLong());
            }
            if (everything || closed || patientDue()) take(patient, group, most);
            take(prompt, group, most);
            everything &= !prompt.isEmpty();
            return !group.isEmpty();
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        } finally {
            lock.unlock();
        }
    }

    private boolean patientDue() {
        return !patient.isEmpty() && (patient.size() >= PATIENT_MAX || nanoTime.getAsLong() - patientUntil >= 0);
    }

    private void take(Deque<Task<S, ?>> from, List<Task<S, ?>> group, int most) {
        while (group.size() < most && !from.isEmpty()) group.add(from.removeFirst());
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            due.signal();
        } finally {
            lock.unlock();
        }
    }
}
