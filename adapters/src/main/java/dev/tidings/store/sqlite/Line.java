package dev.tidings.store.sqlite;

import dev.tidings.deliver.Claim;
import dev.tidings.notification.Occurrence;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// Those of one occurrence who wait for one road, in the order in which they go: read a few at a time from a
/// place on.
///
/// Everyone before the place is in somebody's hands, or has expired and waits to be swept.
final class Line {
    private static final int READ_AT_ONCE = 64;

    final long occurrence;
    private final String road;
    private final Deque<Claim> read = new ArrayDeque<>();
    private final Deque<Instant> expiries = new ArrayDeque<>();
    private @Nullable Occurrence whole;
    private long placeTime = Long.MIN_VALUE;
    private long placeId;
    /// Nobody in it goes before. Counts only while the line is not in turn.
    long quietUntil;

    Line(long occurrence, String road) {
        this.occurrence = occurrence;
        this.road = road;
    }

    /// Somebody waits here who may stand before the place.
    void joined(long notBefore, long id) {
        if (notBefore < placeTime || (notBefore == placeTime && id <= placeId)) rewind();
    }

    void rewind() {
        placeTime = Long.MIN_VALUE;
        placeId = 0;
        read.clear();
        expiries.clear();
    }

    /// The next who may go; its fence is not given yet.
    Optional<Claim> next(Db db, Instant now, LongPredicate inHand) throws SQLException {
        while (!read.isEmpty() || readOn(db, now, inHand)) {
            Claim next = read.removeFirst();
            Instant expires = expiries.removeFirst();
            if (expires.isAfter(now) && !inHand.test(next.delivery())) return Optional.of(next);
        }
        return Optional.empty();
    }

    private boolean readOn(Db db, Instant now, LongPredicate inHand) throws SQLException {
        Optional<Occurrence> of = whole(db);
        return of.isPresent() && readOn(of.get(), db, now, inHand);
    }

    private boolean readOn(Occurrence of, Db db, Instant now, LongPredicate inHand) throws SQLException {
        db.visit(
                row -> {
                    placeTime = row.getLong("not_before");
                    placeId = row.getLong("id");
                    if (!inHand.test(placeId)) {
                        read.add(claim(row, of));
                        expiries.add(Reading.instant(row, "expires"));
                    }
                    return read.size() < READ_AT_ONCE;
                },
                """
                SELECT d.id, d.road, d.due, d.not_before, d.expires, d.attempts, d.retries, d.possible_duplicate,
                       p.key, p.name, p.address, p.locale, p.zone, p.columns,
                       p.copy, p.of_name, p.of_address
                  FROM delivery d INDEXED BY delivery_waiting
                  JOIN person p ON p.delivery = d.id
                 WHERE d.state = 'waiting' AND d.occurrence = ? AND d.road = ?
                   AND (d.not_before, d.id) > (?, ?) AND d.not_before <= ?
                 ORDER BY d.not_before, d.id
                """,
                occurrence,
                road,
                placeTime,
                placeId,
                now);
        return !read.isEmpty();
    }

    /// Empty when the occurrence was forgotten, and everybody in it.
    Optional<String> notification(Db db) throws SQLException {
        return whole(db).map(Occurrence::notification);
    }

    private Optional<Occurrence> whole(Db db) throws SQLException {
        if (whole == null) {
            whole = db.one(Reading::occurrence, "SELECT * FROM occurrence WHERE id = ?", occurrence)
                    .orElse(null);
        }
        return Optional.ofNullable(whole);
    }

    static Claim claim(ResultSet row, Occurrence of) throws SQLException {
        return new Claim(
                row.getLong("id"),
                0,
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

    /// When somebody behind the place goes at the earliest; empty when nobody stands there.
    Optional<Long> nextTime(Db db) throws SQLException {
        return db.one(row -> row.getLong(1), """
                SELECT not_before
                  FROM delivery INDEXED BY delivery_waiting
                 WHERE state = 'waiting' AND occurrence = ? AND road = ? AND (not_before, id) > (?, ?)
                 ORDER BY not_before, id
                 LIMIT 1
                """, occurrence, road, placeTime, placeId);
    }
}
