package dev.tidings.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection and its prepared statements. Used by one thread at a time.
public final class Db implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Db.class);
    private static final Pattern NUMBER = Pattern.compile("\\?(\\d+)");

    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, Prepared> prepared = new HashMap<>();

    /// How a database likes to be spoken to.
    public interface Dialect {
        /// A value as the driver takes it.
        @Nullable
        Object plain(@Nullable Object value);

        /// Whether the driver knows `?1`, a parameter that stands in several places.
        boolean knowsNumbers();
    }

    /// @param places the value that each parameter takes
    private record Prepared(PreparedStatement statement, int[] places) {}

    /// Makes a value of the row a cursor stands on.
    public interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// Looks at a row; false when it has seen enough.
    public interface Visitor {
        boolean visit(ResultSet row) throws SQLException;
    }

    public Db(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /// @return how many rows changed
    public int change(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /// The same for each of some rows, in one go.
    public void changeAll(String sql, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.isEmpty()) return;
        Prepared all = prepared(sql, rows.getFirst().length);
        for (@Nullable Object[] each : rows) {
            bind(all, each);
            all.statement.addBatch();
        }
        all.statement.executeBatch();
    }

    public <T> List<T> list(Reading<T> reading, String sql, @Nullable Object... values) throws SQLException {
        List<T> all = new ArrayList<>();
        visit(row -> all.add(reading.of(row)), sql, values);
        return all;
    }

    public <T> Optional<T> one(Reading<T> reading, String sql, @Nullable Object... values) throws SQLException {
        try (ResultSet row = bound(sql, values).executeQuery()) {
            return row.next() ? Optional.of(reading.of(row)) : Optional.empty();
        }
    }

    /// A single number; 0 when there is none.
    public long number(String sql, @Nullable Object... values) throws SQLException {
        return one(row -> row.getLong(1), sql, values).orElse(0L);
    }

    public void visit(Visitor visitor, String sql, @Nullable Object... values) throws SQLException {
        try (ResultSet row = bound(sql, values).executeQuery()) {
            while (row.next() && visitor.visit(row)) {}
        }
    }

    /// Statements that are run once.
    public void script(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        Prepared known = prepared(sql, values.length);
        bind(known, values);
        return known.statement;
    }

    private void bind(Prepared known, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < known.places.length; i++) {
            known.statement.setObject(i + 1, plain(values[known.places[i]]));
        }
    }

    private Prepared prepared(String sql, int count) throws SQLException {
        Prepared known = prepared.get(sql);
        if (known == null) {
            known = prepare(sql, count);
            prepared.put(sql, known);
        }
        return known;
    }

    private Prepared prepare(String sql, int count) throws SQLException {
        Matcher number = NUMBER.matcher(sql);
        if (dialect.knowsNumbers() || !number.find()) {
            return new Prepared(
                    connection.prepareStatement(sql), IntStream.range(0, count).toArray());
        }
        int[] places = number.reset()
                .results()
                .mapToInt(each -> Integer.parseInt(each.group(1)) - 1)
                .toArray();
        return new Prepared(connection.prepareStatement(number.replaceAll("?")), places);
    }

    private @Nullable Object plain(@Nullable Object value) {
        return value instanceof Optional<?> optional ? plain(optional.orElse(null)) : dialect.plain(value);
    }

    /// Closes what is of no use any more.
    public void discard() {
        try {
            close();
        } catch (SQLException failed) {
            LOG.debug("a failing connection could not be closed: {}", failed.toString());
        }
    }

    /// Has whoever waits for an answer wait no longer.
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException failed) {
            LOG.debug("a connection could not be aborted: {}", failed.toString());
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
