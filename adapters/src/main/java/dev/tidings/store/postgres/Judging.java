package dev.tidings.store.postgres;

import dev.tidings.deliver.State;
import dev.tidings.ledger.Judgement;
import dev.tidings.store.jdbc.Consequences;
import dev.tidings.store.jdbc.Consequences.About;
import dev.tidings.store.jdbc.Consequences.Change;
import dev.tidings.store.jdbc.Consequences.Row;
import dev.tidings.store.jdbc.Consequences.Standing;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.HandedBefore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is made of what others told. Rows are locked in the order of their ids, notices before deliveries.
final class Judging {
    private Judging() {}

    /// @return what a delivery became by it, for each notice that was judged
    static Map<Long, Optional<State>> judge(Transaction transaction, List<Judgement> judgements) throws SQLException {
        if (mayBeInHand(transaction.db(), Consequences.changing(judgements))) transaction.stopClaims();
        Consequences consequences =
                new Consequences(waiting(transaction.db(), judgements), standings(transaction.db(), judgements));
        judgements.forEach(consequences::add);
        consequences.count(transaction.sums());
        write(transaction, consequences);
        move(transaction, consequences.lastChanges());
        withdraw(transaction.db(), consequences.settled());
        HandedBefore.settled(transaction.db(), consequences.settled());
        note(transaction, consequences.changes());
        return consequences.notices();
    }

    /// Whether somebody may be about to send once more what may have arrived, or may do so as soon as a person says so.
    private static boolean mayBeInHand(Db db, Set<Long> deliveries) throws SQLException {
        return db.one(row -> true, """
                SELECT 1
                  FROM delivery
                 WHERE id = ANY (?::bigint[]) AND may_have_arrived
                   AND state || '' NOT IN ('accepted', 'bounced', 'complained')
                 LIMIT 1
                """, List.copyOf(deliveries)).isPresent();
    }

    /// Nobody else judges them meanwhile.
    private static Set<Long> waiting(Db db, List<Judgement> judgements) throws SQLException {
        return new HashSet<>(db.list(
                row -> row.getLong(1),
                """
                SELECT id FROM notice
                 WHERE id = ANY (?::bigint[]) AND judged_at IS NULL
                 ORDER BY id
                   FOR UPDATE
                """,
                judgements.stream().map(Judgement::notice).toList()));
    }

    /// Nobody forgets them, or decides about them, meanwhile.
    private static List<Standing> standings(Db db, List<Judgement> judgements) throws SQLException {
        List<Long> about = List.copyOf(Consequences.about(judgements));
        db.list(row -> row.getLong(1), """
                SELECT id FROM delivery WHERE id = ANY (?::bigint[]) ORDER BY id FOR NO KEY UPDATE
                """, about);
        return db.list(Standing::of, """
                SELECT d.id, d.occurrence, o.notification, d.state, p.address,
                       EXISTS (SELECT 1 FROM sending s WHERE s.delivery = d.id) AS sending,
                       d.may_have_arrived AND d.state NOT IN ('accepted', 'bounced', 'complained') AS uncertain,
                       coalesce((SELECT max(j.number) FROM journal j
                                  WHERE j.delivery = d.id AND j.outcome IN ('accepted', 'uncertain')), 0) AS sent,
                       coalesce((SELECT j.transport FROM journal j
                                  WHERE j.delivery = d.id AND j.number IS NOT NULL
                                  ORDER BY j.number DESC
                                  LIMIT 1), '') AS transport
                  FROM delivery d
                  JOIN person p ON p.delivery = d.id
                  JOIN occurrence o ON o.id = d.occurrence
                 WHERE d.id = ANY (?::bigint[])
                """, about);
    }

    private static void write(Transaction transaction, Consequences consequences) throws SQLException {
        List<Row> all = consequences.rows();
        transaction
                .db()
                .change(
                        """
                        UPDATE notice n
                           SET judged_at = ?1::timestamptz, what = g.what, delivery = g.delivery, attempt = g.attempt,
                               proof = g.proof, believed = g.believed, notification = g.notification,
                               transport = g.transport, address = g.address, became = g.became
                          FROM unnest(?2::bigint[], ?3::text[], ?4::bigint[], ?5::integer[], ?6::text[],
                                      ?7::boolean[], ?8::text[], ?9::text[], ?10::text[], ?11::text[])
                            AS g (notice, what, delivery, attempt, proof, believed, notification, transport, address,
                                  became)
                         WHERE n.id = g.notice
                        """,
                        transaction.now(),
                        Texts.of(all, Row::notice),
                        Texts.of(all, Row::what),
                        about(all, each -> each.delivery().id()),
                        about(all, each -> each.match().attempt()),
                        about(all, each -> each.match().proof().word()),
                        Texts.of(all, row -> row.about().map(_ -> row.believed())),
                        about(all, each -> each.delivery().notification()),
                        about(all, each -> each.delivery().transport()),
                        about(all, About::address),
                        Texts.of(all, row -> row.about().flatMap(About::became).map(State::word)));
    }

    private static Texts about(List<Row> rows, Function<About, Object> column) {
        return Texts.of(rows, row -> row.about().map(column));
    }

    private static void move(Transaction transaction, List<Change> last) throws SQLException {
        transaction
                .db()
                .change(
                        """
                        UPDATE delivery d
                           SET state = g.state, why = g.why, settled_at = ?1::timestamptz, may_have_arrived = false,
                               possible_duplicate = possible_duplicate
                           AND (SELECT count(*) FROM journal j
                                 WHERE j.delivery = d.id AND j.outcome IN ('accepted', 'uncertain')) > 1
                          FROM unnest(?2::bigint[], ?3::text[], ?4::text[]) AS g (delivery, state, why)
                         WHERE d.id = g.delivery
                        """,
                        transaction.now(),
                        Texts.of(last, Change::delivery),
                        Texts.of(last, each -> each.to().word()),
                        Texts.of(last, Change::why));
    }

    private static void withdraw(Db db, List<Change> settled) throws SQLException {
        if (settled.isEmpty()) return;
        List<Long> inHand = settled.stream()
                .filter(each -> each.from() == State.WAITING)
                .map(Change::delivery)
                .toList();
        if (!inHand.isEmpty()) db.change("DELETE FROM claim WHERE delivery = ANY (?::bigint[])", inHand);
        Decisions.forget(db, settled.stream().map(Change::delivery).toList());
    }

    private static void note(Transaction transaction, List<Change> changes) throws SQLException {
        long place = transaction.places(changes.size());
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Change each : changes) {
            rows.add(new @Nullable Object[] {
                ++place, each.delivery(), transaction.now(), each.to().word(), each.why()
            });
        }
        transaction.db().changeAll("INSERT INTO journal (id, delivery, at, state, why) VALUES (?, ?, ?, ?, ?)", rows);
    }
}
