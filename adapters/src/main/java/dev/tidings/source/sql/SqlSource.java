package dev.tidings.source.sql;

import dev.tidings.audience.Parameters;
import dev.tidings.audience.Rows;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.notification.Query;
import dev.tidings.notification.SourceSpec.Database;
import dev.tidings.source.reading.PagedRows;
import dev.tidings.source.reading.Question;
import dev.tidings.source.reading.Watch;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A database as a source.
public final class SqlSource implements Source {
    private static final int ROWS_FETCHED_AT_ONCE = 500;

    private final Database database;
    private final DatabaseUrl url;
    private final Connections connections;
    private final Set<Statement> underWay = ConcurrentHashMap.newKeySet();

    /// @param root what a file's path is relative to
    /// @throws SourceFailure when the url is not one of ours
    public SqlSource(Database database, Path root) throws SourceFailure {
        this.database = database;
        try {
            this.url = DatabaseUrl.parse(database.url());
            this.connections = Connections.of(database, url, root);
        } catch (IllegalArgumentException | SQLException wrong) {
            throw new SourceFailure("source \"%s\": %s".formatted(database.name(), wrong.getMessage()), wrong);
        }
    }

    @Override
    public Rows rows(Query query, Parameters parameters) throws SourceFailure {
        Question question = new Question(database.name(), query, parameters, database.limits());
        NamedSql.Bound sql;
        try {
            sql = NamedSql.read(query.text(), url.dialect()).bind(question);
        } catch (IllegalArgumentException noQuestion) {
            throw question.mistaken(String.valueOf(noQuestion.getMessage()), noQuestion);
        }
        SqlErrors errors = new SqlErrors(question, url);
        @Nullable Connection connection = null;
        try {
            connection = connections.open();
            Watch watch = new Watch(question);
            return new PagedRows(question, ask(connection, sql, question, watch, errors), watch);
        } catch (SQLException failure) {
            SqlReader.end(connection, null);
            throw errors.told(failure);
        } catch (SourceFailure failure) {
            SqlReader.end(connection, null);
            throw failure;
        }
    }

    private SqlReader ask(Connection connection, NamedSql.Bound sql, Question question, Watch watch, SqlErrors errors)
            throws SQLException, SourceFailure {
        try (Statement begin = connection.createStatement()) {
            for (String each : url.dialect().beginnings(question.limits().timeout())) begin.execute(each);
        }
        PreparedStatement statement =
                connection.prepareStatement(sql.text(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(ROWS_FETCHED_AT_ONCE);
        List<@Nullable Object> values = sql.values();
        for (int i = 0; i < values.size(); i++) url.dialect().bind(statement, i + 1, values.get(i));
        underWay.add(statement);
        try {
            ResultSet rows = watch.during(() -> SqlReader.cancel(statement), statement::executeQuery);
            return new SqlReader(connection, statement, rows, question, errors, () -> underWay.remove(statement));
        } catch (SQLException | SourceFailure failure) {
            underWay.remove(statement);
            throw failure;
        }
    }

    @Override
    public void close() {
        underWay.forEach(SqlReader::cancel);
        connections.close();
    }
}
