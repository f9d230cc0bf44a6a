package dev.tidings.store.postgres;

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
                     WHERE id IN (SELECT id FROM notice
                                   WHERE fate = 'failed' AND id < ? ORDER BY id DESC LIMIT ?)
                     ORDER BY id DESC
                    """;
                    case COMPLAINTS -> """
                    SELECT *
                      FROM notice_record
                     WHERE id IN (SELECT id FROM notice
                                   WHERE fate = 'complained' AND id < ? ORDER BY id DESC LIMIT ?)
                     ORDER BY id DESC
                    """;
                    case UNMATCHED -> """
                    SELECT *
                      FROM notice_record
                     WHERE id IN (SELECT id FROM notice
                                   WHERE judged_at IS NOT NULL AND delivery IS NULL AND id < ? ORDER BY id DESC LIMIT ?)
                     ORDER BY id DESC
                    """;
                },
                page.before(),
                page.most());
    }

    static List<Returned> returned(Db db, Instant since) throws SQLException {
        return db.list(Notices::returned, """
                SELECT n.notification, o.stage, n.transport, substr(n.address, strpos(n.address, '@') + 1) AS domain,
                       n.reason, count(*) AS count
                  FROM notice n
                  JOIN person p ON p.delivery = n.delivery
                  JOIN occurrence o ON o.id = p.occurrence
                 WHERE n.became IS NOT NULL AND n.became <> 'accepted' AND n.judged_at >= ?
                 GROUP BY n.notification, o.stage, n.transport, domain, n.reason
                 ORDER BY count DESC, n.notification, o.stage, n.transport, domain, n.reason
                """, since);
    }

    static Map<Trace, DeliveryRecord> deliveries(Db db, Collection<Trace> traces) throws SQLException {
        Texts octets = Texts.of(List.copyOf(traces), each -> "\\x" + each.hex());
        return db
                .list(Reading::deliveryRecord, "SELECT * FROM delivery_record WHERE trace = ANY (?::bytea[])", octets)
                .stream()
                .collect(Collectors.toMap(DeliveryRecord::trace, Function.identity()));
    }
}
