package dev.tidings.store.sqlite;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A few connections that read.
final class Readers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
    private static final int CONNECTIONS = 3;

    private final BlockingQueue<Db> free = new ArrayBlockingQueue<>(CONNECTIONS);

    private volatile boolean closed;

    interface Question<T> {
        T to(Db db) throws SQLException;
    }

    private final Database database;

    Readers(Database database) throws SQLException {
        this.database = database;
        for (int i = 0; i < CONNECTIONS; i++) {
            free.add(database.reading());
        }
    }

    <T> T ask(Question<T> question) {
        Db db = take();
        try {
            return question.to(db);
        } catch (SQLException failed) {
            db = fresh(db);
            throw new IllegalStateException("the store could not be read: " + failed.getMessage(), failed);
        } finally {
            free.add(db);
        }
    }

    /// A fresh connection finds a disk that came back. Where none can be had, the next question fails as this one
    /// did and tries once more.
    private Db fresh(Db failing) {
        failing.discard();
        try {
            return database.reading();
        } catch (SQLException stillFailing) {
            LOG.debug("the store's file cannot be opened for reading: {}", stillFailing.toString());
            return failing;
        }
    }

    private Db take() {
        try {
            Db db = free.poll();
            while (db == null) {
                if (closed) throw new IllegalStateException("the store is closed");
                db = free.poll(100, TimeUnit.MILLISECONDS);
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
        for (int i = 0; i < CONNECTIONS; i++) {
            try {
                take().close();
                closed = i == CONNECTIONS - 1;
            } catch (SQLException failed) {
                throw new IllegalStateException("the store could not be closed", failed);
            }
        }
    }
}
