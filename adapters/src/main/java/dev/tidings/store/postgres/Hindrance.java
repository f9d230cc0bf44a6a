package dev.tidings.store.postgres;

import dev.tidings.store.jdbc.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What keeps us from writing, in words. Where that is somebody's lock, it asks the server whose.
final class Hindrance {
    private static final Logger LOG = LoggerFactory.getLogger(Hindrance.class);

    private final PostgresServer server;

    Hindrance(PostgresServer server) {
        this.server = server;
    }

    /// As [StorageTrouble#of].
    Optional<String> trouble(SQLException failure) {
        Optional<String> trouble = StorageTrouble.of(failure);
        return StorageTrouble.LOCKED.equals(failure.getSQLState()) ? holder().or(() -> trouble) : trouble;
    }

    private Optional<String> holder() {
        try (Db db = server.reading()) {
            return holder(db);
        } catch (SQLException unknown) {
            LOG.debug("the server does not say who holds a lock: {}", unknown.toString());
            return Optional.empty();
        }
    }

    /// Whoever holds the strongest lock on one of our tables; else waits for one, with everybody behind; else changes
    /// rows of one.
    static Optional<String> holder(Db db) throws SQLException {
        return db.one(Hindrance::told, """
                SELECT l.pid, c.relname, l.granted, strength.of <= 4 AS whole, a.application_name, a.usename,
                       extract(epoch FROM clock_timestamp() - a.xact_start)::bigint AS open
                  FROM pg_locks l
                  JOIN pg_database b ON b.oid = l.database AND b.datname = current_database()
                  JOIN pg_class c ON c.oid = l.relation AND c.relkind = 'r'
                  JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
                  JOIN pg_stat_activity a ON a.pid = l.pid
                 CROSS JOIN LATERAL (
                           SELECT array_position(ARRAY ['AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock',
                                                        'ShareLock', 'RowExclusiveLock', 'RowShareLock'], l.mode) AS of) strength
                 WHERE strength.of <= 4 OR strength.of IS NOT NULL AND l.granted AND a.application_name <> ?1::text
                 ORDER BY a.application_name = ?1::text, NOT l.granted, strength.of, a.xact_start, c.relname
                 LIMIT 1
                """, PostgresServer.APPLICATION);
    }

    private static String told(ResultSet row) throws SQLException {
        String process = Backend.of(row).toString();
        String table = row.getString("relname");
        if (!row.getBoolean("granted")) {
            return "%s waits for a lock on the table %s, and everybody behind it".formatted(process, table);
        }
        return row.getBoolean("whole")
                ? "%s holds a lock on the table %s".formatted(process, table)
                : "%s holds locks on rows of the table %s".formatted(process, table);
    }
}
