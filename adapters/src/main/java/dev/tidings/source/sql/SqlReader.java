package dev.tidings.source.sql;

import dev.tidings.audience.Row;
import dev.tidings.audience.SourceFailure;
import dev.tidings.source.reading.Question;
import dev.tidings.source.reading.RowReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rows of one result, with the connection they come over.
final class SqlReader implements RowReader {
    private static final Logger LOG = LoggerFactory.getLogger(SqlReader.class);

    private final Connection connection;
    private final Statement statement;
    private final ResultSet rows;
    private final SqlErrors errors;
    private final Runnable over;
    private final List<SqlColumn> columns;
    private boolean exhausted;

    /// @param over is told when nothing more is read
    SqlReader(
            Connection connection,
            Statement statement,
            ResultSet rows,
            Question question,
            SqlErrors errors,
            Runnable over)
            throws SQLException, SourceFailure {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        this.errors = errors;
        this.over = over;
        this.columns = columns(rows.getMetaData(), question);
    }

    private static List<SqlColumn> columns(ResultSetMetaData meta, Question question)
            throws SQLException, SourceFailure {
        List<SqlColumn> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            SqlColumn column = SqlColumn.of(i, meta);
            if (!seen.add(column.name())) {
                throw question.mistaken(
                        "two columns are called \"%s\"; name one of them with AS".formatted(column.name()));
            }
            columns.add(column);
        }
        return columns;
    }

    @Override
    public @Nullable Row read(Consumer<String> unreadable) throws SourceFailure {
        try {
            if (!rows.next()) {
                exhausted = true;
                return null;
            }
            Map<String, @Nullable Object> row = LinkedHashMap.newLinkedHashMap(columns.size());
            for (SqlColumn column : columns) row.put(column.name(), column.value(rows));
            return new Row(row);
        } catch (SQLException failure) {
            throw errors.told(failure);
        }
    }

    @Override
    public void abort() {
        cancel(statement);
    }

    static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException failure) {
            LOG.debug("a query could not be cancelled", failure);
        }
    }

    @Override
    public void close() {
        over.run();
        // its driver would read all the rest before it lets go
        if (!exhausted && errors.url().dialect() == Dialect.MARIADB) hangUp(connection);
        end(connection, statement);
    }

    private static void hangUp(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException failure) {
            LOG.debug("a connection could not be cut", failure);
        }
    }

    /// Nothing was changed, so nothing can be lost here.
    static void end(@Nullable Connection connection, @Nullable Statement statement) {
        if (connection == null) return;
        try (connection) {
            if (statement != null) statement.close();
            if (!connection.getAutoCommit()) connection.rollback();
        } catch (SQLException failure) {
            LOG.debug("a connection was not ended in order", failure);
        }
    }
}
