package dev.tidings.store.postgres;

import dev.tidings.store.jdbc.Db;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;

/// A process that works from this ledger, as the others know it. It says every few seconds that it is alive; whoever
/// has not done so for a while is taken off the list by the others, and what it had in its hands is theirs.
///
/// Here it is the server's clock alone that counts.
record Node(String id) {
    static final Duration EVERY = Duration.ofSeconds(5);
    private static final String ALIVE = "30 seconds";

    /// One whom nobody has met.
    static Node ofThisProcess(Random random) {
        byte[] octets = new byte[4];
        random.nextBytes(octets);
        return new Node("%s-%d-%s"
                .formatted(host(), ProcessHandle.current().pid(), HexFormat.of().formatHex(octets)));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "node";
        }
    }

    /// @return how many of the others were taken off the list
    int beat(Transaction transaction) throws SQLException {
        transaction.db().change("""
                        INSERT INTO node (id, began, alive)
                        VALUES (?, clock_timestamp(), clock_timestamp() + ?::interval)
                            ON CONFLICT (id) DO UPDATE SET alive = excluded.alive
                        """, id, ALIVE);
        return transaction.db().change("DELETE FROM node WHERE alive < clock_timestamp()");
    }

    /// Takes a duty, or keeps it.
    ///
    /// @return false when another node has it
    boolean takes(Db db, String duty, Instant now, Duration atMost) throws SQLException {
        return db.change("""
                INSERT INTO duty AS d (name, node, until)
                VALUES (?1::text, ?2::text, ?3::timestamptz + ?4::interval)
                    ON CONFLICT (name) DO UPDATE
                   SET node = excluded.node, until = excluded.until
                 WHERE d.node = excluded.node OR d.until <= ?3::timestamptz OR d.node NOT IN (SELECT n.id FROM node n)
                """, duty, id, now, Claims.interval(atMost)) == 1;
    }

    int leave(Transaction transaction) throws SQLException {
        return transaction.db().change("DELETE FROM node WHERE id = ?", id);
    }
}
