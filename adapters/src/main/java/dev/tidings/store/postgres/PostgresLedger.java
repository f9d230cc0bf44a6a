package dev.tidings.store.postgres;

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
import dev.tidings.ledger.NodeReport;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.Settlement;
import dev.tidings.ledger.Suppressed;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.ledger.Triggered;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.store.jdbc.Firings;
import dev.tidings.store.jdbc.Newcomer;
import dev.tidings.store.jdbc.Readers;
import dev.tidings.store.jdbc.Reading;
import dev.tidings.store.jdbc.Task;
import dev.tidings.store.jdbc.Writer;
import dev.tidings.store.postgres.Batch.Armed;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The transitions, each a transaction of the database's.
final class PostgresLedger implements Ledger {
    private final PostgresStore store;
    private final Writer<Transaction> writer;
    private final Readers readers;
    private final Desk desk;
    private final Desk pulse;
    private final Node node;
    private final Revisions revisions;
    /// By road, the occurrence that this node dealt to last.
    private final ConcurrentMap<String, Long> dealt = new ConcurrentHashMap<>();

    PostgresLedger(PostgresStore store, Channels channels, Node node, Revisions revisions) {
        this.store = store;
        this.writer = channels.writer();
        this.readers = channels.readers();
        this.desk = channels.desk();
        this.pulse = channels.pulse();
        this.node = node;
        this.revisions = revisions;
    }

    private Instant now() {
        return store.clock().instant();
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

    /// A commit whose answer was lost is tried again: the request finds what it has brought about.
    @Override
    public Occurrence trigger(Firing firing) {
        return trigger(firing, UUID.randomUUID().toString()).occurrence();
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
        return writer.write(transaction -> Drawings.enter(transaction, occurrence, firstExpiry, rows));
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
        long behind = dealt.getOrDefault(road, 0L);
        List<Claim> claims = desk.ask(db -> Claims.take(db, road, most, node.id(), now(), lease, behind));
        lastOf(claims, behind).ifPresent(last -> dealt.put(road, last));
        return claims;
    }

    @Override
    public List<Claim> claim(String road, Collection<Long> deliveries, Duration lease) {
        if (deliveries.isEmpty()) return List.of();
        return desk.ask(db -> Claims.take(db, road, deliveries, node.id(), now(), lease));
    }

    @Override
    public Optional<Instant> nextDue(String road) {
        return readers.ask(db -> Claims.nextDue(db, road, now()));
    }

    /// The occurrence that was dealt to last: they have their turns by id, beginning behind one, and then from the
    /// first.
    private static OptionalLong lastOf(List<Claim> claims, long behind) {
        OptionalLong again = claims.stream()
                .mapToLong(each -> each.occurrence().id())
                .filter(each -> each <= behind)
                .max();
        return again.isPresent()
                ? again
                : claims.stream().mapToLong(each -> each.occurrence().id()).max();
    }

    @Override
    public void renew(Collection<Claim> claims, Duration lease) {
        if (claims.isEmpty()) return;
        pulse.ask(db -> Claims.renew(db, claims, now(), lease));
    }

    @Override
    public void release(Collection<Claim> claims) {
        if (claims.isEmpty()) return;
        desk.ask(db -> Claims.release(db, claims));
    }

    @Override
    public void defer(Collection<Claim> claims, String road, Instant notBefore) {
        if (claims.isEmpty()) return;
        List<Claim> all = List.copyOf(claims);
        writer.write(transaction -> Settling.defer(transaction, all, road, notBefore));
    }

    @Override
    public Set<String> roads() {
        return readers.ask(
                db -> new HashSet<>(db.list(row -> row.getString("road"), "SELECT DISTINCT road FROM front")));
    }

    /// An answer that was held up until the lease had ended comes too late: others may have taken it by then.
    @Override
    public List<Claim> arm(List<Claim> claims) {
        if (claims.isEmpty()) return List.of();
        List<Armed> armed = Writer.await(writer.submit(Task.shared(
                session -> session.batch().arm(claims),
                session -> session.batch().armed(claims),
                _ -> {},
                () -> {})));
        Instant answered = now();
        return armed.stream()
                .filter(each -> each.until().isAfter(answered))
                .map(Armed::claim)
                .toList();
    }

    @Override
    public CompletableFuture<Boolean> settle(Settlement settlement) {
        return writer.submit(Task.<Transaction, Optional<State>>shared(
                                session -> session.batch().settle(settlement),
                                session -> session.batch().settled(settlement),
                                _ -> {},
                                () -> {})
                        .patiently())
                .thenApply(Optional::isPresent);
    }

    @Override
    public Optional<Composed> kept(Claim claim) {
        return readers.ask(db -> db.one(Reading::kept, "SELECT * FROM kept WHERE delivery = ?", claim.delivery()));
    }

    @Override
    public int reap() {
        return desk.ask(db -> Claims.reap(db, now()));
    }

    @Override
    public List<Claim> uncertain(int most, Duration lease) {
        return desk.ask(db -> Claims.uncertain(db, most, node.id(), now(), lease));
    }

    @Override
    public Map<String, Integer> expire() {
        Map<String, Integer> total = new TreeMap<>();
        while (readers.ask(db -> Decisions.mayExpire(db, now()))) {
            Map<String, Integer> changed = writer.write(Decisions::expire);
            changed.forEach((notification, count) -> total.merge(notification, count, Integer::sum));
            if (changed.isEmpty()) break;
        }
        return total;
    }

    @Override
    public int retry(Collection<Long> deliveries) {
        List<Long> chosen = List.copyOf(deliveries);
        return writer.write(transaction -> Decisions.retry(transaction, chosen));
    }

    @Override
    public int retryAll(long occurrence) {
        return writer.write(transaction -> Decisions.retryAll(transaction, occurrence));
    }

    @Override
    public int skip(Collection<Long> deliveries) {
        List<Long> chosen = List.copyOf(deliveries);
        return count(writer.write(transaction -> Decisions.skip(transaction, chosen)));
    }

    @Override
    public int cancel(long occurrence) {
        return count(writer.write(transaction -> Decisions.cancel(transaction, occurrence)));
    }

    private static int count(Map<String, Integer> byNotification) {
        return byNotification.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public Suppressed suppress(Collection<Suppression> suppressions) {
        List<Suppression> wanted = Suppression.longest(suppressions);
        if (wanted.isEmpty()) return new Suppressed(List.of(), Map.of());
        Suppressions.Done done = writer.write(transaction -> Suppressions.suppress(transaction, wanted));
        return new Suppressed(done.added(), done.leftOut().byNotification());
    }

    @Override
    public List<SuppressionRecord> lift(Collection<Long> suppressions, Suppression.Act act) {
        List<Long> chosen = List.copyOf(suppressions);
        return writer.write(transaction -> Suppressions.lift(transaction, chosen, act));
    }

    @Override
    public int hear(List<Arrival> arrivals) {
        if (arrivals.isEmpty()) return 0;
        List<Arrival> told = List.copyOf(arrivals);
        return writer.write(transaction -> Hearing.hear(transaction, told));
    }

    @Override
    public List<NoticeRecord> unjudged(int most) {
        return readers.ask(db -> Hearing.unjudged(db, most, now()));
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
        return writer.write(transaction -> Judging.judge(transaction, all));
    }

    @Override
    public boolean stop(String notification, String why) {
        return desk.ask(db -> Stops.stop(db, notification, why, now()));
    }

    @Override
    public boolean goOn(String notification) {
        return desk.ask(db -> Stops.goOn(db, notification, now()));
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
        return readers.ask(Closings::all);
    }

    @Override
    public void note(String road, Optional<Breaker.Closed> closed) {
        desk.ask(db -> Closings.note(db, road, closed));
    }

    @Override
    public Forgotten forget(Instant before, int most) {
        return writer.write(transaction -> Forgetting.forget(transaction, before, most));
    }

    @Override
    public boolean onDuty(String duty, Duration atMost) {
        return desk.ask(db -> node.takes(db, duty, now(), atMost));
    }

    @Override
    public String node() {
        return node.id();
    }

    @Override
    public boolean present(NodeReport report) {
        return pulse.ask(db -> node.present(db, report));
    }

    @Override
    public boolean drain(String other) {
        return desk.ask(db -> Node.want(db, other, true));
    }

    @Override
    public boolean resume(String other) {
        return desk.ask(db -> Node.want(db, other, false));
    }

    @Override
    public void adopt(Map<String, Revision> all) {
        writer.write(transaction -> revisions.adopt(transaction, all));
    }

    @Override
    public Set<String> behind() {
        return readers.ask(db -> Revisions.behind(db, node));
    }

    @Override
    public Optional<Long> bookmark(String reader) {
        return readers.ask(
                db -> db.one(row -> row.getLong(1), "SELECT position FROM bookmark WHERE reader = ?", reader));
    }

    @Override
    public void bookmark(String reader, long position) {
        writer.write(transaction -> transaction.db().change("""
                        INSERT INTO bookmark (reader, position, at) VALUES (?, ?, ?)
                            ON CONFLICT (reader) DO UPDATE SET position = excluded.position, at = excluded.at
                        """, reader, position, transaction.now()));
    }

    @Override
    public void close() {
        store.close();
    }
}
