package dev.tidings.transport.catcher;

import dev.tidings.ledger.Page;
import dev.tidings.notification.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The reading side of the catcher's file. Looking never holds up the mail.
final class Shelf implements AutoCloseable {
    private static final String LIST = """
            select id, at, trace, notification, occurrence, delivery, recipient, receiver, subject, size
              from mail
             where id < ?
             order by id desc
             limit ?
            """;
    private static final String SEARCH = """
            select id, at, trace, notification, occurrence, delivery, recipient, receiver, subject, size
              from mail
             where id < ?2
               and (   recipient    like ?1 escape '\\'
                    or receiver     like ?1 escape '\\'
                    or subject      like ?1 escape '\\'
                    or notification like ?1 escape '\\'
                    or trace        like ?1 escape '\\')
             order by id desc
             limit ?3
            """;
    private static final String OF = """
            select id, at, trace, notification, occurrence, delivery, recipient, receiver, subject, size
              from mail
             where trace = ?
             order by id desc
             limit 100
            """;
    private static final String ONE = """
            select id, at, trace, notification, occurrence, delivery, recipient, receiver, subject, size
              from mail
             where id = ?
            """;

    private final Connection connection;

    private Shelf(Connection connection) {
        this.connection = connection;
    }

    static Shelf open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma query_only = on");
            statement.execute("pragma busy_timeout = 1000");
        }
        return new Shelf(connection);
    }

    List<Kept> list(Page page) {
        return read(LIST, statement -> {
            statement.setLong(1, page.before());
            statement.setInt(2, page.most());
        });
    }

    List<Kept> search(String words, Page page) {
        String escaped = words.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return read(SEARCH, statement -> {
            statement.setString(1, "%" + escaped + "%");
            statement.setLong(2, page.before());
            statement.setInt(3, page.most());
        });
    }

    List<Kept> of(Trace trace) {
        return read(OF, statement -> statement.setString(1, trace.hex()));
    }

    Optional<Kept> kept(long id) {
        return read(ONE, statement -> statement.setLong(1, id)).stream().findFirst();
    }

    synchronized Optional<byte[]> octets(long id) {
        try (PreparedStatement statement = connection.prepareStatement("select octets from content where id = ?")) {
            statement.setLong(1, id);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw unreadable(failure);
        }
    }

    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private synchronized List<Kept> read(String sql, Binding binding) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            List<Kept> all = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    all.add(kept(found));
                }
            }
            return all;
        } catch (SQLException failure) {
            throw unreadable(failure);
        }
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getLong(10));
    }

    private static UncheckedIOException unreadable(SQLException failure) {
        return new UncheckedIOException(
                new IOException("The catcher's file cannot be read: " + failure.getMessage(), failure));
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw unreadable(failure);
        }
    }
}
