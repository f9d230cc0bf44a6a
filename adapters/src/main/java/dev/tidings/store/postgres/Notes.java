package dev.tidings.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// A line by which the server passes on notes from node to node.
final class Notes implements AutoCloseable {
    private final Connection connection;
    private final String channel;

    /// @param channel small letters, digits and `_`
    Notes(Connection connection, String channel) {
        this.connection = connection;
        this.channel = channel;
    }

    void listen() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel);
        }
    }

    void tell(String note) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
            statement.setString(1, channel);
            statement.setString(2, note);
            statement.execute();
        }
    }

    /// What was told meanwhile, or is within a time.
    List<String> heard(int millis) throws SQLException {
        PGNotification @Nullable [] heard =
                connection.unwrap(PGConnection.class).getNotifications(millis);
        return heard == null
                ? List.of()
                : Stream.of(heard).map(PGNotification::getParameter).toList();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
