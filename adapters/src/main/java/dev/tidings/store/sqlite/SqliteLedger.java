package dev.tidings.store.sqlite;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.feedback.Arrival;
import dev.tidings.ledger.Entered;
import dev.tidings.ledger.Entry;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.Forgotten;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.LoneNode;
import dev.tidings.ledger.NodeReport;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.Settlement;
import dev.tidings.ledger.Suppressed;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.ledger.Triggered;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.store.jdbc.Attempts;
import dev.tidings.store.jdbc.Consequences.Change;
import dev.tidings.store.jdbc.Firings;
import dev.tidings.store.jdbc.Newcomer;
import dev.tidings.store.jdbc.Readers;
import dev.tidings.store.jdbc.Reading;
import dev.tidings.store.jdbc.SuppressionJson;
import dev.tidings.store.jdbc.Task;
import dev.tidings.store.jdbc.Writer;
import dev.tidings.store.sqlite.Decisions.Changed;
import dev.tidings.store.sqlite.Desk.Joined;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// The transitions: what each writes, and what the desk hears of it.
final class SqliteLedger implements Ledger {
    private final SqliteStore store;
    private final Writer<Transaction> writer;
    private final Readers readers;
    private final Desk desk;
    private final LoneNode node;

    SqliteLedger(SqliteStore store, Writer<Transaction> writer, Readers readers, Desk desk, LoneNode node) {
        this.store = store;
        this.writer = writer;
        this.readers = readers;
        this.desk = desk;
        this.node = node;
    }

    @Override
    public Map<String, Instant> agenda() {
        return readers.ask(Firings::agenda);
    }

    @Override
    public void plan(Map<String, Instant> next) {
        Map<String, Instant> agenda = Map.copyOf(next);
        writer.write(transaction -> Firings.plan(transaction.db(), agenda));
    }

    @Override
    public void unplan(Set<String> notifications) {
        Set<String> withdrawn = Set.copyOf(notifications);
        writer.write(transaction -> Firings.unplan(transaction.db(), withdrawn));
    }

    @Override
    public List<Occurrence> fire(List<Firing> firings) {
        Instant decided = store.clock().instant();
        return writer.write(transaction -> Firings.fire(transaction, firings, decided));
    }

    @Override
    public Occurrence trigger(Firing firing) {
        return writer.write(transaction -> Firings.trigger(transaction, firing));
    }

    @Override
    public Triggered trigger(Firing firing, String request) {
        return writer.write(transaction -> Firings.trigger(transaction, firing, request));
    }

    @Override
    public List<Occurrence> expand(int most) {
        return writer.write(transaction -> Drawings.expand(transaction, most));
    }

    @Override
    public Entered enter(Occurrence occurrence, List<Entry> page) {
        if (page.isEmpty()) return Entered.NOBODY;
        List<Newcomer> rows = Newcomer.all(occurrence, page);
        Instant firstExpiry =
                page.stream().map(Entry::expires).min(Instant::compareTo).orElseThrow();
        return writer.writeThen(
                transaction -> Drawings.enter(transaction, occurrence, firstExpiry, rows),
                _ -> desk.joined(earliest(occurrence, page)));
    }

    /// By road, when the first of these people may go. They stand behind all who came before with the same
    /// time.
    private static List<Joined> earliest(Occurrence occurrence, List<Entry> page) {
        Map<String, Long> times = new HashMap<>();
        page.forEach(each -> times.merge(each.road(), each.due().toEpochMilli(), Math::min));
        return times.entrySet().stream()
                .map(each -> new Joined(each.getKey(), occurrence.id(), each.getValue(), Long.MAX_VALUE))
                .toList();
    }

    @Override
    public void entered(Occurrence occurrence) {
        writer.write(transaction -> Drawings.end(transaction, occurrence, ""));
    }

    @Override
    public void postpone(Occurrence occurrence, Instant again, String why) {
        writer.write(transaction -> Drawings.postpone(transaction, occurrence, again, why));
    }

    @Override
    public void abandon(Occurrence occurrence, String why) {
        writer.write(transaction -> Drawings.end(transaction, occurrence, why));
    }

    @Override
    public List<Claim> claim(String road, int most, Duration lease) {
        return desk.claim(road, most, lease);
    }

    @Override
    public List<Claim> claim(String road, Collection<Long> deliveries, Duration lease) {
        return desk.claim(road, deliveries, lease);
    }

    @Override
    public Optional<Instant> nextDue(String road) {
        return desk.nextDue(road);
    }

    @Override
    public void renew(Collection<Claim> claims, Duration lease) {
        desk.renew(claims, lease);
    }

    @Override
    public void release(Collection<Claim> claims) {
        desk.release(claims);
    }

    @Override
    public void defer(Collection<Claim> claims, String road, Instant notBefore) {
        List<Claim> seized = claims.stream().filter(desk::seize).toList();
        if (seized.isEmpty()) return;
        Writer.await(writer.submit(Task.then(
                transaction -> Settling.defer(transaction, seized, road, notBefore),
                deferred -> seized.stream()
                        .filter(each -> deferred.contains(each.delivery()))
                        .forEach(each -> desk.settledWaiting(each, road, notBefore)),
                () -> desk.freed(seized))));
        desk.freed(seized);
    }

    @Override
    public Set<String> roads() {
        return Set.copyOf(readers.ask(db -> db.list(row -> row.getString("road"), "SELECT DISTINCT road FROM front")));
    }

    @Override
    public List<Claim> arm(List<Claim> claims) {
        List<Claim> seized = desk.seizeForArming(claims);
        if (seized.isEmpty()) return List.of();
        List<Claim> going = new ArrayList<>(seized.size());
        Writer.await(writer.submit(Task.shared(
                session -> session.batch().arm(seized),
                transaction -> transaction.batch().armed(seized),
                armed -> going.addAll(desk.armed(seized, armed)),
                () -> desk.freed(seized))));
        return going;
    }

    @Override
    public CompletableFuture<Boolean> settle(Settlement settlement) {
        Claim claim = settlement.claim();
        if (!desk.seize(claim)) return CompletableFuture.completedFuture(false);
        return writer.submit(Task.<Transaction, Optional<State>>shared(
                                session -> session.batch().settle(settlement),
                                transaction -> transaction.batch().settled(settlement),
                                state -> settled(settlement, state),
                                () -> desk.freed(List.of(claim)))
                        .patiently())
                .thenApply(Optional::isPresent);
    }

    private void settled(Settlement settlement, Optional<State> state) {
        Instant again = Attempts.again(settlement.verdict());
        if (again != null && state.equals(Optional.of(State.WAITING))) {
            desk.settledWaiting(settlement.claim(), Attempts.road(settlement), again);
        } else {
            desk.settled(settlement.claim());
        }
    }

    @Override
    public Optional<Composed> kept(Claim claim) {
        return readers.ask(db -> db.one(Reading::kept, "SELECT * FROM kept WHERE delivery = ?", claim.delivery()));
    }

    @Override
    public int reap() {
        return desk.reap();
    }

    @Override
    public List<Claim> uncertain(int most, Duration lease) {
        return desk.uncertain(most, lease);
    }

    @Override
    public Map<String, Integer> expire() {
        Map<String, Integer> total = new TreeMap<>();
        while (true) {
            Changed changed = dismissed(transaction -> Decisions.expire(transaction, desk.inHand()));
            changed.byNotification().forEach((notification, count) -> total.merge(notification, count, Integer::sum));
            if (changed.count() == 0) return total;
        }
    }

    @Override
    public int retry(Collection<Long> deliveries) {
        List<Long> chosen = List.copyOf(deliveries);
        return joined(transaction -> Decisions.retry(transaction, chosen));
    }

    @Override
    public int retryAll(long occurrence) {
        return joined(transaction -> Decisions.retryAll(transaction, occurrence));
    }

    private int joined(Task.Work<Transaction, List<Joined>> work) {
        return writer.writeThen(work, desk::joined).size();
    }

    @Override
    public int skip(Collection<Long> deliveries) {
        List<Long> chosen = List.copyOf(deliveries);
        return dismissed(transaction -> Decisions.skip(transaction, chosen)).count();
    }

    @Override
    public int cancel(long occurrence) {
        return dismissed(transaction -> Decisions.cancel(transaction, occurrence))
                .count();
    }

    @Override
    public Suppressed suppress(Collection<Suppression> suppressions) {
        List<Suppression> wanted = Suppression.longest(suppressions);
        if (wanted.isEmpty()) return new Suppressed(List.of(), Map.of());
        String rows = SuppressionJson.of(wanted);
        Suppressions.Done done = writer.writeThen(
                transaction -> Suppressions.suppress(transaction, rows),
                each -> desk.dismissed(each.leftOut().ids(), each.leftOut().occurrences()));
        return new Suppressed(
                done.added().stream().map(wanted::get).toList(), done.leftOut().byNotification());
    }

    @Override
    public List<SuppressionRecord> lift(Collection<Long> suppressions, Suppression.Act act) {
        List<Long> chosen = List.copyOf(suppressions);
        return writer.write(transaction -> Suppressions.lift(transaction, chosen, act));
    }

    private Changed dismissed(Task.Work<Transaction, Changed> work) {
        return writer.writeThen(work, done -> desk.dismissed(done.deliveries(), done.occurrences()));
    }

    @Override
    public int hear(List<Arrival> arrivals) {
        if (arrivals.isEmpty()) return 0;
        List<Arrival> told = List.copyOf(arrivals);
        return writer.write(transaction -> Hearing.hear(transaction, told));
    }

    @Override
    public List<NoticeRecord> unjudged(int most) {
        return readers.ask(db -> Hearing.unjudged(db, most, store.clock().instant()));
    }

    @Override
    public void putOff(Collection<Long> notices, Instant until) {
        List<Long> chosen = List.copyOf(notices);
        writer.write(transaction -> Hearing.putOff(transaction, chosen, until));
    }

    @Override
    public Map<Long, Optional<State>> judge(List<Judgement> judgements) {
        if (judgements.isEmpty()) return Map.of();
        List<Judgement> all = List.copyOf(judgements);
        return writer.writeThen(transaction -> Judging.judge(transaction, all), done -> dismissed(done.settled()))
                .notices();
    }

    private void dismissed(List<Change> settled) {
        desk.dismissed(
                settled.stream().map(Change::delivery).toList(),
                settled.stream().map(Change::occurrence).collect(Collectors.toSet()));
    }

    @Override
    public boolean stop(String notification, String why) {
        return writer.writeThen(
                transaction -> Stops.stop(transaction, notification, why), _ -> desk.stopped(notification));
    }

    @Override
    public boolean goOn(String notification) {
        return writer.writeThen(transaction -> Stops.goOn(transaction, notification), _ -> desk.goesOn(notification));
    }

    @Override
    public Optional<Instant> begun(String account) {
        return readers.ask(db ->
                db.one(row -> Reading.instant(row, "began"), "SELECT began FROM ramp_up WHERE account = ?", account));
    }

    @Override
    public void begin(String account, Instant at) {
        writer.write(transaction -> transaction
                .db()
                .change("INSERT INTO ramp_up (account, began) VALUES (?, ?) ON CONFLICT DO NOTHING", account, at));
    }

    @Override
    public Map<String, Breaker.Closed> closings() {
        return Map.of();
    }

    @Override
    public void note(String road, Optional<Breaker.Closed> closed) {
        // there is nobody who could read it
    }

    @Override
    public Forgotten forget(Instant before, int most) {
        return writer.write(transaction -> Forgetting.forget(transaction, before, most));
    }

    @Override
    public boolean onDuty(String duty, Duration atMost) {
        return true;
    }

    @Override
    public String node() {
        return node.id();
    }

    @Override
    public boolean present(NodeReport report) {
        return node.present(report);
    }

    @Override
    public boolean drain(String other) {
        return node.drain(other);
    }

    @Override
    public boolean resume(String other) {
        return node.resume(other);
    }

    /// One process has all of it, whatever it runs.
    @Override
    public void adopt(Map<String, Revision> revisions) {}

    @Override
    public Set<String> behind() {
        return Set.of();
    }

    @Override
    public Optional<Long> bookmark(String reader) {
        return readers.ask(
                db -> db.one(row -> row.getLong(1), "SELECT position FROM bookmark WHERE reader = ?", reader));
    }

    @Override
    public void bookmark(String reader, long position) {
        writer.write(transaction -> transaction
                .db()
                .change(
                        "INSERT OR REPLACE INTO bookmark (reader, position, at) VALUES (?, ?, ?)",
                        reader,
                        position,
                        transaction.now()));
    }

    @Override
    public void close() {
        store.close();
    }
}
