package dev.tidings.store.jdbc;

import java.sql.SQLException;

/// Where a store is and how it is opened.
public interface Database {
    /// For a writer.
    Db writing() throws SQLException;

    /// For one of the readers; refuses to write.
    Db reading() throws SQLException;

    /// For somebody who sees whether it answers, and does not wait for long.
    default Db probing() throws SQLException {
        return reading();
    }
}
