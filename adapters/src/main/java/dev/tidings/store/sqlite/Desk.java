package dev.tidings.store.sqlite;

import dev.tidings.deliver.Claim;
import dev.tidings.ledger.NodeRecord;
import dev.tidings.store.jdbc.Database;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Reading;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who holds what: leases and fences, in memory.
///
/// The database decides in which state a delivery is; the desk decides who may change it. It hears of every
/// commit before anyone else does, and reads only under its lock: a row it reads as waiting is free unless it
/// stands in `held`.
final class Desk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final Database database;
    private final Map<Long, Held> held = new HashMap<>();
    private final Map<String, Road> roads = new HashMap<>();
    /// Notifications of which nobody is handed out.
    private final Set<String> stopped = new HashSet<>();
    /// What an ended process was sending.
    private final NavigableSet<Long> orphans = new TreeSet<>();

    private Db db;
    private long fence;

    /// @param fence all that were ever given are lower
    Desk(Database database, InstantSource clock, long fence) throws SQLException {
        this.database = database;
        this.db = database.reading();
        this.clock = clock;
        this.fence = fence;
        stopped.addAll(Stops.names(db));
        orphans.addAll(db.list(row -> row.getLong(1), "SELECT delivery FROM sending ORDER BY delivery"));
        db.visit(
                row -> {
                    joined(row.getString("road"), row.getLong("occurrence"), row.getLong("not_before"), 0);
                    return true;
                },
                """
                SELECT occurrence, road, min(not_before) AS not_before
                  FROM delivery INDEXED BY delivery_waiting
                 WHERE state = 'waiting'
                 GROUP BY occurrence, road
                """);
    }

    List<Claim> claim(String road, int most, Duration lease) {
        return locked(() -> {
            Road line = roads.get(road);
            if (line == null) return List.of();
            line.setAside(stopped, db);
            List<Claim> claims = new ArrayList<>();
            for (Claim each : line.take(most, db, now(), this::isInHand)) {
                claims.add(hold(each, lease, false));
            }
            return claims;
        });
    }

    List<Claim> claim(String road, Collection<Long> deliveries, Duration lease) {
        return locked(() -> {
            List<Claim> claims = new ArrayList<>();
            for (long delivery : deliveries) {
                if (isInHand(delivery)) continue;
                waiting(delivery, road, now()).ifPresent(each -> claims.add(hold(each, lease, false)));
            }
            return claims;
        });
    }

    private Optional<Claim> waiting(long delivery, String road, Instant now) throws SQLException {
        boolean mayGo = db.one(row -> true, """
                SELECT 1
                  FROM delivery d
                  JOIN occurrence o ON o.id = d.occurrence
                 WHERE d.id = ? AND d.state = 'waiting' AND d.road = ? AND d.not_before <= ? AND d.expires > ?
                   AND o.notification NOT IN (SELECT notification FROM stop)
                """, delivery, road, now, now).isPresent();
        return mayGo ? whole(delivery) : Optional.empty();
    }

    /// As far as it is known here: a line that is to be read again counts as due.
    Optional<Instant> nextDue(String road) {
        return locked(() -> {
            Road line = roads.get(road);
            if (line == null) return Optional.empty();
            line.setAside(stopped, db);
            return line.nextDue(now());
        });
    }

    private Claim hold(Claim claim, Duration lease, boolean armed) {
        Claim fenced = new Claim(
                claim.delivery(),
                ++fence,
                claim.attempt(),
                claim.occurrence(),
                claim.recipient(),
                claim.due(),
                claim.progress());
        Held hold = new Held(fenced, lease, now());
        hold.armed = armed;
        held.put(fenced.delivery(), hold);
        return fenced;
    }

    void renew(Collection<Claim> claims, Duration lease) {
        locked(() -> {
            claims.forEach(claim -> latest(claim).ifPresent(each -> each.renew(lease, now())));
            return claims;
        });
    }

    void release(Collection<Claim> claims) {
        locked(() -> {
            claims.forEach(claim ->
                    latest(claim).filter(each -> !each.armed && !each.busy).ifPresent(this::putBack));
            return claims;
        });
    }

    int reap() {
        return locked(() -> {
            List<Held> lapsed = select(each -> !each.armed && !each.busy && each.lapsed(now()));
            lapsed.forEach(this::putBack);
            return lapsed.size();
        });
    }

    private void putBack(Held hold) {
        Claim claim = hold.claim;
        held.remove(claim.delivery());
        // Its time is not known here: the line is read again from its beginning.
        joined(claim.progress().road(), claim.occurrence().id(), Long.MIN_VALUE, 0);
    }

    List<Claim> uncertain(int most, Duration lease) {
        return locked(() -> {
            List<Claim> claims = new ArrayList<>();
            while (claims.size() < most && !orphans.isEmpty()) {
                Optional<Claim> orphan = whole(orphans.first());
                orphans.pollFirst();
                orphan.ifPresent(each -> claims.add(hold(each, lease, true)));
            }
            List<Held> lapsed = select(each -> each.armed && !each.busy && each.lapsed(now()));
            lapsed.stream().limit(most - claims.size()).forEach(each -> claims.add(hold(each.claim, lease, true)));
            return claims;
        });
    }

    private Optional<Claim> whole(long delivery) throws SQLException {
        return db.one(
                row -> Line.claim(
                        row,
                        db.one(Reading::occurrence, "SELECT * FROM occurrence WHERE id = ?", row.getLong("occurrence"))
                                .orElseThrow()),
                """
                SELECT d.id, d.occurrence, d.road, d.due, d.expires, d.attempts, d.retries, d.possible_duplicate,
                       p.key, p.name, p.address, p.locale, p.zone, p.columns,
                       p.copy, p.of_name, p.of_address
                  FROM delivery d
                  JOIN person p ON p.delivery = d.id
                 WHERE d.id = ? AND d.state = 'waiting'
                """,
                delivery);
    }

    /// Of these, the claims that may be armed now. Nobody takes them away until [#armed] or [#freed].
    List<Claim> seizeForArming(List<Claim> claims) {
        return locked(() -> claims.stream()
                .filter(claim -> latest(claim)
                        .filter(each -> !each.busy && !each.lapsed(now()))
                        .map(Held::seize)
                        .isPresent())
                .toList());
    }

    /// @param armed those on record as sending now; the others are nobody's any more
    /// @return the claims that may go; whoever decided against one and thought better of it took it away, too
    List<Claim> armed(List<Claim> claims, Set<Long> armed) {
        return locked(() -> {
            List<Claim> going = new ArrayList<>(claims.size());
            for (Claim claim : claims) {
                Optional<Held> hold = latest(claim);
                if (hold.isEmpty()) continue;
                hold.get().arm(now());
                if (armed.contains(claim.delivery())) going.add(claim);
                else held.remove(claim.delivery());
            }
            return going;
        });
    }

    /// Whether the claim may be settled now. Nobody takes it away until [#settled] or [#freed].
    boolean seize(Claim claim) {
        return locked(
                () -> latest(claim).filter(each -> !each.busy).map(Held::seize).isPresent());
    }

    void settled(Claim claim) {
        locked(() -> {
            held.remove(claim.delivery());
            return claim;
        });
    }

    /// Settled, and waits again.
    void settledWaiting(Claim claim, String road, Instant notBefore) {
        locked(() -> {
            held.remove(claim.delivery());
            joined(road, claim.occurrence().id(), notBefore.toEpochMilli(), claim.delivery());
            return claim;
        });
    }

    /// What was to be written was not.
    void freed(Collection<Claim> claims) {
        locked(() -> {
            claims.forEach(claim -> latest(claim).ifPresent(each -> each.busy = false));
            return claims;
        });
    }

    void joined(Collection<Joined> newcomers) {
        locked(() -> {
            newcomers.forEach(each -> joined(each.road, each.occurrence, each.notBefore, each.delivery));
            return newcomers;
        });
    }

    /// Somebody waits from a time on.
    record Joined(String road, long occurrence, long notBefore, long delivery) {}

    /// Nobody of this notification is handed out from now on.
    void stopped(String notification) {
        locked(() -> {
            if (stopped.add(notification)) roads.values().forEach(Road::stopped);
            return stopped;
        });
    }

    void goesOn(String notification) {
        locked(() -> {
            if (stopped.remove(notification)) roads.values().forEach(each -> each.goesOn(notification));
            return stopped;
        });
    }

    private void joined(String road, long occurrence, long notBefore, long id) {
        roads.computeIfAbsent(road, Road::new).joined(occurrence, notBefore, id);
    }

    /// People decided against them.
    void dismissed(Collection<Long> deliveries, Collection<Long> occurrences) {
        locked(() -> {
            deliveries.forEach(held::remove);
            occurrences.forEach(each -> roads.values().forEach(road -> road.rewind(each)));
            return deliveries;
        });
    }

    /// Nobody else may touch these: somebody has them, or an ended process was sending them.
    Set<Long> inHand() {
        return locked(() -> {
            Set<Long> all = new HashSet<>(held.keySet());
            all.addAll(orphans);
            return all;
        });
    }

    /// How many this process has.
    NodeRecord.Held inHands() {
        return locked(() -> {
            long sending = held.values().stream().filter(each -> each.armed).count();
            return new NodeRecord.Held(held.size() - sending, sending);
        });
    }

    private boolean isInHand(long delivery) {
        return held.containsKey(delivery) || orphans.contains(delivery);
    }

    private Optional<Held> latest(Claim claim) {
        return Optional.ofNullable(held.get(claim.delivery())).filter(each -> each.claim.fence() == claim.fence());
    }

    private List<Held> select(Predicate<Held> which) {
        return held.values().stream().filter(which).toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private interface Act<T> {
        T act() throws SQLException;
    }

    private <T> T locked(Act<T> act) {
        lock.lock();
        try {
            return act.act();
        } catch (SQLException failed) {
            reopen();
            throw new IllegalStateException("the store could not be read: " + failed.getMessage(), failed);
        } finally {
            lock.unlock();
        }
    }

    /// A fresh connection finds a disk that came back. Where none can be had, the next call fails as this one
    /// did and tries once more.
    private void reopen() {
        db.discard();
        try {
            db = database.reading();
        } catch (SQLException stillFailing) {
            LOG.debug("the store's file cannot be opened for reading: {}", stillFailing.toString());
        }
    }

    @Override
    public void close() {
        locked(() -> {
            db.close();
            return db;
        });
    }
}
