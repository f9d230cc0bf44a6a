package dev.tidings.store.postgres;

import dev.tidings.store.jdbc.Db;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/// A ledger that comes from another store into an empty schema. It is one transaction: until it has arrived
/// nobody sees any of it, and whatever goes wrong leaves the schema empty. No node opens the schema
/// meanwhile.
public final class MovingIn implements AutoCloseable {
    private final PostgresServer server;
    private final Connection connection;
    private final Db db;
    private final List<String> tables;

    /// Makes the tables where they are not there yet.
    ///
    /// @param tables that come; what else is in the schema is this store's own
    /// @throws IllegalStateException when the server cannot be reached, nodes work from this schema, or
    ///                               something is in it already; the message says what to do
    public static MovingIn at(PostgresServer server, List<String> tables) {
        try {
            try (Db db = server.migrating()) {
                Migrations.SHIPPED.apply(db, server);
            }
            MovingIn moving = new MovingIn(server, server.arriving(), tables);
            moving.claimSchema();
            return moving;
        } catch (SQLException failed) {
            throw new IllegalStateException(
                    "%s cannot be written: %s".formatted(server, StorageTrouble.told(failed)), failed);
        }
    }

    private MovingIn(PostgresServer server, Connection connection, List<String> tables) {
        this.server = server;
        this.connection = connection;
        this.db = server.speaking(connection);
        this.tables = tables;
    }

    private void claimSchema() throws SQLException {
        try {
            db.script("BEGIN");
            Migrations.keepOthersOut(db, server);
            db.script("LOCK TABLE node IN SHARE ROW EXCLUSIVE MODE");
            refuseNodes();
            refuseRows();
        } catch (SQLException | RuntimeException failed) {
            db.discard();
            throw failed;
        }
    }

    private void refuseNodes() throws SQLException {
        List<String> alive = db.list(
                row -> row.getString("id"), "SELECT id FROM node WHERE alive >= clock_timestamp() ORDER BY began");
        if (!alive.isEmpty()) {
            throw new IllegalStateException(
                    "%s is in use by %s. Stop these nodes, or copy into another schema: add ?schema=NAME to the address."
                            .formatted(server, String.join(", ", alive)));
        }
    }

    private void refuseRows() throws SQLException {
        for (String table : tables) {
            if (db.number("SELECT count(*) FROM (SELECT 1 FROM %s LIMIT 1) AS first".formatted(table)) > 0) {
                throw new IllegalStateException(
                        "%s is not empty: there is something in its %s already. A ledger is copied into an empty schema: add ?schema=NAME to the address, or drop this one."
                                .formatted(server, table));
            }
        }
    }

    public Db db() {
        return db;
    }

    /// Begins to fill a table; columns that are not named stay as they are by themselves.
    ///
    /// @throws IllegalStateException when it lacks one of these columns
    public ArrivingRows into(String table, List<String> columns) throws SQLException {
        Map<String, String> types = new HashMap<>();
        db.visit(row -> types.put(row.getString("name"), row.getString("type")) == null, """
                SELECT column_name AS name, data_type AS type
                  FROM information_schema.columns
                 WHERE table_schema = current_schema() AND table_name = ?
                """, table);
        List<String> ofThese = new ArrayList<>();
        for (String each : columns) {
            String type = types.get(each);
            if (type == null) throw new IllegalStateException("%s has no %s.%s".formatted(server, table, each));
            ofThese.add(type);
        }
        return new ArrivingRows(
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY %s (%s) FROM STDIN".formatted(table, String.join(", ", columns))),
                ofThese);
    }

    /// Numbers go on behind the last one that was given.
    public void numberOn(String table, long last) throws SQLException {
        db.number(
                "SELECT setval(pg_get_serial_sequence(quote_ident(current_schema()) || '.' || quote_ident(?), 'id'), greatest(?::bigint, 1), ?::bigint > 0)",
                table,
                last,
                last);
    }

    /// These were being sent by a process that is no more: whoever looks after what was left behind judges
    /// them.
    public void uncertain(List<Long> deliveries) throws SQLException {
        db.change("""
                INSERT INTO sending (delivery, fence, node, armed_by, lease, until)
                SELECT delivery, nextval('fence'), 'the store before', 'the store before', interval '1 minute', clock_timestamp()
                  FROM unnest(?::bigint[]) AS given (delivery)
                """, deliveries);
    }

    /// What was half drawn is drawn again, and new entries of the journal come behind those that were brought
    /// along.
    public void settleIn() throws SQLException {
        db.change("UPDATE occurrence SET again = NULL WHERE standing = 'expanding'");
        Migrations.keepPlacesRising(db);
        for (String table : tables) db.script("ANALYZE " + table);
    }

    /// From now on it is there for all.
    public void commit() throws SQLException {
        db.script("COMMIT");
    }

    /// What has not been committed is gone.
    @Override
    public void close() {
        db.discard();
    }
}
