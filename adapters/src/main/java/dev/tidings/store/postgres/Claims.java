package dev.tidings.store.postgres;

import dev.tidings.deliver.Claim;
import dev.tidings.notification.Occurrence;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who holds what: rows of `claim` and `sending`, each touched by one statement at a time, which is a transaction.
final class Claims {
    private static final String WHOLE = """
            SELECT t.fence, d.id, d.occurrence, d.road, d.due, d.expires, d.attempts, d.retries, d.possible_duplicate,
                   p.key, p.name, p.address, p.locale, p.zone, p.columns, p.copy, p.of_name, p.of_address,
                   o.notification, o.instant, o.cause, o.stage, o.revision, o.period_from, o.period_to, o.fired_at,
                   o.only_to
              FROM taken t
              JOIN delivery d ON d.id = t.delivery
              JOIN person p ON p.delivery = d.id
              JOIN occurrence o ON o.id = d.occurrence
            """;

    private Claims() {}

    /// @param behind the occurrence that was dealt to last: the next ones come first
    static List<Claim> take(Db db, String road, int most, String node, Instant now, Duration lease, long behind)
            throws SQLException {
        return db.list(
                claim(),
                "WITH taken AS MATERIALIZED (SELECT * FROM take(?::text, ?::integer, ?::text, ?::timestamptz, ?::interval, ?::bigint))"
                        + WHOLE + "ORDER BY d.not_before, d.id",
                road,
                most,
                node,
                now,
                interval(lease),
                behind);
    }

    static List<Claim> take(Db db, String road, Collection<Long> these, String node, Instant now, Duration lease)
            throws SQLException {
        return db.list(
                claim(),
                "WITH taken AS MATERIALIZED (SELECT * FROM take_these(?::text, ?::bigint[], ?::text, ?::timestamptz, ?::interval))"
                        + WHOLE + "ORDER BY d.not_before, d.id",
                road,
                List.copyOf(these),
                node,
                now,
                interval(lease));
    }

    static Optional<Instant> nextDue(Db db, String road, Instant now) throws SQLException {
        return db.one(row -> Reading.instant(row, "not_before"), """
                SELECT next.not_before
                  FROM lines(?1::text, 0) line
                 CROSS JOIN LATERAL (SELECT d.not_before FROM delivery d
                                      WHERE d.state = 'waiting' AND d.road = ?1::text
                                        AND d.occurrence = line.occurrence AND d.not_before > ?2::timestamptz
                                      ORDER BY d.not_before LIMIT 1) next
                 WHERE NOT line.occurrence = ANY ((SELECT stopped())::bigint[])
                 ORDER BY next.not_before LIMIT 1
                """, road, now);
    }

    /// Those whose lease ended in `sending`, or whose node is no more.
    static List<Claim> uncertain(Db db, int most, String node, Instant now, Duration lease) throws SQLException {
        return db.list(claim(), """
                WITH taken AS (
                    UPDATE sending s
                       SET fence = nextval('fence'), node = ?1::text, lease = ?2::interval,
                           until = ?3::timestamptz + ?2::interval
                     WHERE s.delivery IN (SELECT delivery
                                            FROM sending
                                           WHERE until <= ?3::timestamptz OR node NOT IN (SELECT id FROM living)
                                           ORDER BY delivery
                                           LIMIT ?4::integer
                                             FOR UPDATE SKIP LOCKED)
                    RETURNING s.delivery, s.fence)
                """ + WHOLE + "ORDER BY d.id", node, interval(lease), now, most);
    }

    /// Each occurrence is read once.
    private static Db.Reading<Claim> claim() {
        Map<Long, Occurrence> occurrences = new HashMap<>();
        return row -> {
            long id = row.getLong("occurrence");
            @Nullable Occurrence occurrence = occurrences.get(id);
            if (occurrence == null) {
                occurrence = Reading.occurrence(row, id);
                occurrences.put(id, occurrence);
            }
            return claim(row, occurrence);
        };
    }

    private static Claim claim(ResultSet row, Occurrence of) throws SQLException {
        return new Claim(
                row.getLong("id"),
                row.getLong("fence"),
                row.getInt("attempts") + 1,
                of,
                Reading.recipient(row),
                Reading.instant(row, "due"),
                new Claim.Progress(
                        row.getInt("retries"),
                        row.getString("road"),
                        Reading.instant(row, "expires"),
                        row.getBoolean("possible_duplicate")));
    }

    /// @return how many were still held
    static int renew(Db db, Collection<Claim> claims, Instant now, Duration lease) throws SQLException {
        int held = 0;
        for (String table : List.of("claim", "sending")) {
            held += db.change("""
                    UPDATE %s c SET lease = ?1::interval, until = ?2::timestamptz + ?1::interval
                      FROM unnest(?3::bigint[], ?4::bigint[]) AS given (delivery, fence)
                     WHERE c.delivery = given.delivery AND c.fence = given.fence
                    """.formatted(table), interval(lease), now, deliveries(claims), fences(claims));
        }
        return held;
    }

    /// @return deliveries that are nobody's now
    static List<Long> release(Db db, Collection<Claim> claims) throws SQLException {
        return db.list(row -> row.getLong(1), """
                DELETE FROM claim c
                 USING unnest(?::bigint[], ?::bigint[]) AS given (delivery, fence)
                 WHERE c.delivery = given.delivery AND c.fence = given.fence
                RETURNING c.delivery
                """, deliveries(claims), fences(claims));
    }

    static int reap(Db db, Instant now) throws SQLException {
        return db.change("""
                DELETE FROM claim WHERE until <= ?::timestamptz OR node NOT IN (SELECT id FROM living)
                """, now);
    }

    static List<Long> deliveries(Collection<Claim> claims) {
        return claims.stream().map(Claim::delivery).toList();
    }

    static List<Long> fences(Collection<Claim> claims) {
        return claims.stream().map(Claim::fence).toList();
    }

    /// As PostgreSQL reads it (ISO 8601).
    static String interval(Duration duration) {
        return duration.toString();
    }
}
