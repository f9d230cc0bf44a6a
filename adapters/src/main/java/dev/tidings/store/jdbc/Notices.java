package dev.tidings.store.jdbc;

import static java.util.stream.Collectors.joining;

import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Match.Proof;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import dev.tidings.ledger.History;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.NoticeRecord.Judged;
import dev.tidings.ledger.Returned;
import dev.tidings.ledger.Stop;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What others told, as rows and as values.
public final class Notices {
    /// Reasons that are about a mailbox, as a list in SQL.
    private static final String OF_MAILBOXES = Arrays.stream(Reason.values())
            .filter(each -> each.concern() == Reason.Concern.MAILBOX)
            .map(each -> "'" + each.word() + "'")
            .collect(joining(", "));

    private Notices() {}

    /// An arrival that has come on record now.
    ///
    /// @param id of its row
    public record Heard(long id, Arrival arrival) {}

    /// Values of the columns of `arrival`, in their order, from `source` on.
    public static @Nullable Object[] values(Arrival arrival, Instant now) {
        return new @Nullable Object[] {
            arrival.source(),
            arrival.id(),
            arrival.at(),
            now,
            word(arrival.report().kind()),
            CluesJson.of(arrival.report().clues()),
            arrival.original()
        };
    }

    /// Puts on record what arrivals tell of each recipient.
    public static int add(Db db, List<Heard> heard) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Heard each : heard) {
            each.arrival.report().told().forEach(notice -> rows.add(values(each.id, notice)));
        }
        db.changeAll("""
                INSERT INTO notice (arrival, recipient, fate, reason, status, code, said) VALUES (?, ?, ?, ?, ?, ?, ?)
                """, rows);
        return heard.size();
    }

    private static @Nullable Object[] values(long arrival, Notice notice) {
        return new @Nullable Object[] {
            arrival,
            notice.recipient(),
            word(notice.fate()),
            notice.reason().word(),
            notice.status(),
            notice.code(),
            notice.said()
        };
    }

    private static String word(Enum<?> each) {
        return each.name().toLowerCase(Locale.ROOT);
    }

    public static List<NoticeRecord> of(Db db, long delivery) throws SQLException {
        return db.list(Notices::notice, """
                SELECT *
                  FROM notice_record
                 WHERE id IN (SELECT id FROM notice WHERE delivery = ? ORDER BY became IS NULL, id DESC LIMIT ?)
                 ORDER BY id
                """, delivery, History.NOTICES_MAX);
    }

    /// Some that nobody has judged yet, with what else came with the last of them: a report is judged as a whole.
    ///
    /// @param most as many as they may be
    public static List<NoticeRecord> whole(Db db, List<NoticeRecord> some, int most) throws SQLException {
        if (some.size() < most) return some;
        NoticeRecord last = some.getLast();
        List<NoticeRecord> all = new ArrayList<>(some);
        all.addAll(db.list(Notices::notice, """
                        SELECT *
                          FROM notice_record
                         WHERE arrival = ? AND id > ? AND judged_at IS NULL
                         ORDER BY id
                        """, last.arrival(), last.id()));
        return all;
    }

    public static Optional<NoticeRecord> one(Db db, long id) throws SQLException {
        return db.one(Notices::notice, "SELECT * FROM notice_record WHERE id = ?", id);
    }

    public static Optional<byte[]> original(Db db, long arrival) throws SQLException {
        return db.one(row -> row.getBytes("original"), "SELECT original FROM arrival WHERE id = ?", arrival);
    }

    public static Set<Long> mailboxFailures(Db db, String address, Instant since) throws SQLException {
        return Set.copyOf(db.list(
                row -> row.getLong(1),
                """
                SELECT DISTINCT delivery
                  FROM notice_record
                 WHERE address = ?1 AND fate = 'failed' AND reason IN (%s) AND believed AND at >= ?2
                   AND NOT EXISTS (SELECT 1 FROM suppression s
                                    WHERE lower(s.address) = ?1 AND s.reason = 'bounced' AND s.lifted_note <> ?3
                                      AND s.lifted_at >= coalesce((SELECT max(j.at)
                                                                     FROM journal j
                                                                    WHERE j.delivery = notice_record.delivery
                                                                      AND j.outcome IN ('accepted', 'uncertain')), judged_at))
                """.formatted(OF_MAILBOXES),
                Suppression.key(address),
                since,
                Suppression.LONGER));
    }

    public static Optional<Instant> bouncesLifted(Db db, String address) throws SQLException {
        return db.one(row -> Reading.optionalInstant(row, "lifted"), """
                        SELECT max(lifted_at) AS lifted
                          FROM suppression
                         WHERE lower(address) = ? AND reason = 'bounced' AND lifted_note <> ?
                        """, Suppression.key(address), Suppression.LONGER)
                .flatMap(each -> each);
    }

    /// Of a row of `notice_record`.
    public static NoticeRecord notice(ResultSet row) throws SQLException {
        int code = row.getInt("code");
        return new NoticeRecord(
                row.getLong("id"),
                row.getLong("arrival"),
                row.getString("source"),
                Report.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Reading.instant(row, "at"),
                Reading.instant(row, "noted"),
                new Notice(
                        Optional.ofNullable(row.getString("recipient")),
                        Fate.valueOf(row.getString("fate").toUpperCase(Locale.ROOT)),
                        reason(row),
                        Optional.ofNullable(row.getString("status")),
                        code == 0 ? Optional.empty() : Optional.of(code),
                        row.getString("said")),
                CluesJson.read(row.getString("clues")),
                judged(row));
    }

    private static Reason reason(ResultSet row) throws SQLException {
        return Reason.of(row.getString("reason")).orElseThrow();
    }

    private static Optional<Judged> judged(ResultSet row) throws SQLException {
        Optional<Instant> at = Reading.optionalInstant(row, "judged_at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Judged(
                        at.get(),
                        match(row),
                        row.getBoolean("believed"),
                        Optional.ofNullable(row.getString("became")).map(State::of),
                        row.getString("what")));
    }

    private static Optional<Match> match(ResultSet row) throws SQLException {
        String proof = row.getString("proof");
        return proof == null
                ? Optional.empty()
                : Optional.of(new Match(row.getLong("delivery"), row.getInt("attempt"), Proof.of(proof)));
    }

    /// Of a row that has its columns.
    public static Returned returned(ResultSet row) throws SQLException {
        return new Returned(
                row.getString("notification"),
                Reading.stage(row),
                row.getString("transport"),
                row.getString("domain"),
                reason(row),
                row.getLong("count"));
    }

    /// Of a row of `stop`.
    public static Stop stop(ResultSet row) throws SQLException {
        return new Stop(row.getString("notification"), row.getString("why"), Reading.instant(row, "since"));
    }
}
