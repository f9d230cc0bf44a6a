package dev.tidings.store.jdbc;

import dev.tidings.ledger.StoreAway;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one thread that writes. Whatever waits becomes one transaction; who handed it in hears of it after the
/// commit.
///
/// While the storage fails, the group is rolled back and tried again each second, and nothing new is begun. A
/// piece of work that fails by its own fault fails alone.
public final class Writer<S extends Session> implements AutoCloseable {
    private static final int GROUP_MAX = 1000;
    private static final long PAUSE_MILLIS = 1000;
    private static final Duration LAST_WORD = Duration.ofSeconds(5);
    private static final long HALT_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Opening<S> opening;
    private final Function<SQLException, Optional<String>> trouble;
    private final Supplier<Optional<String>> lost;
    private final Condition condition;
    private final Runnable doubt;
    private final Inbox<S> inbox = new Inbox<>(System::nanoTime);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "tidings-store");
    private volatile @Nullable S open;
    private boolean failing;
    /// When it asked for what has not been answered yet.
    private Optional<Long> asked = Optional.empty();

    /// Opens a connection to write by.
    public interface Opening<S> {
        S session() throws SQLException;
    }

    /// @param trouble tells a store that cannot be written for now from a statement that is wrong
    /// @param lost    says why nothing may be written any more
    /// @param doubt   is run while the storage is slow to answer
    public Writer(
            Opening<S> opening,
            Function<SQLException, Optional<String>> trouble,
            Supplier<Optional<String>> lost,
            Condition condition,
            Runnable doubt) {
        this.opening = opening;
        this.trouble = trouble;
        this.lost = lost;
        this.condition = condition;
        this.doubt = doubt;
    }

    public void start() {
        thread.start();
        Thread.ofVirtual().name("watch of the store").start(this::watch);
    }

    private void watch() {
        long looked = System.nanoTime();
        while (!closedDuringPause()) {
            long now = System.nanoTime();
            // after a halt of this process all that it waits for seems to be late
            if (now - looked < HALT_NANOS) look(now);
            looked = now;
        }
    }

    private synchronized void look(long now) {
        long waited = asked.map(since -> now - since).orElse(0L);
        if (waited >= SLOW_NANOS) doubt.run();
        if (waited >= SILENT_NANOS) failing("it has said nothing for 10 s");
    }

    /// Has work done and waits until it is durable.
    public <T> T write(Task.Work<S, T> work) {
        return await(submit(Task.of(work)));
    }

    /// Has work done, followed by something in memory, and waits for both.
    public <T> T writeThen(Task.Work<S, T> work, Consumer<T> afterwards) {
        return await(submit(Task.then(work, afterwards, () -> {})));
    }

    public static <T> T await(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException own ? own : failed;
        }
    }

    public <T> CompletableFuture<T> submit(Task<S, T> task) {
        if (!inbox.add(task)) task.fail(closed());
        return task.future();
    }

    private void run() {
        List<Task<S, ?>> group = new ArrayList<>();
        while (inbox.next(group, GROUP_MAX)) {
            commit(group);
            group.clear();
        }
        discardSession();
    }

    private void commit(List<Task<S, ?>> group) {
        if (!written(group)) return;
        recovered();
        Task.succeed(group);
    }

    /// @return true once all of it is durable; false when each has been told what became of it instead
    private boolean written(List<Task<S, ?>> group) {
        boolean again = false;
        while (true) {
            Optional<String> why = lost.get();
            try {
                if (why.isEmpty()) {
                    attempt(group);
                    return true;
                }
            } catch (SQLException failed) {
                if (isCollision(failed) || isOutdated(failed) && !again) {
                    again = true;
                    continue;
                }
                why = trouble.apply(failed);
                if (why.isEmpty()) {
                    commitAlone(group, failed);
                    return false;
                }
            } catch (RuntimeException | Error failed) {
                commitAlone(group, failed);
                return false;
            }
            failing(why.get());
            if (closedDuringPause()) {
                group.forEach(each -> each.fail(closed()));
                return false;
            }
        }
    }

    /// Two nodes stood in each other's way (SQL state 40001, 40P01): the same again at once.
    public static boolean isCollision(SQLException failed) {
        return failed.getSQLState() != null && failed.getSQLState().startsWith("40");
    }

    /// A newer program has added to what a statement gives that is known here (SQL state 0A000). On a fresh
    /// connection it is not known yet.
    private static boolean isOutdated(SQLException failed) {
        return "0A000".equals(failed.getSQLState());
    }

    private void commitAlone(List<Task<S, ?>> group, Throwable failed) {
        if (group.size() == 1) group.getFirst().fail(failed);
        else group.forEach(each -> commit(List.of(each)));
    }

    private void attempt(List<Task<S, ?>> group) throws SQLException {
        asks(Optional.of(System.nanoTime()));
        try {
            ask(group);
        } finally {
            asks(Optional.empty());
        }
    }

    private synchronized void asks(Optional<Long> since) {
        asked = since;
    }

    private void ask(List<Task<S, ?>> group) throws SQLException {
        S session = session();
        try {
            session.begin();
            List<Task<S, ?>> together = new ArrayList<>();
            for (Task<S, ?> each : group) {
                if (each.shares(session)) {
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

    private void write(List<Task<S, ?>> together, S session) throws SQLException {
        if (together.isEmpty()) return;
        session.writeShared();
        for (Task<S, ?> each : together) {
            each.run(session);
        }
        together.clear();
    }

    private S session() throws SQLException {
        S session = open;
        if (session == null) {
            session = opening.session();
            open = session;
        }
        return session;
    }

    /// Closing rolls back what was open. A fresh connection also finds a disk that came back.
    private void discardSession() {
        S session = open;
        open = null;
        if (session != null) session.close();
    }

    private synchronized void failing(String why) {
        if (!failing) condition.unwritable(why);
        failing = true;
    }

    private synchronized void recovered() {
        if (failing) condition.writable();
        failing = false;
    }

    private boolean closedDuringPause() {
        try {
            return closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    private static StoreAway closed() {
        return new StoreAway("the store is closed; nothing was written");
    }

    /// Writes what was handed in and ends. While the storage fails, or says nothing, what waits is given up and its
    /// callers hear so.
    @Override
    public void close() {
        inbox.close();
        closing.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                if (!thread.join(LAST_WORD)) giveUp();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /// Of a connection that says nothing.
    private synchronized void giveUp() {
        S session = open;
        boolean silent =
                asked.filter(since -> System.nanoTime() - since >= SLOW_NANOS).isPresent();
        if (session != null && silent) session.db().abort();
    }
}
