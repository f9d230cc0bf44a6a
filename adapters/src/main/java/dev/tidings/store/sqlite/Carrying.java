package dev.tidings.store.sqlite;

import dev.tidings.ledger.Carried;
import dev.tidings.ledger.HandedOver;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How many messages a transport handed over lately, counted from the journal's end.
///
/// The journal has no index by time: it is in the order in which attempts ended, near enough to that in which they
/// began for its place to be found by halving.
final class Carrying {
    /// An attempt takes no longer, so it stands no further behind those that began with it.
    private static final Duration LONGEST_ATTEMPT = Duration.ofHours(1);

    private Carrying() {}

    static List<Carried> of(Db db, String transport, Instant since, Duration slice) throws SQLException {
        return db.list(Carrying::carried, """
                SELECT at / ?4 * ?4 AS slice, '' AS domain, count(*) AS count
                  FROM journal
                 WHERE id >= ?1 AND transport = ?2 AND at >= ?3
                   AND outcome IN ('accepted', 'deferred', 'refused', 'broken', 'uncertain', 'slowed')
                 GROUP BY slice
                 ORDER BY slice
                """, place(db, since), transport, since, slice.toMillis());
    }

    static List<Carried> byDomain(Db db, String transport, Instant since, Duration slice) throws SQLException {
        return db.list(Carrying::carried, """
                SELECT j.at / ?4 * ?4 AS slice, lower(substr(p.address, instr(p.address, '@') + 1)) AS domain,
                       count(*) AS count
                  FROM journal j
                  JOIN person p ON p.delivery = j.delivery
                 WHERE j.id >= ?1 AND j.transport = ?2 AND j.at >= ?3
                   AND j.outcome IN ('accepted', 'deferred', 'refused', 'broken', 'uncertain', 'slowed')
                 GROUP BY slice, domain
                 ORDER BY slice, domain
                """, place(db, since), transport, since, slice.toMillis());
    }

    static List<HandedOver> handedOver(Db db, Instant since) throws SQLException {
        return db.list(Reading::handedOver, """
                SELECT o.notification, j.transport, lower(substr(p.address, instr(p.address, '@') + 1)) AS domain,
                       count(*) AS count
                  FROM journal j
                  JOIN person p ON p.delivery = j.delivery
                  JOIN occurrence o ON o.id = p.occurrence
                 WHERE j.id >= ? AND j.at >= ? AND j.outcome IN ('accepted', 'uncertain') AND o.stage = 'live'
                 GROUP BY o.notification, j.transport, domain
                 ORDER BY o.notification, j.transport, domain
                """, place(db, since), since);
    }

    private static Carried carried(ResultSet row) throws SQLException {
        return new Carried(Reading.instant(row, "slice"), row.getString("domain"), row.getInt("count"));
    }

    /// An entry before which nothing began after an instant.
    private static long place(Db db, Instant since) throws SQLException {
        long from = since.minus(LONGEST_ATTEMPT).toEpochMilli();
        long before = 0;
        long behind = db.number("SELECT max(id) FROM journal") + 1;
        while (before + 1 < behind) {
            long middle = (before + behind) >>> 1;
            if (db.number("SELECT at FROM journal WHERE id >= ? ORDER BY id LIMIT 1", middle) < from) {
                before = middle;
            } else {
                behind = middle;
            }
        }
        return before;
    }
}
