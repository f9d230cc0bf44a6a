package dev.tidings.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection and its prepared statements. Used by one thread at a time.
final class Db implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Db.class);

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /// Makes a value of the row a cursor stands on.
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// Looks at a row; false when it has seen enough.
    interface Visitor {
        boolean visit(ResultSet row) throws SQLException;
    }

    Db(Connection connection) {
        this.connection = connection;
    }

    /// @return how many rows changed
    int change(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    <T> List<T> list(Reading<T> reading, String sql, @Nullable Object... values) throws SQLException {
        List<T> all = new ArrayList<>();
        visit(row -> all.add(reading.of(row)), sql, values);
        return all;
    }

    <T> Optional<T> one(Reading<T> reading, String sql, @Nullable Object... values) throws SQLException {
        try (ResultSet row = bound(sql, values).executeQuery()) {
            return row.next() ? Optional.of(reading.of(row)) : Optional.empty();
        }
    }

    /// A single number; 0 when there is none.
    long number(String sql, @Nullable Object... values) throws SQLException {
        return one(row -> row.getLong(1), sql, values).orElse(0L);
    }

    void visit(Visitor visitor, String sql, @Nullable Object... values) throws SQLException {
        try (ResultSet row = bound(sql, values).executeQuery()) {
            while (row.next() && visitor.visit(row)) {}
        }
    }

    /// Statements that are run once.
    void script(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, plain(values[i]));
        }
        return statement;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant.toEpochMilli();
            case Optional<?> optional -> plain(optional.orElse(null));
            case Boolean flag -> flag ? 1 : 0;
            case null, default -> value;
        };
    }

    /// Closes what is of no use any more.
    void discard() {
        try {
            close();
        } catch (SQLException failed) {
            LOG.debug("a failing connection could not be closed: {}", failed.toString());
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
