package dev.tidings.store.jdbc;

import dev.tidings.ledger.StoreAway;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A few connections, each for one at a time.
public final class Pool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);

    private final Opening opening;
    private final int size;
    private final Runnable waiting;
    private final BlockingQueue<Db> free;

    private volatile boolean closed;

    /// Opens one more.
    public interface Opening {
        Db open() throws SQLException;
    }

    public interface Question<T> {
        T to(Db db) throws SQLException;
    }

    public Pool(Opening opening, int size) throws SQLException {
        this(opening, size, () -> {});
    }

    /// @param waiting is run again and again by whoever waits for one
    Pool(Opening opening, int size, Runnable waiting) throws SQLException {
        this.opening = opening;
        this.size = size;
        this.waiting = waiting;
        this.free = new ArrayBlockingQueue<>(size);
        try {
            while (free.size() < size) free.add(opening.open());
        } catch (SQLException failed) {
            free.forEach(Db::discard);
            throw failed;
        }
    }

    public <T> T use(Question<T> question) throws SQLException {
        return use(question, _ -> false);
    }

    /// @param again what a fresh connection may know better: it is asked once more
    <T> T use(Question<T> question, Predicate<SQLException> again) throws SQLException {
        Db db = take();
        try {
            return question.to(db);
        } catch (SQLException failed) {
            Db failing = db;
            db = fresh(failing);
            if (db == failing || !again.test(failed)) throw failed;
            return question.to(db);
        } finally {
            free.add(db);
        }
    }

    /// A fresh connection finds a disk, or a server, that came back. Where none can be had, the next question
    /// fails as this one did and tries once more.
    private Db fresh(Db failing) {
        failing.discard();
        try {
            return opening.open();
        } catch (SQLException stillFailing) {
            LOG.debug("the store cannot be opened for reading: {}", stillFailing.toString());
            return failing;
        }
    }

    private Db take() {
        try {
            Db db = free.poll();
            while (db == null) {
                if (closed) throw new StoreAway("the store is closed");
                db = free.poll(100, TimeUnit.MILLISECONDS);
                if (db == null) waiting.run();
            }
            return db;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to read the store", interrupted);
        }
    }

    /// Waits for who is reading.
    @Override
    public void close() {
        for (int i = 0; i < size; i++) {
            try {
                take().close();
                closed = i == size - 1;
            } catch (SQLException failed) {
                throw new IllegalStateException("the store could not be closed", failed);
            }
        }
    }
}
