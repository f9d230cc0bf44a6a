package dev.tidings.store.jdbc;

import dev.tidings.ledger.Firing;
import dev.tidings.ledger.Firing.Decision;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.StoreAway;
import dev.tidings.ledger.Triggered;
import dev.tidings.notification.Occurrence;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// When: the agenda, and instants becoming occurrences.
public final class Firings {
    /// So long a decision may wait to be written down.
    private static final Duration FRESH = Duration.ofSeconds(10);

    private Firings() {}

    public static Map<String, Instant> agenda(Db db) throws SQLException {
        Map<String, Instant> agenda = new HashMap<>();
        db.visit(
                row -> {
                    agenda.put(row.getString("notification"), Reading.instant(row, "next"));
                    return true;
                },
                "SELECT notification, next FROM agenda");
        return agenda;
    }

    public static int plan(Db db, Map<String, Instant> agenda) throws SQLException {
        for (Map.Entry<String, Instant> each : new TreeMap<>(agenda).entrySet()) {
            db.change("""
                    INSERT INTO agenda (notification, next) VALUES (?, ?)
                        ON CONFLICT (notification) DO UPDATE SET next = excluded.next
                    """, each.getKey(), each.getValue());
        }
        return agenda.size();
    }

    public static int unplan(Db db, Set<String> notifications) throws SQLException {
        for (String each : notifications) {
            db.change("DELETE FROM agenda WHERE notification = ?", each);
        }
        return notifications.size();
    }

    /// @param decided when somebody decided so; what waited for long, since the store failed, may be too late by now
    /// @throws StoreAway when it is to be decided anew
    public static List<Occurrence> fire(Session session, List<Firing> firings, Instant decided) throws SQLException {
        if (session.now().isAfter(decided.plus(FRESH))) {
            throw new StoreAway("it could not be written for a while, so that what is due is decided anew");
        }
        List<Occurrence> fired = new ArrayList<>();
        for (Firing firing : firings) {
            if (!advance(session.db(), firing)) continue;
            record(session, millis(firing.key()), firing).ifPresent(fired::add);
        }
        return fired;
    }

    /// Moves the notification to its next instant, if this one is on record as the next.
    private static boolean advance(Db db, Firing firing) throws SQLException {
        String notification = firing.key().notification();
        Instant instant = firing.key().instant();
        if (firing.next().isPresent()) {
            return db.change(
                            "UPDATE agenda SET next = ? WHERE notification = ? AND next = ?",
                            firing.next(),
                            notification,
                            instant)
                    == 1;
        }
        return db.change("DELETE FROM agenda WHERE notification = ? AND next = ?", notification, instant) == 1;
    }

    public static Occurrence trigger(Session session, Firing firing) throws SQLException {
        Occurrence.Key key = millis(firing.key());
        while (true) {
            Optional<Occurrence> recorded = record(session, key, firing);
            if (recorded.isPresent()) return recorded.get();
            key = new Occurrence.Key(key.notification(), key.instant().plusMillis(1), key.cause());
        }
    }

    /// Two that bring the same request at the same time are told apart by its unique index: one of them waits, and
    /// finds. What it brought about may be forgotten between the two: then it is a new one.
    public static Triggered trigger(Session session, Firing firing, String request) throws SQLException {
        String notification = firing.key().notification();
        while (session.db().change("""
                        INSERT INTO request (notification, name) VALUES (?, ?) ON CONFLICT DO NOTHING
                        """, notification, request) == 0) {
            Optional<Occurrence> known = requested(session, notification, request);
            if (known.isPresent()) return new Triggered(known.get(), false);
        }
        Occurrence occurrence = trigger(session, firing);
        session.db()
                .change(
                        "UPDATE request SET occurrence = ? WHERE notification = ? AND name = ?",
                        occurrence.id(),
                        notification,
                        request);
        return new Triggered(occurrence, true);
    }

    private static Optional<Occurrence> requested(Session session, String notification, String request)
            throws SQLException {
        return session.db().one(Reading::occurrence, """
                        SELECT o.* FROM request r JOIN occurrence o ON o.id = r.occurrence
                         WHERE r.notification = ? AND r.name = ?
                        """, notification, request);
    }

    /// @return empty when the key is on record already
    private static Optional<Occurrence> record(Session session, Occurrence.Key key, Firing firing) throws SQLException {
        Instant now = session.now();
        Occurrence.Period period = millis(firing.period());
        return session.db()
                .one(
                        row -> new Occurrence(
                                row.getLong(1), key, firing.stage(), firing.revision(), period, now, firing.only()),
                        """
                        INSERT INTO occurrence (notification, instant, cause, stage, revision, period_from, period_to,
                                                fired_at, fired_by, only_to, standing, why)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            ON CONFLICT (notification, instant, cause) DO NOTHING
                        RETURNING id
                        """,
                        key.notification(),
                        key.instant(),
                        key.cause().word(),
                        firing.stage().word(),
                        firing.revision().hash(),
                        period.from(),
                        period.to(),
                        now,
                        session.node(),
                        firing.only(),
                        standing(firing.decision()).word(),
                        why(firing.decision()));
    }

    private static Occurrence.Key millis(Occurrence.Key key) {
        return new Occurrence.Key(key.notification(), key.instant().truncatedTo(ChronoUnit.MILLIS), key.cause());
    }

    private static Occurrence.Period millis(Occurrence.Period period) {
        return new Occurrence.Period(
                period.from().truncatedTo(ChronoUnit.MILLIS), period.to().truncatedTo(ChronoUnit.MILLIS));
    }

    private static Standing standing(Decision decision) {
        return switch (decision) {
            case Decision.Due _ -> Standing.DUE;
            case Decision.Missed _ -> Standing.MISSED;
            case Decision.Skipped _ -> Standing.SKIPPED;
        };
    }

    private static String why(Decision decision) {
        return switch (decision) {
            case Decision.Due _ -> "";
            case Decision.Missed(String why) -> why;
            case Decision.Skipped(String why) -> why;
        };
    }
}
