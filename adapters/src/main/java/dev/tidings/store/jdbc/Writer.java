package dev.tidings.store.sqlite;

import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one thread that writes. Whatever waits becomes one transaction; who handed it in hears of it after the
/// commit.
///
/// While the storage fails, the group is rolled back and tried again each second, and nothing new is begun. A
/// piece of work that fails by its own fault fails alone.
final class Writer implements AutoCloseable {
    private static final int GROUP_MAX = 1000;
    private static final long PAUSE_MILLIS = 1000;

    private final Database database;
    private final Supplier<Optional<String>> lost;
    private final InstantSource clock;
    private final Listener listener;
    private final Inbox inbox = new Inbox(System::nanoTime);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "tidings-store");
    private @Nullable Transaction transaction;
    private boolean failing;

    /// @param lost says why nothing may be written any more
    Writer(Database database, Supplier<Optional<String>> lost, InstantSource clock, Listener listener) {
        this.database = database;
        this.lost = lost;
        this.clock = clock;
        this.listener = listener;
    }

    void start() {
        thread.start();
    }

    /// Has work done and waits until it is durable.
    <T> T write(Task.Work<T> work) {
        return await(submit(Task.of(work)));
    }

    /// Has work done, followed by something in memory, and waits for both.
    <T> T writeThen(Task.Work<T> work, Consumer<T> afterwards) {
        return await(submit(Task.then(work, afterwards, () -> {})));
    }

    static <T> T await(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException own ? own : failed;
        }
    }

    <T> CompletableFuture<T> submit(Task<T> task) {
        if (!inbox.add(task)) task.fail(closed());
        return task.future();
    }

    private void run() {
        List<Task<?>> group = new ArrayList<>();
        while (inbox.next(group, GROUP_MAX)) {
            commit(group);
            group.clear();
        }
        discardSession();
    }

    private void commit(List<Task<?>> group) {
        if (written(group)) Task.succeed(group);
    }

    /// @return true once all of it is durable; false when each has been told what became of it instead
    private boolean written(List<Task<?>> group) {
        while (true) {
            Optional<String> trouble = lost.get();
            try {
                if (trouble.isEmpty()) {
                    attempt(group);
                    recovered();
                    return true;
                }
            } catch (SQLException failed) {
                trouble = StorageTrouble.of(failed);
                if (trouble.isEmpty()) {
                    commitAlone(group, failed);
                    return false;
                }
            } catch (RuntimeException | Error failed) {
                commitAlone(group, failed);
                return false;
            }
            failing(trouble.get());
            if (closedDuringPause()) {
                group.forEach(each -> each.fail(closed()));
                return false;
            }
        }
    }

    private void commitAlone(List<Task<?>> group, Throwable failed) {
        if (group.size() == 1) group.getFirst().fail(failed);
        else group.forEach(each -> commit(List.of(each)));
    }

    private void attempt(List<Task<?>> group) throws SQLException {
        Transaction session = session();
        try {
            session.begin();
            List<Task<?>> together = new ArrayList<>();
            for (Task<?> each : group) {
                if (each.shares(session.batch())) {
                    together.add(each);
                    continue;
                }
                write(together, session);
                session.writeSums();
                each.run(session);
                session.writeSums();
            }
            write(together, session);
            session.commit();
        } catch (SQLException | RuntimeException | Error failed) {
            discardSession();
            throw failed;
        }
    }

    private static void write(List<Task<?>> together, Transaction session) throws SQLException {
        if (together.isEmpty()) return;
        session.batch().write(session);
        for (Task<?> each : together) {
            each.run(session);
        }
        together.clear();
    }

    private Transaction session() throws SQLException {
        Transaction session = transaction;
        if (session == null) {
            session = new Transaction(database.writing(), clock);
            transaction = session;
        }
        return session;
    }

    /// Closing rolls back what was open. A fresh connection also finds a disk that came back.
    private void discardSession() {
        Transaction session = transaction;
        transaction = null;
        if (session != null) session.close();
    }

    private void failing(String why) {
        if (!failing) listener.on(new Event.StoreFailing(why));
        failing = true;
    }

    private void recovered() {
        if (failing) listener.on(new Event.StoreRecovered());
        failing = false;
    }

    private boolean closedDuringPause() {
        try {
            return closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the store is closed; nothing was written");
    }

    /// Writes what was handed in and ends. While the storage fails, what waits is given up and its callers
    /// hear so.
    @Override
    public void close() {
        inbox.close();
        closing.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
