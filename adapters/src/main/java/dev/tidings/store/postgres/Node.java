package dev.tidings.store.postgres;

import dev.tidings.ledger.NodeRecord;
import dev.tidings.ledger.NodeReport;
import dev.tidings.ledger.NodeReport.Pace;
import dev.tidings.ledger.Program;
import dev.tidings.notification.Revision;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// A process that works from this ledger, as the others know it. It says every few seconds that it is alive; of
/// whoever has not done so for a while, what it had in its hands is the others'.
///
/// Here it is the server's clock alone that counts.
/// @param alive for so long the others believe it to be
record Node(String id, Program program, Duration alive) {
    static final Duration EVERY = Duration.ofSeconds(5);
    private static final String REMEMBERED = "6 hours";

    /// One whom nobody has met.
    static Node of(Program program, Duration alive, Random random) {
        byte[] octets = new byte[4];
        random.nextBytes(octets);
        return new Node(program.name() + "-" + HexFormat.of().formatHex(octets), program, alive);
    }

    /// @return false when the others knew it before
    boolean beat(Transaction transaction) throws SQLException {
        return transaction
                .db()
                .one(
                        row -> row.getBoolean(1),
                        """
                        INSERT INTO node (id, name, version, host, pid, began, alive)
                        VALUES (?, ?, ?, ?, ?, clock_timestamp(), clock_timestamp() + ?::interval)
                            ON CONFLICT (id) DO UPDATE SET alive = excluded.alive
                        RETURNING xmax = 0
                        """,
                        id,
                        program.name(),
                        program.version(),
                        program.host(),
                        program.pid(),
                        Claims.interval(alive))
                .orElseThrow();
    }

    /// Who has not been heard of for hours, or has never worked.
    private static final String LONG_GONE =
            "alive < clock_timestamp() - ?::interval OR pace IS NULL AND alive < clock_timestamp()";

    static boolean anyToForget(Db db) throws SQLException {
        return db.one(row -> row.getBoolean(1), "SELECT EXISTS (SELECT FROM node WHERE " + LONG_GONE + ")", REMEMBERED)
                .orElseThrow();
    }

    /// Takes those off the list.
    ///
    /// @return how many
    static int forget(Db db) throws SQLException {
        return db.change("DELETE FROM node WHERE " + LONG_GONE, REMEMBERED);
    }

    int leave(Transaction transaction) throws SQLException {
        return transaction.db().change("DELETE FROM node WHERE id = ?", id);
    }

    /// @return whether somebody wants it drained
    boolean present(Transaction transaction, NodeReport report) throws SQLException {
        return transaction
                .db()
                .one(
                        row -> row.getBoolean("drain"),
                        """
                        UPDATE node SET revision = ?, hands = ?::integer, busy = ?::integer, pace = ?
                         WHERE id = ?
                        RETURNING drain
                        """,
                        report.revision().hash(),
                        report.hands().all(),
                        report.hands().busy(),
                        word(report.pace()),
                        id)
                .orElse(false);
    }

    private static String word(Pace pace) {
        return pace.name().toLowerCase(Locale.ROOT);
    }

    /// @return false when no such node is alive
    static boolean want(Db db, String node, boolean drained) throws SQLException {
        return db.change("""
                UPDATE node
                   SET drain = ?1::boolean,
                       drained = CASE WHEN ?1::boolean THEN coalesce(drained, clock_timestamp()) END
                 WHERE id = ?2::text AND pace IS NOT NULL AND id IN (SELECT id FROM living)
                """, drained, node) == 1;
    }

    /// Takes a duty, or keeps it. One that is drained has none.
    ///
    /// @return false when another node has it
    boolean takes(Db db, String duty, Instant now, Duration atMost) throws SQLException {
        return db.change("""
                INSERT INTO duty AS d (name, node, until)
                SELECT ?1::text, w.id, ?3::timestamptz + ?4::interval FROM working w WHERE w.id = ?2::text
                    ON CONFLICT (name) DO UPDATE
                   SET node = excluded.node, until = excluded.until
                 WHERE d.node = excluded.node OR d.until <= ?3::timestamptz
                    OR d.node NOT IN (SELECT n.id FROM node n WHERE n.id IN (SELECT id FROM living)
                                                                AND n.pace IS DISTINCT FROM 'drained')
                """, duty, id, now, Claims.interval(atMost)) == 1;
    }

    /// @param now of the ledger
    List<NodeRecord> all(Db db, Instant now) throws SQLException {
        return db.list(Node::record, """
                SELECT n.*, n.id IN (SELECT id FROM living) AS living,
                       (extract(epoch FROM clock_timestamp() - n.alive + ?1::interval) * 1000)::bigint AS silence,
                       (extract(epoch FROM clock_timestamp() - n.drained) * 1000)::bigint AS drained_for,
                       (SELECT count(*) FROM claim c WHERE c.node = n.id) AS claimed,
                       (SELECT count(*) FROM sending s WHERE s.node = n.id) AS sending,
                       ARRAY (SELECT d.name FROM duty d
                               WHERE d.node = n.id AND d.until > ?2::timestamptz ORDER BY d.name) AS duties,
                       ARRAY (SELECT o.notification FROM outdated o WHERE o.node = n.id) AS behind
                  FROM node n
                 WHERE n.pace IS NOT NULL
                   AND (n.id IN (SELECT id FROM living)
                        OR NOT EXISTS (SELECT FROM node later
                                        WHERE later.name = n.name AND later.id <> n.id AND later.pace IS NOT NULL
                                          AND later.began > n.alive - ?1::interval))
                 ORDER BY n.id
                """, Claims.interval(alive), now);
    }

    private static NodeRecord record(ResultSet row) throws SQLException {
        Pace pace = Pace.valueOf(row.getString("pace").toUpperCase(Locale.ROOT));
        NodeRecord.Standing standing = row.getBoolean("living")
                ? NodeRecord.Standing.of(pace, row.getBoolean("drain"))
                : NodeRecord.Standing.GONE;
        return new NodeRecord(
                row.getString("id"),
                new Program(row.getString("name"), row.getString("version"), row.getString("host"), row.getLong("pid")),
                new NodeRecord.Life(
                        Reading.instant(row, "began"),
                        Duration.ofMillis(Math.max(0, row.getLong("silence"))),
                        standing,
                        drained(row)),
                new NodeReport(
                        new Revision(row.getString("revision")),
                        new NodeReport.Hands(row.getInt("hands"), row.getInt("busy")),
                        pace),
                new NodeRecord.Held(row.getLong("claimed"), row.getLong("sending")),
                words(row, "duties"),
                Set.copyOf(words(row, "behind")));
    }

    private static Optional<Duration> drained(ResultSet row) throws SQLException {
        long since = row.getLong("drained_for");
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, since)));
    }

    private static List<String> words(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
