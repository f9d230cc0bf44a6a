package dev.tidings.store.sqlite;

import static java.util.stream.Collectors.joining;

import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History.Told;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Returned;
import dev.tidings.notification.Trace;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Notices;
import dev.tidings.store.jdbc.Reading;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads what others told, and what came of it.
final class Hearsay {
    private Hearsay() {}

    static List<NoticeRecord> list(Db db, Told told, Page page) throws SQLException {
        return db.list(
                Notices::notice,
                switch (told) {
                    case ALL -> """
                    SELECT * FROM notice_record WHERE id < ? ORDER BY id DESC LIMIT ?
                    """;
                    case BOUNCES -> """
                    SELECT *
                      FROM notice_record
                     WHERE id IN (SELECT id FROM notice INDEXED BY notice_bounces
                                   WHERE fate = 'failed' AND id < ? ORDER BY id DESC LIMIT ?)
                     ORDER BY id DESC
                    """;
                    case COMPLAINTS -> """
                    SELECT *
                      FROM notice_record
                     WHERE id IN (SELECT id FROM notice INDEXED BY notice_complaints
                                   WHERE fate = 'complained' AND id < ? ORDER BY id DESC LIMIT ?)
                     ORDER BY id DESC
                    """;
                    case UNMATCHED -> """
                    SELECT *
                      FROM notice_record
                     WHERE id IN (SELECT id FROM notice INDEXED BY notice_unmatched
                                   WHERE judged_at IS NOT NULL AND delivery IS NULL AND id < ? ORDER BY id DESC LIMIT ?)
                     ORDER BY id DESC
                    """;
                },
                page.before(),
                page.most());
    }

    static List<Returned> returned(Db db, Instant since) throws SQLException {
        return db.list(Notices::returned, """
                SELECT n.notification, o.stage, n.transport, substr(n.address, instr(n.address, '@') + 1) AS domain,
                       n.reason, count(*) AS count
                  FROM notice n INDEXED BY notice_became
                  JOIN person p ON p.delivery = n.delivery
                  JOIN occurrence o ON o.id = p.occurrence
                 WHERE n.became IS NOT NULL AND n.became <> 'accepted' AND n.judged_at >= ?
                 GROUP BY n.notification, o.stage, n.transport, domain, n.reason
                 ORDER BY count DESC, n.notification, o.stage, n.transport, domain, n.reason
                """, since);
    }

    static Map<Trace, DeliveryRecord> deliveries(Db db, Collection<Trace> traces) throws SQLException {
        String hex = traces.stream().map(each -> '"' + each.hex() + '"').collect(joining(",", "[", "]"));
        return db.list(Reading::deliveryRecord, """
                SELECT *
                  FROM delivery_record
                 WHERE id IN (SELECT l.delivery
                                FROM json_each(?1) t
                               CROSS JOIN lookup_trace l ON l.trace = unhex(t.value)
                               UNION ALL
                              SELECT delivery FROM fresh WHERE trace IN (SELECT unhex(value) FROM json_each(?1)))
                """, hex).stream()
                .collect(Collectors.toMap(DeliveryRecord::trace, Function.identity()));
    }
}
