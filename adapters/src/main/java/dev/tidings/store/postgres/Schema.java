package dev.tidings.store.postgres;

import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;

/// How far a schema is, and which programs work with it.
///
/// @param version   0: there is nothing yet
/// @param worksFrom the oldest program does, by the schema it was written for
record Schema(int version, int worksFrom) {
    static Schema of(Db db) throws SQLException {
        return db.one(row -> new Schema(row.getInt("version"), row.getInt("works_from")), """
                        SELECT coalesce(max(version), 0) AS version, coalesce(max(works_from), 0) AS works_from
                          FROM schema_version
                        """)
                .orElseThrow();
    }

    boolean worksWith(int program) {
        return program >= worksFrom;
    }

    /// @param program that does not work with it
    String refusal(PostgresServer server, int program) {
        return "%s was brought to schema %d by a newer Tidings, which programs of schema %d and later work with; this one is of schema %d. Start the newer program, or give this one another store."
                .formatted(server, version, worksFrom, program);
    }
}
