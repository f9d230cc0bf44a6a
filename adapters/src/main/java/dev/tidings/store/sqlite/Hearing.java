package dev.tidings.store.sqlite;

import dev.tidings.feedback.Arrival;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Notices;
import dev.tidings.store.jdbc.Notices.Heard;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What others tell comes on record.
final class Hearing {
    private Hearing() {}

    static int hear(Transaction transaction, List<Arrival> arrivals) throws SQLException {
        List<Heard> heard = new ArrayList<>();
        for (Arrival each : arrivals) {
            Optional<Long> id =
                    transaction.db().one(row -> row.getLong(1), """
                            INSERT INTO arrival (source, event, at, noted, kind, clues, original)
                            VALUES (?, ?, ?, ?, ?, ?, ?)
                                ON CONFLICT DO NOTHING
                            RETURNING id
                            """, Notices.values(each, transaction.now()));
            id.ifPresent(row -> heard.add(new Heard(row, each)));
        }
        return Notices.add(transaction.db(), heard);
    }

    static List<NoticeRecord> unjudged(Db db, int most, Instant now) throws SQLException {
        List<NoticeRecord> first = db.list(Notices::notice, """
                SELECT *
                  FROM notice_record
                 WHERE id IN (SELECT id
                                FROM notice INDEXED BY notice_unjudged
                               WHERE judged_at IS NULL AND (until IS NULL OR until <= ?)
                               ORDER BY id
                               LIMIT ?)
                 ORDER BY id
                """, now, most);
        return Notices.whole(db, first, most);
    }

    static int putOff(Transaction transaction, Collection<Long> notices, Instant until) throws SQLException {
        return transaction.db().change("""
                        UPDATE notice SET until = ?
                         WHERE id IN (SELECT value FROM json_each(?)) AND judged_at IS NULL
                        """, until, Decisions.ids(notices));
    }
}
