package dev.tidings.store.postgres;

import dev.tidings.store.jdbc.Lookout;
import dev.tidings.store.jdbc.Readers;
import dev.tidings.store.jdbc.Writer;
import java.sql.SQLException;

/// A node's ways to the database: who waits on one of them keeps nobody waiting on another.
///
/// @param writer writes in groups
/// @param lookout finds out whether the database answers
/// @param desk   claims, and gives back
/// @param pulse  says that the node is alive and what it holds: touches neither deliveries nor occurrences, and rows of
///               its own alone
record Channels(Writer<Transaction> writer, Readers readers, Lookout lookout, Desk desk, Desk pulse)
        implements AutoCloseable {
    private static final int READERS = 3;
    private static final int CLAIMING = 2;
    private static final int PULSE = 2;

    static Channels open(PostgresServer server, SchemaWatch watch, Lookout lookout, Writer<Transaction> writer)
            throws SQLException {
        Desk desk = new Desk(server::writing, CLAIMING, watch);
        try {
            return open(server, watch, lookout, writer, desk);
        } catch (SQLException failed) {
            desk.close();
            throw failed;
        }
    }

    private static Channels open(
            PostgresServer server, SchemaWatch watch, Lookout lookout, Writer<Transaction> writer, Desk desk)
            throws SQLException {
        Desk pulse = new Desk(server::pulse, PULSE, watch);
        try {
            return new Channels(writer, new Readers(server::reading, READERS, lookout), lookout, desk, pulse);
        } catch (SQLException failed) {
            pulse.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
        desk.close();
        pulse.close();
    }
}
