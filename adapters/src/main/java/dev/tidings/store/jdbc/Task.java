package dev.tidings.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A piece of work for the writer.
///
/// What it does to the database may be done several times, until a commit succeeds; what follows in memory is
/// done once, after the commit and before its caller hears of it.
final class Task<T> {
    /// What is done inside the transaction.
    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    /// What is written together with what its neighbours have to write.
    interface Share {
        void to(Batch batch);
    }

    private final @Nullable Share share;
    private final Work<T> work;
    private final Consumer<T> afterwards;
    private final Runnable otherwise;
    private final boolean patient;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private @Nullable T result;

    private Task(@Nullable Share share, Work<T> work, Consumer<T> afterwards, Runnable otherwise, boolean patient) {
        this.share = share;
        this.work = work;
        this.afterwards = afterwards;
        this.otherwise = otherwise;
        this.patient = patient;
    }

    /// Work by itself.
    static <T> Task<T> of(Work<T> work) {
        return new Task<>(null, work, _ -> {}, () -> {}, false);
    }

    /// Work by itself that is followed by something in memory.
    static <T> Task<T> then(Work<T> work, Consumer<T> afterwards, Runnable otherwise) {
        return new Task<>(null, work, afterwards, otherwise, false);
    }

    /// Work whose order among its like does not matter, so that the writer does many at once.
    ///
    /// @param work finds in the transaction's batch what came of its share
    static <T> Task<T> shared(Share share, Work<T> work, Consumer<T> afterwards, Runnable otherwise) {
        return new Task<>(share, work, afterwards, otherwise, false);
    }

    /// The same work, when nobody stands still until it is done.
    Task<T> patiently() {
        return new Task<>(share, work, afterwards, otherwise, true);
    }

    boolean shared() {
        return share != null;
    }

    boolean patient() {
        return patient;
    }

    /// Puts its share into the batch; false when it is work by itself.
    boolean shares(Batch batch) {
        if (share == null) return false;
        share.to(batch);
        return true;
    }

    CompletableFuture<T> future() {
        return future;
    }

    void run(Transaction transaction) throws SQLException {
        result = work.in(transaction);
    }

    /// Those for whom it is durable now. Whoever only waits hears of it here; further steps that hang on a future are
    /// taken on a thread of their own, one for the whole group, so that they may use the store.
    static void succeed(List<Task<?>> group) {
        List<Task<?>> withSteps = new ArrayList<>();
        for (Task<?> each : group) {
            if (each.follows() && each.future.getNumberOfDependents() > 0) withSteps.add(each);
            else each.complete();
        }
        if (!withSteps.isEmpty()) Thread.startVirtualThread(() -> withSteps.forEach(Task::complete));
    }

    /// @return false when what is done in memory failed, as its caller has heard
    @SuppressWarnings("NullAway") // T where run() was called
    private boolean follows() {
        try {
            afterwards.accept(result);
            return true;
        } catch (RuntimeException failed) {
            future.completeExceptionally(failed);
            return false;
        }
    }

    /// Changes nothing where it has failed already.
    @SuppressWarnings("NullAway") // Void's only value, and T where run() was called
    private void complete() {
        future.complete(result);
    }

    void fail(Throwable failed) {
        otherwise.run();
        future.completeExceptionally(
                failed instanceof RuntimeException own ? own : new CompletionException(failed.getMessage(), failed));
    }
}
