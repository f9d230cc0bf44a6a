package dev.tidings.store.sqlite;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Verdict;
import dev.tidings.ledger.Settlement;
import dev.tidings.notification.Revision;
import dev.tidings.store.jdbc.Attempts;
import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How: arming claims, and writing down attempts and what becomes of deliveries.
final class Settling {
    private Settling() {}

    /// @return deliveries now on record as sending; people decided against the others
    static List<Long> arm(Db db, Collection<Long> deliveries) throws SQLException {
        return db.list(row -> row.getLong(1), """
                INSERT INTO sending
                SELECT id FROM delivery WHERE id IN (SELECT value FROM json_each(?)) AND state = 'waiting'
                    ON CONFLICT (delivery) DO UPDATE SET delivery = excluded.delivery
                RETURNING delivery
                """, deliveries.toString());
    }

    /// @param attempt the number of the attempt at which they were accepted
    /// @return those of the deliveries that are accepted now; people decided otherwise about the others
    static List<Long> accept(Transaction transaction, int attempt, Collection<Long> deliveries) throws SQLException {
        String ids = deliveries.toString();
        disarm(transaction.db(), ids);
        if (attempt > 1) {
            transaction.db().change("DELETE FROM kept WHERE delivery IN (SELECT value FROM json_each(?))", ids);
        }
        return transaction
                .db()
                .list(
                        row -> {
                            transaction.sums().move(row.getLong(2), State.WAITING, State.ACCEPTED);
                            return row.getLong(1);
                        },
                        """
                UPDATE delivery SET state = 'accepted', attempts = ?, settled_at = ?, why = NULL
                 WHERE id IN (SELECT value FROM json_each(?)) AND state = 'waiting'
                RETURNING id, occurrence
                """,
                        attempt,
                        transaction.now(),
                        ids);
    }

    private static void disarm(Db db, String ids) throws SQLException {
        db.change("DELETE FROM sending WHERE delivery IN (SELECT value FROM json_each(?))", ids);
    }

    /// @return deliveries that wait for the road now; the others are armed, or people decided against them
    static Set<Long> defer(Transaction transaction, List<Claim> claims, String road, Instant notBefore)
            throws SQLException {
        Set<Long> deferred = new HashSet<>();
        for (Claim each : claims) {
            int changed = transaction.db().change("""
                            UPDATE delivery SET road = ?, not_before = ?
                             WHERE id = ? AND state = 'waiting' AND id NOT IN (SELECT delivery FROM sending)
                            """, road, notBefore, each.delivery());
            if (changed == 1) deferred.add(each.delivery());
        }
        return deferred;
    }

    /// @return the state it came to; empty when somebody decided otherwise in the meantime
    static Optional<State> settle(Transaction transaction, Settlement settlement) throws SQLException {
        Claim claim = settlement.claim();
        State state = settlement.verdict().state() == State.WAITING && !waitsOn(transaction.db(), claim)
                ? State.CANCELLED
                : settlement.verdict().state();
        disarm(transaction.db(), List.of(claim.delivery()).toString());
        if (!write(transaction, settlement, state)) return Optional.empty();
        transaction.sums().move(claim.occurrence().id(), State.WAITING, state);
        keep(transaction.db(), settlement, state);
        return Optional.of(state);
    }

    /// Whether a delivery may go back to waiting: not in a cancelled occurrence. Its expiry counts again.
    private static boolean waitsOn(Db db, Claim claim) throws SQLException {
        return db.change("""
                        UPDATE occurrence
                           SET first_expiry = min(coalesce(first_expiry, 9e18), (SELECT expires FROM delivery WHERE id = ?))
                         WHERE id = ? AND standing <> 'cancelled'
                        """, claim.delivery(), claim.occurrence().id()) == 1;
    }

    private static boolean write(Transaction transaction, Settlement settlement, State state) throws SQLException {
        Verdict verdict = settlement.verdict();
        return transaction
                        .db()
                        .change(
                                """
                                UPDATE delivery
                                   SET state              = ?1,
                                       attempts           = ?2,
                                       settled_at         = ?3,
                                       why                = ?4,
                                       road               = ?5,
                                       not_before         = coalesce(?6, not_before),
                                       retries            = retries + ?7,
                                       may_have_arrived   = max(may_have_arrived, ?8),
                                       possible_duplicate = max(possible_duplicate, ?9)
                                 WHERE id = ?10 AND state = 'waiting'
                                """,
                                state.word(),
                                settlement.attempt().number(),
                                state.settled() ? transaction.now() : null,
                                state == State.ACCEPTED ? null : settlement.why(),
                                Attempts.road(settlement),
                                Attempts.again(verdict),
                                verdict instanceof Verdict.RetryAt || verdict instanceof Verdict.ResendAt ? 1 : 0,
                                settlement.mayHaveArrived(),
                                verdict instanceof Verdict.ResendAt,
                                settlement.claim().delivery())
                == 1;
    }

    /// Writes down the attempts of those that came to a state.
    static void note(Transaction transaction, Collection<Settlement> settlements, Map<Long, State> states)
            throws SQLException {
        for (Settlement each : settlements) {
            State state = states.get(each.claim().delivery());
            if (state != null) note(transaction, each, state);
        }
    }

    private static void note(Transaction transaction, Settlement settlement, State state) throws SQLException {
        transaction.db().change("""
                        INSERT INTO journal (delivery, at, state, why, number, transport, node, took,
                                             outcome, verb, code, enhanced, said, waited, replies, revision)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """, Attempts.values(settlement, state, transaction.node()));
    }

    private static void keep(Db db, Settlement settlement, State state) throws SQLException {
        long delivery = settlement.claim().delivery();
        boolean keeps = state == State.WAITING || state == State.FAILED || state == State.HELD;
        if (keeps && settlement.keep().isPresent()) {
            keep(db, delivery, settlement.keep().get());
        } else if (!keeps && settlement.attempt().number() > 1) {
            db.change("DELETE FROM kept WHERE delivery = ?", delivery);
        }
    }

    private static void keep(Db db, long delivery, Composed message) throws SQLException {
        db.change(
                """
                INSERT OR REPLACE INTO kept (delivery, sender, receiver, subject, content, revision) VALUES (?, ?, ?, ?, ?, ?)
                """,
                delivery,
                message.sender().toString(),
                message.receiver().toString(),
                message.subject(),
                message.content(),
                message.revision().map(Revision::hash));
    }
}
