package dev.tidings.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A process of the server's that somebody works by.
///
/// @param program as it calls itself; may be empty
/// @param open    since when its transaction has been; empty where we may not see that
record Backend(long pid, String program, String user, Optional<Duration> open) {

    /// Of a row of `pg_stat_activity`, with its transaction's age in seconds as `open`.
    static Backend of(ResultSet row) throws SQLException {
        long open = row.getLong("open");
        Optional<Duration> known =
                row.wasNull() ? Optional.empty() : Optional.of(Duration.ofSeconds(Math.max(0, open)));
        return new Backend(row.getLong("pid"), text(row, "application_name"), text(row, "usename"), known);
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    /// `process 4711 (psql, user ops, a transaction of 40 s)`
    @Override
    public String toString() {
        String about = Stream.of(
                        program,
                        user.isEmpty() ? "" : "user " + user,
                        open.map(each -> "a transaction of %d s".formatted(each.toSeconds()))
                                .orElse(""))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "));
        return about.isEmpty() ? "process " + pid : "process %d (%s)".formatted(pid, about);
    }
}
