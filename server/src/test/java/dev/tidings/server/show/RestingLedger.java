package dev.tidings.server.show;

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
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Program;
import dev.tidings.ledger.Settlement;
import dev.tidings.ledger.Stop;
import dev.tidings.ledger.Suppressed;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.ledger.Tally;
import dev.tidings.ledger.Triggered;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// A ledger in which nothing is due. It writes down what people decide, and gives out single claims where a
/// road is to be seen to fail.
public final class RestingLedger implements Ledger {
    /// `retry [1, 2]`, `cancel 3`, …
    public final List<String> decided = new CopyOnWriteArrayList<>();

    final Queue<Claim> claims = new ConcurrentLinkedQueue<>();
    private final Map<String, Occurrence> requests = new ConcurrentHashMap<>();
    private final WrittenHistory history;
    private final LoneNode node =
            new LoneNode(new Program("mail1", "1.0", "mail1.example.com", 4711), InstantSource.fixed(ShowHouse.NOW));

    RestingLedger(WrittenHistory history) {
        this.history = history;
        history.here = node;
    }

    @Override
    public Map<String, Instant> agenda() {
        return Map.of();
    }

    @Override
    public void plan(Map<String, Instant> next) {}

    @Override
    public void unplan(Set<String> notifications) {}

    @Override
    public List<Occurrence> fire(List<Firing> firings) {
        return List.of();
    }

    @Override
    public synchronized Occurrence trigger(Firing firing) {
        long id = history.occurrences.isEmpty() ? 1 : history.occurrences.lastKey() + 1;
        Occurrence occurrence = new Occurrence(
                id,
                firing.key(),
                firing.stage(),
                firing.revision(),
                firing.period(),
                firing.key().instant(),
                firing.only());
        history.occurrences.put(
                id,
                new OccurrenceRecord(
                        occurrence,
                        Standing.DUE,
                        "",
                        Tally.NONE,
                        Optional.empty(),
                        new OccurrenceRecord.By(node(), Optional.empty())));
        decided.add(
                "trigger " + firing.key().cause().word() + " " + firing.only().orElse("everyone"));
        return occurrence;
    }

    @Override
    public Triggered trigger(Firing firing, String request) {
        boolean anew = !requests.containsKey(request);
        return new Triggered(requests.computeIfAbsent(request, _ -> trigger(firing)), anew);
    }

    @Override
    public Map<String, Breaker.Closed> closings() {
        return Map.of();
    }

    @Override
    public void note(String road, Optional<Breaker.Closed> closed) {}

    @Override
    public List<Occurrence> expand(int most) {
        return List.of();
    }

    @Override
    public Entered enter(Occurrence occurrence, List<Entry> page) {
        return new Entered(0, 0, 0);
    }

    @Override
    public void entered(Occurrence occurrence) {}

    @Override
    public void postpone(Occurrence occurrence, Instant again, String why) {}

    @Override
    public void abandon(Occurrence occurrence, String why) {}

    @Override
    public List<Claim> claim(String road, int most, Duration lease) {
        return claims.stream()
                .filter(each -> each.progress().road().equals(road) && claims.remove(each))
                .limit(1)
                .toList();
    }

    @Override
    public List<Claim> claim(String road, Collection<Long> deliveries, Duration lease) {
        return List.of();
    }

    @Override
    public Optional<Instant> nextDue(String road) {
        return Optional.empty();
    }

    @Override
    public void renew(Collection<Claim> some, Duration lease) {}

    @Override
    public void release(Collection<Claim> some) {}

    @Override
    public void defer(Collection<Claim> some, String road, Instant notBefore) {}

    @Override
    public Set<String> roads() {
        return Set.of();
    }

    @Override
    public List<Claim> arm(List<Claim> some) {
        return some;
    }

    @Override
    public CompletableFuture<Boolean> settle(Settlement settlement) {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public Optional<Composed> kept(Claim claim) {
        return Optional.empty();
    }

    @Override
    public int reap() {
        return 0;
    }

    @Override
    public List<Claim> uncertain(int most, Duration lease) {
        return List.of();
    }

    @Override
    public Map<String, Integer> expire() {
        return Map.of();
    }

    @Override
    public int retry(Collection<Long> some) {
        decided.add("retry " + some);
        return some.size();
    }

    @Override
    public int retryAll(long occurrence) {
        decided.add("retry all of " + occurrence);
        return 1;
    }

    @Override
    public int skip(Collection<Long> some) {
        decided.add("skip " + some);
        return some.size();
    }

    @Override
    public int cancel(long occurrence) {
        decided.add("cancel " + occurrence);
        return 2;
    }

    @Override
    public Suppressed suppress(Collection<Suppression> some) {
        some.forEach(each -> decided.add("suppress " + each.address() + " of "
                + each.notification().orElse("all") + ": " + each.reason().word()));
        List<Suppression> added = some.stream()
                .filter(each -> history.suppressions.add(each, ShowHouse.NOW))
                .toList();
        return new Suppressed(added, Map.of());
    }

    @Override
    public List<SuppressionRecord> lift(Collection<Long> some, Suppression.Act act) {
        decided.add("lift " + some);
        return history.suppressions.lift(some, act, ShowHouse.NOW);
    }

    @Override
    public int hear(List<Arrival> arrivals) {
        return 0;
    }

    @Override
    public List<NoticeRecord> unjudged(int most) {
        return List.of();
    }

    @Override
    public void putOff(Collection<Long> notices, Instant until) {}

    @Override
    public Map<Long, Optional<State>> judge(List<Judgement> judgements) {
        return Map.of();
    }

    @Override
    public boolean stop(String notification, String why) {
        decided.add("stop " + notification + ": " + why);
        return history.stops.putIfAbsent(notification, new Stop(notification, why, ShowHouse.NOW)) == null;
    }

    @Override
    public boolean goOn(String notification) {
        decided.add("go on " + notification);
        return history.stops.remove(notification) != null;
    }

    @Override
    public Optional<Instant> begun(String account) {
        return Optional.empty();
    }

    @Override
    public void begin(String account, Instant at) {}

    @Override
    public Forgotten forget(Instant before, int most) {
        return Forgotten.NOTHING;
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
        decided.add("drain " + other);
        return node.drain(other)
                || history.others.stream().anyMatch(each -> each.id().equals(other));
    }

    @Override
    public boolean resume(String other) {
        decided.add("resume " + other);
        return node.resume(other)
                || history.others.stream().anyMatch(each -> each.id().equals(other));
    }

    @Override
    public void adopt(Map<String, Revision> revisions) {}

    @Override
    public Set<String> behind() {
        return Set.of();
    }

    @Override
    public Optional<Long> bookmark(String reader) {
        return Optional.empty();
    }

    @Override
    public void bookmark(String reader, long position) {}

    @Override
    public void close() {}
}
