package dev.tidings.source.sql;

import dev.tidings.audience.SourceFailure;
import dev.tidings.source.reading.Question;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;

/// What a database threw, in words for people, with the database's own.
record SqlErrors(Question question, DatabaseUrl url) {
    private static final int SQLITE_ERROR = 1;

    SourceFailure told(SQLException failure) {
        SQLException told = failure;
        if (failure instanceof SQLTransientConnectionException && failure.getCause() instanceof SQLException cause) {
            told = cause; // the pool only says that it waited
        }
        String words = String.valueOf(told.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
        String state = Objects.requireNonNullElse(told.getSQLState(), "");
        return isMistake(told, state)
                ? question.mistaken(words, failure)
                : question.failed(introduction(state) + words, failure);
    }

    /// Wrong syntax, or a table or a column that is not there. SQLite has no states of its own.
    private boolean isMistake(SQLException told, String state) {
        return url.dialect() == Dialect.SQLITE ? told.getErrorCode() == SQLITE_ERROR : state.startsWith("42");
    }

    private String introduction(String state) {
        if (state.startsWith("28")) return "the database refuses the user or the password: ";
        if (state.startsWith("08")) return "the database cannot be reached at %s: ".formatted(url);
        if (state.startsWith("25") || state.equals("1792")) return "a query only asks, and cannot change anything: ";
        return "";
    }
}
