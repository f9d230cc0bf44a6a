package dev.tidings.store.postgres;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Verdict;
import dev.tidings.ledger.Settlement;
import dev.tidings.notification.Revision;
import dev.tidings.store.jdbc.Attempts;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Reading;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How: arming claims, and writing down attempts and what becomes of deliveries.
///
/// Deliveries are named here. A server that last counted when nobody waited believes that going through all who wait is
/// quicker than the key; `state || ''` is no condition of that index, so it cannot.
final class Settling {
    private Settling() {}

    /// @return by fence, until when each is on record as sending; the others are nobody's any more
    static Map<Long, Instant> arm(Transaction transaction, Collection<Claim> claims) throws SQLException {
        Map<Long, Instant> armed = new HashMap<>();
        transaction
                .db()
                .list(
                        row -> armed.put(row.getLong("fence"), Reading.instant(row, "until")),
                        """
                        WITH given AS (
                            SELECT * FROM unnest(?1::bigint[], ?2::bigint[]) AS g (delivery, fence)
                        ), armed AS (
                            UPDATE sending s SET until = ?4::timestamptz + s.lease
                              FROM given g
                             WHERE s.delivery = g.delivery AND s.fence = g.fence AND s.until > ?4::timestamptz
                            RETURNING s.fence, s.until
                        ), moved AS (
                            DELETE FROM claim c
                             USING given g
                             WHERE c.delivery = g.delivery AND c.fence = g.fence AND c.until > ?4::timestamptz
                            RETURNING c.delivery, c.fence, c.lease
                        ), arming AS (
                            INSERT INTO sending (delivery, fence, node, armed_by, lease, until)
                            SELECT m.delivery, m.fence, ?3::text, ?3::text, m.lease, ?4::timestamptz + m.lease
                              FROM moved m
                              JOIN delivery d ON d.id = m.delivery
                             WHERE d.state || '' = 'waiting'
                            RETURNING fence, until
                        )
                        SELECT fence, until FROM armed UNION ALL SELECT fence, until FROM arming
                        """,
                        Claims.deliveries(claims),
                        Claims.fences(claims),
                        transaction.node(),
                        transaction.now());
        return armed;
    }

    /// Takes claims off the tables.
    ///
    /// @return by fence, of those that were the latest, the node that was at it
    static Map<Long, String> disarm(Db db, Collection<Settlement> settlements) throws SQLException {
        List<Claim> claims = settlements.stream().map(Settlement::claim).toList();
        Map<Long, String> latest = new HashMap<>();
        db.visit(
                row -> latest.put(row.getLong("fence"), row.getString("by")) == null,
                """
                WITH given AS (
                    SELECT * FROM unnest(?1::bigint[], ?2::bigint[]) AS g (delivery, fence)
                ), sent AS (
                    DELETE FROM sending s
                     USING given g
                     WHERE s.delivery = g.delivery AND s.fence = g.fence
                    RETURNING s.fence, s.armed_by
                ), claimed AS (
                    DELETE FROM claim c
                     USING given g
                     WHERE c.delivery = g.delivery AND c.fence = g.fence
                    RETURNING c.fence, c.node
                )
                SELECT fence, armed_by AS by FROM sent UNION ALL SELECT fence, node FROM claimed
                """,
                Claims.deliveries(claims),
                Claims.fences(claims));
        return latest;
    }

    /// @param settlements of the latest claims
    /// @return what deliveries came to; people decided otherwise about the others
    static Map<Long, State> settle(Transaction transaction, Collection<Settlement> settlements) throws SQLException {
        List<Settlement> accepted = new ArrayList<>();
        Map<Long, State> states = new HashMap<>();
        for (Settlement each : settlements) {
            if (each.verdict() instanceof Verdict.Accepted) accepted.add(each);
            else
                settle(transaction, each)
                        .ifPresent(state -> states.put(each.claim().delivery(), state));
        }
        if (!accepted.isEmpty()) accept(transaction, accepted).forEach(id -> states.put(id, State.ACCEPTED));
        return states;
    }

    private static List<Long> accept(Transaction transaction, List<Settlement> accepted) throws SQLException {
        Decisions.forget(
                transaction.db(),
                accepted.stream()
                        .filter(each -> each.attempt().number() > 1)
                        .map(each -> each.claim().delivery())
                        .toList());
        return transaction
                .db()
                .list(
                        row -> {
                            transaction.sums().move(row.getLong(2), State.WAITING, State.ACCEPTED);
                            return row.getLong(1);
                        },
                        """
                        UPDATE delivery d
                           SET state = 'accepted', attempts = given.attempt, settled_at = ?1::timestamptz, why = NULL
                          FROM unnest(?2::bigint[], ?3::integer[]) AS given (delivery, attempt)
                         WHERE d.id = given.delivery AND d.state || '' = 'waiting'
                        RETURNING d.id, d.occurrence
                        """,
                        transaction.now(),
                        accepted.stream().map(each -> each.claim().delivery()).toList(),
                        accepted.stream().map(each -> each.attempt().number()).toList());
    }

    /// @return deliveries that wait for the road now; people decided against the others, or they are armed
    static Set<Long> defer(Transaction transaction, List<Claim> claims, String road, Instant notBefore)
            throws SQLException {
        List<Long> free = Claims.release(transaction.db(), claims);
        return new HashSet<>(transaction.db().list(row -> row.getLong(1), """
                        UPDATE delivery SET road = ?, not_before = ?::timestamptz
                         WHERE id = ANY (?::bigint[]) AND state || '' = 'waiting'
                        RETURNING id
                        """, road, notBefore, free));
    }

    private static Optional<State> settle(Transaction transaction, Settlement settlement) throws SQLException {
        Claim claim = settlement.claim();
        boolean waits = settlement.verdict().state() == State.WAITING;
        if (waits) transaction.stopSuppressing();
        State state = waits && !waitsOn(transaction.db(), claim)
                ? State.CANCELLED
                : settlement.verdict().state();
        if (!write(transaction, settlement, state)) return Optional.empty();
        transaction.sums().move(claim.occurrence().id(), State.WAITING, state);
        keep(transaction.db(), settlement, state);
        return Optional.of(state);
    }

    /// Whether a delivery may go back to waiting: not in a cancelled occurrence. Its expiry counts again.
    private static boolean waitsOn(Db db, Claim claim) throws SQLException {
        return db.change("""
                        UPDATE occurrence
                           SET first_expiry = least(first_expiry, (SELECT expires FROM delivery WHERE id = ?))
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
                                   SET state              = ?1::text,
                                       attempts           = ?2::integer,
                                       settled_at         = ?3::timestamptz,
                                       why                = ?4::text,
                                       road               = ?5::text,
                                       not_before         = coalesce(?6::timestamptz, not_before),
                                       retries            = retries + ?7::integer,
                                       may_have_arrived   = may_have_arrived OR ?8::boolean,
                                       possible_duplicate = possible_duplicate OR ?9::boolean
                                 WHERE id = ?10::bigint AND state || '' = 'waiting'
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
    ///
    /// @param nodes that made them, by fence
    static void note(
            Transaction transaction,
            Collection<Settlement> settlements,
            Map<Long, State> states,
            Map<Long, String> nodes)
            throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        long place = transaction.places(settlements.size());
        for (Settlement each : settlements) {
            State state = states.get(each.claim().delivery());
            if (state == null) continue;
            String node = nodes.getOrDefault(each.claim().fence(), transaction.node());
            rows.add(row(++place, Attempts.values(each, state, node)));
        }
        transaction.db().changeAll("""
                        INSERT INTO journal (id, delivery, at, state, why, number, transport, node, took,
                                             outcome, verb, code, enhanced, said, waited, replies, revision)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """, rows);
    }

    private static @Nullable Object[] row(long place, @Nullable Object[] values) {
        @Nullable Object[] row = new @Nullable Object[values.length + 1];
        row[0] = place;
        System.arraycopy(values, 0, row, 1, values.length);
        return row;
    }

    private static void keep(Db db, Settlement settlement, State state) throws SQLException {
        long delivery = settlement.claim().delivery();
        boolean keeps = state == State.WAITING || state == State.FAILED || state == State.HELD;
        if (keeps && settlement.keep().isPresent()) {
            keep(db, delivery, settlement.keep().get());
        } else if (!keeps && settlement.attempt().number() > 1) {
            Decisions.forget(db, List.of(delivery));
        }
    }

    private static void keep(Db db, long delivery, Composed message) throws SQLException {
        db.change(
                """
                INSERT INTO kept (delivery, sender, receiver, subject, content, revision) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (delivery) DO UPDATE
                   SET sender = excluded.sender, receiver = excluded.receiver, subject = excluded.subject,
                       content = excluded.content, revision = excluded.revision
                """,
                delivery,
                message.sender().toString(),
                message.receiver().toString(),
                message.subject(),
                message.content(),
                message.revision().map(Revision::hash));
    }
}
