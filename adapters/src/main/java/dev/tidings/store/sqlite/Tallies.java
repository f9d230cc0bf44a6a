package dev.tidings.store.sqlite;

import static dev.tidings.store.jdbc.Sums.of;

import dev.tidings.deliver.State;
import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/// How many of an occurrence stand where.
final class Tallies {
    private Tallies() {}

    /// Also finishes an occurrence in which nobody waits any more.
    static void change(Db db, Instant now, String node, long occurrence, Map<State, Long> by) throws SQLException {
        db.change(
                """
                UPDATE occurrence
                   SET waiting    = waiting + ?1,
                       accepted   = accepted + ?2,
                       failed     = failed + ?3,
                       held       = held + ?4,
                       skipped    = skipped + ?5,
                       expired    = expired + ?6,
                       cancelled  = cancelled + ?7,
                       suppressed = suppressed + ?10,
                       bounced    = bounced + ?11,
                       complained = complained + ?12,
                       finished_at = CASE WHEN waiting + ?1 = 0 AND standing IN ('sending', 'cancelled')
                                          THEN coalesce(finished_at, ?8) ELSE finished_at END,
                       finish     = CASE WHEN waiting + ?1 = 0 AND standing = 'sending'
                                         THEN (SELECT max(value, (SELECT coalesce(max(finish), 0) FROM occurrence)) + 1
                                                 FROM meta WHERE name = 'finishes')
                                         ELSE finish END,
                       finished_by = CASE WHEN waiting + ?1 = 0 AND standing = 'sending' THEN ?13 ELSE finished_by END,
                       standing   = CASE WHEN waiting + ?1 = 0 AND standing = 'sending'
                                         THEN 'finished' ELSE standing END
                 WHERE id = ?9
                """,
                of(by, State.WAITING),
                of(by, State.ACCEPTED),
                of(by, State.FAILED),
                of(by, State.HELD),
                of(by, State.SKIPPED),
                of(by, State.EXPIRED),
                of(by, State.CANCELLED),
                now,
                occurrence,
                of(by, State.SUPPRESSED),
                of(by, State.BOUNCED),
                of(by, State.COMPLAINED),
                node);
    }
}
