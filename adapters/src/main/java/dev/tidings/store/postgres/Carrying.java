package dev.tidings.store.postgres;

import dev.tidings.ledger.Carried;
import dev.tidings.ledger.HandedOver;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How many messages a transport handed over lately.
final class Carrying {
    private Carrying() {}

    static List<Carried> of(Db db, String transport, Instant since, Duration slice) throws SQLException {
        return db.list(Carrying::carried, """
                SELECT to_timestamp(floor(extract(epoch FROM at) * 1000 / ?1::bigint) * ?1::bigint / 1000) AS slice,
                       '' AS domain, count(*) AS count
                  FROM journal
                 WHERE transport = ?2::text AND at >= ?3::timestamptz
                   AND outcome IN ('accepted', 'deferred', 'refused', 'broken', 'uncertain', 'slowed')
                 GROUP BY slice
                 ORDER BY slice
                """, slice.toMillis(), transport, since);
    }

    static List<Carried> byDomain(Db db, String transport, Instant since, Duration slice) throws SQLException {
        return db.list(Carrying::carried, """
                SELECT to_timestamp(floor(extract(epoch FROM j.at) * 1000 / ?1::bigint) * ?1::bigint / 1000) AS slice,
                       lower(substr(p.address, strpos(p.address, '@') + 1)) AS domain, count(*) AS count
                  FROM journal j
                  JOIN person p ON p.delivery = j.delivery
                 WHERE j.transport = ?2::text AND j.at >= ?3::timestamptz
                   AND j.outcome IN ('accepted', 'deferred', 'refused', 'broken', 'uncertain', 'slowed')
                 GROUP BY slice, domain
                 ORDER BY slice, domain
                """, slice.toMillis(), transport, since);
    }

    /// Steps from one transport to the next, since the journal's index is by transport and time.
    static List<HandedOver> handedOver(Db db, Instant since) throws SQLException {
        return db.list(Reading::handedOver, """
                WITH RECURSIVE t AS (
                    SELECT min(transport) AS transport FROM journal
                    UNION ALL
                    SELECT (SELECT min(transport) FROM journal WHERE transport > t.transport)
                      FROM t
                     WHERE t.transport IS NOT NULL
                )
                SELECT o.notification, j.transport, lower(substr(p.address, strpos(p.address, '@') + 1)) AS domain,
                       count(*) AS count
                  FROM t
                  JOIN journal j ON j.transport = t.transport
                  JOIN person p ON p.delivery = j.delivery
                  JOIN occurrence o ON o.id = p.occurrence
                 WHERE j.at >= ? AND j.outcome IN ('accepted', 'uncertain') AND o.stage = 'live'
                 GROUP BY o.notification, j.transport, domain
                 ORDER BY o.notification, j.transport, domain
                """, since);
    }

    private static Carried carried(ResultSet row) throws SQLException {
        return new Carried(Reading.instant(row, "slice"), row.getString("domain"), row.getInt("count"));
    }
}
