package dev.tidings.store.postgres;

import dev.tidings.feedback.Arrival;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Notices;
import dev.tidings.store.jdbc.Notices.Heard;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What others tell comes on record. Several nodes may be told the same at a time.
final class Hearing {
    /// In the order of their keys: two nodes that are told the same never wait for each other.
    private static final Comparator<Heard> BY_KEY = Comparator.<Heard, String>comparing(
                    each -> each.arrival().source())
            .thenComparing(each -> each.arrival().id());

    private Hearing() {}

    static int hear(Transaction transaction, List<Arrival> arrivals) throws SQLException {
        Db db = transaction.db();
        List<Heard> told = numbered(db, arrivals);
        List<@Nullable Object[]> rows = new ArrayList<>();
        told.stream()
                .sorted(BY_KEY)
                .forEach(each -> rows.add(row(each.id(), Notices.values(each.arrival(), transaction.now()))));
        db.changeAll("""
                INSERT INTO arrival (id, source, event, at, noted, kind, clues, original)
                OVERRIDING SYSTEM VALUE
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING
                """, rows);
        Set<Long> there = there(db, told);
        return Notices.add(
                db, told.stream().filter(each -> there.contains(each.id())).toList());
    }

    private static List<Heard> numbered(Db db, List<Arrival> arrivals) throws SQLException {
        List<Long> ids = db.list(row -> row.getLong(1), """
                SELECT nextval(pg_get_serial_sequence(quote_ident(current_schema()) || '.arrival', 'id'))
                  FROM generate_series(1, ?::integer)
                """, arrivals.size());
        List<Heard> told = new ArrayList<>();
        for (int at = 0; at < ids.size(); at++) {
            told.add(new Heard(ids.get(at), arrivals.get(at)));
        }
        return told;
    }

    private static @Nullable Object[] row(long id, @Nullable Object[] values) {
        @Nullable Object[] row = new @Nullable Object[values.length + 1];
        row[0] = id;
        System.arraycopy(values, 0, row, 1, values.length);
        return row;
    }

    private static Set<Long> there(Db db, List<Heard> told) throws SQLException {
        return new HashSet<>(db.list(
                row -> row.getLong(1),
                "SELECT id FROM arrival WHERE id = ANY (?::bigint[])",
                told.stream().map(Heard::id).toList()));
    }

    static List<NoticeRecord> unjudged(Db db, int most, Instant now) throws SQLException {
        List<NoticeRecord> first = db.list(Notices::notice, """
                SELECT *
                  FROM notice_record
                 WHERE id IN (SELECT id
                                FROM notice
                               WHERE judged_at IS NULL AND (until IS NULL OR until <= ?::timestamptz)
                               ORDER BY id
                               LIMIT ?)
                 ORDER BY id
                """, now, most);
        return Notices.whole(db, first, most);
    }

    static int putOff(Transaction transaction, Collection<Long> notices, Instant until) throws SQLException {
        return transaction.db().change("""
                        UPDATE notice SET until = ?::timestamptz
                         WHERE id IN (SELECT id FROM notice
                                       WHERE id = ANY (?::bigint[]) AND judged_at IS NULL
                                       ORDER BY id
                                         FOR UPDATE)
                        """, until, notices);
    }
}
