package dev.tidings.store.sqlite;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A piece of work for the writer.
///
/// What it does to the database may be done several times, until a commit succeeds; what follows in memory is
/// done once, after the commit and before its caller hears of it.
final class Task<T> {
    private static final long ALONE = -1;
    private static final Executor VIRTUAL = Thread::startVirtualThread;

    /// What is done inside the transaction.
    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    private final Work<T> work;
    private final long place;
    private final Consumer<T> afterwards;
    private final Runnable otherwise;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private @Nullable T result;

    /// Work whose order among others matters.
    Task(Work<T> work) {
        this(work, ALONE, _ -> {}, () -> {});
    }

    /// Work that is followed by something in memory.
    Task(Work<T> work, Consumer<T> afterwards) {
        this(work, ALONE, afterwards, () -> {});
    }

    /// Work on a single row, or on neighbours.
    ///
    /// @param place the row
    Task(Work<T> work, long place, Consumer<T> afterwards, Runnable otherwise) {
        this.work = work;
        this.place = place;
        this.afterwards = afterwards;
        this.otherwise = otherwise;
    }

    boolean alone() {
        return place == ALONE;
    }

    long place() {
        return place;
    }

    CompletableFuture<T> future() {
        return future;
    }

    void run(Transaction transaction) throws SQLException {
        result = work.in(transaction);
    }

    /// Whoever hangs further steps on the future runs them on a thread of their own, so that they may use the
    /// store.
    @SuppressWarnings("NullAway") // Void's only value, and T where run() was called
    void succeed() {
        afterwards.accept(result);
        if (future.getNumberOfDependents() > 0) VIRTUAL.execute(() -> future.complete(result));
        else future.complete(result);
    }

    void fail(Throwable failed) {
        otherwise.run();
        future.completeExceptionally(
                failed instanceof RuntimeException own ? own : new CompletionException(failed.getMessage(), failed));
    }
}
