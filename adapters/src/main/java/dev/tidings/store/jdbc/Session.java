package dev.tidings.store.jdbc;

import java.sql.SQLException;
import java.time.Instant;

/// The writer's connection, with what it keeps in mind until the commit.
public interface Session {
    Db db();

    Sums sums();

    /// This process, as the record names it.
    String node();

    /// To the millisecond.
    Instant now();

    void begin() throws SQLException;

    /// Writes what tasks have put together.
    void writeShared() throws SQLException;

    /// Writes what a task has counted, so that the next one finds it.
    void writeSums() throws SQLException;

    void commit() throws SQLException;

    /// Rolls back what is open.
    void close();
}
