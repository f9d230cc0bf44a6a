package dev.tidings.store.postgres;

import dev.tidings.ledger.Holdup;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Who holds up readers of the journal: whoever has had a transaction open for longest that has a number of its own,
/// anywhere on the server.
final class Holdups {
    private static final String OVER = "a transaction of the database server's";

    private Holdups() {}

    static Optional<Holdup> now(Db db, Instant now) throws SQLException {
        Optional<Instant> first = db.one(row -> Reading.instant(row, "ended"), """
                SELECT at + coalesce(took, 0) * interval '1 millisecond' AS ended
                  FROM journal
                 WHERE id >= open_place()
                 ORDER BY id
                 LIMIT 1
                """);
        if (first.isEmpty()) return Optional.empty();
        Duration behind = Duration.between(first.get(), now);
        return Optional.of(oldest(db, behind.isNegative() ? Duration.ZERO : behind));
    }

    private static Holdup oldest(Db db, Duration behind) throws SQLException {
        return db.one(row -> holdup(row, behind), """
                SELECT pid, application_name, usename, datname, open, prepared
                  FROM (SELECT a.pid, a.application_name, a.usename, a.datname, NULL AS prepared, age(a.backend_xid) AS age,
                               extract(epoch FROM clock_timestamp() - a.xact_start)::bigint AS open
                          FROM pg_stat_activity a
                         WHERE a.backend_xid IS NOT NULL
                         UNION ALL
                        SELECT 0, '', p.owner, p.database, p.gid, age(p.transaction),
                               extract(epoch FROM clock_timestamp() - p.prepared)::bigint
                          FROM pg_prepared_xacts p) open
                 ORDER BY age DESC
                 LIMIT 1
                """).orElse(new Holdup(behind, OVER, "It has ended by now."));
    }

    private static Holdup holdup(ResultSet row, Duration behind) throws SQLException {
        Backend backend = Backend.of(row);
        String prepared = row.getString("prepared");
        String database = row.getString("datname");
        if (prepared != null) {
            return new Holdup(
                    behind,
                    "the prepared transaction %s in the database %s".formatted(prepared, database),
                    "Commit it or roll it back there: ROLLBACK PREPARED '%s'".formatted(prepared.replace("'", "''")));
        }
        return new Holdup(
                behind,
                "%s in the database %s".formatted(backend, database),
                "Have it end its transaction, or end it: SELECT pg_terminate_backend(%d)".formatted(backend.pid()));
    }
}
