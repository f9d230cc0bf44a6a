package dev.tidings.store.jdbc;

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
public final class Task<S extends Session, T> {
    /// What is done inside a transaction.
    public interface Work<S extends Session, T> {
        T in(S session) throws SQLException;
    }

    /// What is written together with what its neighbours have to write.
    public interface Share<S extends Session> {
        void to(S session);
    }

    private final @Nullable Share<S> share;
    private final Work<S, T> work;
    private final Consumer<T> afterwards;
    private final Runnable otherwise;
    private final boolean patient;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private @Nullable T result;

    private Task(
            @Nullable Share<S> share, Work<S, T> work, Consumer<T> afterwards, Runnable otherwise, boolean patient) {
        this.share = share;
        this.work = work;
        this.afterwards = afterwards;
        this.otherwise = otherwise;
        this.patient = patient;
    }

    /// Work by itself.
    public static <S extends Session, T> Task<S, T> of(Work<S, T> work) {
        return new Task<>(null, work, _ -> {}, () -> {}, false);
    }

    /// Work by itself that is followed by something in memory.
    public static <S extends Session, T> Task<S, T> then(Work<S, T> work, Consumer<T> afterwards, Runnable otherwise) {
        return new Task<>(null, work, afterwards, otherwise, false);
    }

    /// Work whose order among its like does not matter, so that the writer does many at once.
    ///
    /// @param work finds in the session what came of its share
    public static <S extends Session, T> Task<S, T> shared(
            Share<S> share, Work<S, T> work, Consumer<T> afterwards, Runnable otherwise) {
        return new Task<>(share, work, afterwards, otherwise, false);
    }

    /// The same work, when nobody stands still until it is done.
    public Task<S, T> patiently() {
        return new Task<>(share, work, afterwards, otherwise, true);
    }

    boolean shared() {
        return share != null;
    }

    boolean patient() {
        return patient;
    }

    /// Puts its share into what is written together; false when it is work by itself.
    boolean shares(S session) {
        if (share == null) return false;
        share.to(session);
        return true;
    }

    CompletableFuture<T> future() {
        return future;
    }

    void run(S session) throws SQLException {
        result = work.in(session);
    }

    /// Those for whom it is durable now. Whoever waits hears of it here; what follows on work that nobody waits for is
    /// done on a thread of its own, one for the whole group, so that it may use the store.
    static void succeed(List<? extends Task<?, ?>> group) {
        List<Task<?, ?>> patient = new ArrayList<>();
        for (Task<?, ?> each : group) {
            if (!each.follows()) continue;
            if (each.patient) patient.add(each);
            else each.complete();
        }
        if (!patient.isEmpty()) Thread.startVirtualThread(() -> patient.forEach(Task::complete));
    }

    /// @return false when what is done in memory failed, as its caller has heard
    @SuppressWarnings("NullAway") // T where run() was called
    private boolean follows() {
        try {
            afterwards.accept(result);
            return true;
        } catch (RuntimeException | Error failed) {
            end(failed);
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
        end(failed instanceof RuntimeException own ? own : new CompletionException(failed.getMessage(), failed));
    }

    private void end(Throwable failed) {
        if (patient) Thread.startVirtualThread(() -> future.completeExceptionally(failed));
        else future.completeExceptionally(failed);
    }
}
