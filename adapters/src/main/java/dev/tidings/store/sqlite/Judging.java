package dev.tidings.store.sqlite;

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
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is made of what others told.
final class Judging {
    private Judging() {}

    static Consequences judge(Transaction transaction, List<Judgement> judgements) throws SQLException {
        Consequences consequences =
                new Consequences(waiting(transaction.db(), judgements), standings(transaction.db(), judgements));
        judgements.forEach(consequences::add);
        consequences.count(transaction.sums());
        write(transaction, consequences);
        HandedBefore.settled(transaction.db(), consequences.settled());
        return consequences;
    }

    private static Set<Long> waiting(Db db, List<Judgement> judgements) throws SQLException {
        return new HashSet<>(db.list(
                row -> row.getLong(1),
                "SELECT id FROM notice WHERE id IN (SELECT value FROM json_each(?)) AND judged_at IS NULL",
                Decisions.ids(judgements.stream().map(Judgement::notice).toList())));
    }

    private static List<Standing> standings(Db db, List<Judgement> judgements) throws SQLException {
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
                 WHERE d.id IN (SELECT value FROM json_each(?))
                """, Decisions.ids(Consequences.about(judgements)));
    }

    private static void write(Transaction transaction, Consequences consequences) throws SQLException {
        Db db = transaction.db();
        Instant now = transaction.now();
        db.changeAll(
                """
                UPDATE notice
                   SET judged_at = ?, what = ?, delivery = ?, attempt = ?, proof = ?, believed = ?,
                       notification = ?, transport = ?, address = ?, became = ?
                 WHERE id = ?
                """, consequences.rows().stream().map(each -> values(each, now)).toList());
        db.changeAll(
                """
                UPDATE delivery
                   SET state = ?, why = ?, settled_at = ?, may_have_arrived = 0,
                       possible_duplicate = possible_duplicate
                           AND (SELECT count(*) FROM journal j
                                 WHERE j.delivery = delivery.id AND j.outcome IN ('accepted', 'uncertain')) > 1
                 WHERE id = ?
                """,
                consequences.lastChanges().stream()
                        .map(each -> new @Nullable Object[] {each.to().word(), each.why(), now, each.delivery()})
                        .toList());
        Decisions.forget(
                db,
                Decisions.ids(
                        consequences.settled().stream().map(Change::delivery).toList()));
        db.changeAll(
                "INSERT INTO journal (delivery, at, state, why) VALUES (?, ?, ?, ?)",
                consequences.changes().stream()
                        .map(each -> new @Nullable Object[] {
                            each.delivery(), now, each.to().word(), each.why()
                        })
                        .toList());
    }

    private static @Nullable Object[] values(Row row, Instant now) {
        Optional<About> about = row.about();
        return new @Nullable Object[] {
            now,
            row.what(),
            about.map(each -> each.delivery().id()),
            about.map(each -> each.match().attempt()),
            about.map(each -> each.match().proof().word()),
            about.map(_ -> row.believed()),
            about.map(each -> each.delivery().notification()),
            about.map(each -> each.delivery().transport()),
            about.map(About::address),
            about.flatMap(About::became).map(State::word),
            row.notice()
        };
    }
}
