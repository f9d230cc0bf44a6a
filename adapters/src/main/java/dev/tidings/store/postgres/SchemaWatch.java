package dev.tidings.store.postgres;

import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Whether the schema is still one that this program works with.
///
/// A newer program changes it beyond this one only when no node of this one is alive. So who has just said
/// that it is alive may write. Who has not said so for a while, since it was halted or cut off, looks before
/// it writes anything.
final class SchemaWatch {
    private final PostgresServer server;
    private final int program;
    private final Duration trusted;
    private final LongSupplier nanos;
    private volatile long looked;
    private volatile Optional<String> outgrown = Optional.empty();

    /// @param program the schema that it was written for
    /// @param alive   so long a node that says nothing counts as alive; what was looked at is trusted for less
    /// @param nanos   a clock that nobody sets
    SchemaWatch(PostgresServer server, int program, Duration alive, LongSupplier nanos) {
        this.server = server;
        this.program = program;
        this.trusted = alive.multipliedBy(2).dividedBy(3);
        this.nanos = nanos;
        this.looked = nanos.getAsLong() - trusted.toNanos();
    }

    /// Says which schema this node's program knows, and looks how far it is.
    ///
    /// @throws SQLException when this program must not write any more, nor count as alive
    int tell(Db db, String node) throws SQLException {
        look(db);
        refuse();
        return db.change("UPDATE node SET knows = ? WHERE id = ? AND knows IS DISTINCT FROM ?", program, node, program);
    }

    /// Looks how far it is, on behalf of a node that is alive.
    ///
    /// @return false when this program must not write any more
    boolean stillWorks(Db db) throws SQLException {
        look(db);
        return outgrown.isEmpty();
    }

    /// To be called before anything is written.
    ///
    /// @throws SQLException when this program must not write any more
    void check(Db db) throws SQLException {
        if (nanos.getAsLong() - looked >= trusted.toNanos()) look(db);
        refuse();
    }

    private void refuse() throws SQLException {
        if (outgrown.isPresent()) throw new SQLException(outgrown.get(), StorageTrouble.OUTGROWN);
    }

    private void look(Db db) throws SQLException {
        long asked = nanos.getAsLong();
        Schema schema = Schema.of(db);
        outgrown = schema.worksWith(program) ? Optional.empty() : Optional.of(schema.refusal(server, program));
        looked = asked;
    }

    /// Why nothing may be written any more.
    Optional<String> outgrown() {
        return outgrown;
    }
}
