package dev.tidings.store.postgres;

import static dev.tidings.store.jdbc.Sums.of;

import dev.tidings.deliver.State;
import java.sql.SQLException;
import java.util.Map;

/// How many of an occurrence stand where.
final class Tallies {
    private Tallies() {}

    /// Also finishes an occurrence in which nobody waits any more.
    static void change(Transaction transaction, long occurrence, Map<State, Long> by) throws SQLException {
        transaction
                .db()
                .change(
                        """
                        UPDATE occurrence
                           SET waiting    = waiting + ?1::bigint,
                               accepted   = accepted + ?2::bigint,
                               failed     = failed + ?3::bigint,
                               held       = held + ?4::bigint,
                               skipped    = skipped + ?5::bigint,
                               expired    = expired + ?6::bigint,
                               cancelled  = cancelled + ?7::bigint,
                               suppressed = suppressed + ?8::bigint,
                               bounced    = bounced + ?12::bigint,
                               complained = complained + ?13::bigint,
                               finished_at = CASE WHEN waiting + ?1::bigint = 0 AND standing IN ('sending', 'cancelled')
                                                  THEN coalesce(finished_at, ?9::timestamptz) ELSE finished_at END,
                               finish     = CASE WHEN waiting + ?1::bigint = 0 AND standing = 'sending'
                                                 THEN ?10::bigint ELSE finish END,
                               finished_by = CASE WHEN waiting + ?1::bigint = 0 AND standing = 'sending'
                                                  THEN ?14::text ELSE finished_by END,
                               standing   = CASE WHEN waiting + ?1::bigint = 0 AND standing = 'sending'
                                                 THEN 'finished' ELSE standing END
                         WHERE id = ?11::bigint
                        """,
                        of(by, State.WAITING),
                        of(by, State.ACCEPTED),
                        of(by, State.FAILED),
                        of(by, State.HELD),
                        of(by, State.SKIPPED),
                        of(by, State.EXPIRED),
                        of(by, State.CANCELLED),
                        of(by, State.SUPPRESSED),
                        transaction.now(),
                        transaction.places(1) + 1,
                        occurrence,
                        of(by, State.BOUNCED),
                        of(by, State.COMPLAINED),
                        transaction.node());
    }
}
