package dev.tidings.source.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// In what the databases differ for us.
enum Dialect {
    SQLITE(0, "?") {
        private static final DateTimeFormatter TEXT =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

        @Override
        @Nullable
        Object bound(@Nullable Object value) {
            return switch (value) {
                case Instant instant -> TEXT.format(instant);
                case LocalDateTime dateTime -> TEXT.format(dateTime);
                case TemporalAccessor other -> other.toString();
                case null, default -> value;
            };
        }
    },

    POSTGRESQL(5432, "??") {
        /// A call for the end of a query may come before its beginning, and is lost then: the server has a limit of its
        /// own, a little later.
        @Override
        List<String> beginnings(Duration timeout) {
            return List.of("set local statement_timeout = "
                    + Math.min(timeout.plusSeconds(1).toMillis(), Integer.MAX_VALUE));
        }

        @Override
        @Nullable
        Object bound(@Nullable Object value) {
            return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
        }
    },

    /// MySQL too, by the same driver.
    MARIADB(3306, "?") {
        /// Its driver leaves setReadOnly without effect.
        @Override
        List<String> beginnings(Duration timeout) {
            return List.of("start transaction read only");
        }

        @Override
        @Nullable
        Object bound(@Nullable Object value) {
            return value instanceof Instant instant ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : value;
        }
    };

    private final int port;
    private final String questionMark;

    Dialect(int port, String questionMark) {
        this.port = port;
        this.questionMark = questionMark;
    }

    /// What is said to the server before a query that may take so long.
    List<String> beginnings(Duration timeout) {
        return List.of();
    }

    /// The usual one; 0 for a file.
    int port() {
        return port;
    }

    /// How an operator `?` is written for the driver; PostgreSQL has such for JSON.
    String questionMark() {
        return questionMark;
    }

    /// A value as this database takes it.
    abstract @Nullable Object bound(@Nullable Object value);

    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        statement.setObject(index, bound(value));
    }
}
