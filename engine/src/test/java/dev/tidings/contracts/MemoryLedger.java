package dev.tidings.contracts;

import dev.tidings.audience.Drawn;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.feedback.Arrival;
import dev.tidings.ledger.AttemptRecord;
import dev.tidings.ledger.Entered;
import dev.tidings.ledger.Entry;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.Forgotten;
import dev.tidings.ledger.JournalEntry;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.LoneNode;
import dev.tidings.ledger.NodeReport;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Program;
import dev.tidings.ledger.Settlement;
import dev.tidings.ledger.Stop;
import dev.tidings.ledger.Suppressed;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.ledger.Tally;
import dev.tidings.ledger.Triggered;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Occurrence.Period;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Trace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A ledger in memory: the contract, said in the simplest way. For tests of whoever needs a ledger.
///
/// @see MemoryHistory
public final class MemoryLedger implements Ledger {
    final InstantSource clock;
    final TreeMap<Long, MemoryOccurrence> occurrences = new TreeMap<>();
    final TreeMap<Long, MemoryDelivery> deliveries = new TreeMap<>();
    final List<JournalEntry> journal = new ArrayList<>();
    final MemoryTranscripts transcripts = new MemoryTranscripts();
    final MemorySuppressions suppressions = new MemorySuppressions();
    final MemoryNotices notices = new MemoryNotices();
    final TreeMap<String, Stop> stops = new TreeMap<>();
    final Map<String, WentOn> wentOn = new HashMap<>();
    final LoneNode node;
    long finishes;
    private final Map<String, Instant> agenda = new HashMap<>();
    private final Map<Occurrence.Key, MemoryOccurrence> byKey = new HashMap<>();
    private final Map<Request, Occurrence> requests = new HashMap<>();
    private final Map<String, Breaker.Closed> closings = new HashMap<>();
    private final Map<String, Bookmark> bookmarks = new HashMap<>();
    private final Map<String, Instant> begun = new HashMap<>();
    private final Map<String, Long> lastServed = new HashMap<>();
    private long fences;
    private long lastOccurrence;
    private long lastDelivery;
    private long lastPlace;

    private record Bookmark(long position, Instant at) {}

    Map<Long, String> requests(Set<Long> occurrences) {
        Map<Long, String> names = new HashMap<>();
        requests.forEach((request, occurrence) -> {
            if (occurrences.contains(occurrence.id())) names.put(occurrence.id(), request.name());
        });
        return names;
    }

    private record Request(String notification, String name) {}

    public MemoryLedger(InstantSource clock) {
        this.clock = clock;
        this.node = new LoneNode(Program.here(Optional.of("memory"), "1"), clock);
    }

    public MemoryHistory history() {
        return new MemoryHistory(this);
    }

    /// What becomes of each delivery from now on depends on this, and on whose claims are the latest.
    public synchronized List<String> outlook() {
        return deliveries.values().stream().map(each -> each.outlook(now())).toList();
    }

    /// As after the end of the process that held it: nobody holds anything any more.
    public synchronized void abandonClaims() {
        deliveries.values().forEach(each -> {
            each.fence = ++fences;
            each.leaseEnds = Instant.MIN;
        });
        occurrences.values().stream()
                .filter(each -> each.standing == Standing.EXPANDING)
                .forEach(each -> each.again = Instant.MIN);
        reap();
    }

    @Override
    public synchronized Map<String, Instant> agenda() {
        return Map.copyOf(agenda);
    }

    @Override
    public synchronized void plan(Map<String, Instant> next) {
        next.forEach((notification, instant) -> agenda.put(notification, millis(instant)));
    }

    @Override
    public synchronized void unplan(Set<String> notifications) {
        agenda.keySet().removeAll(notifications);
    }

    @Override
    public synchronized List<Occurrence> fire(List<Firing> firings) {
        List<Occurrence> recorded = new ArrayList<>();
        for (Firing firing : firings) {
            Occurrence.Key key = millis(firing.key());
            if (!key.instant().equals(agenda.get(key.notification()))) continue;
            firing.next()
                    .ifPresentOrElse(
                            next -> plan(Map.of(key.notification(), next)), () -> unplan(Set.of(key.notification())));
            if (!byKey.containsKey(key)) recorded.add(record(key, firing));
        }
        return recorded;
    }

    @Override
    public synchronized Occurrence trigger(Firing firing) {
        Occurrence.Key key = millis(firing.key());
        while (byKey.containsKey(key)) {
            key = new Occurrence.Key(key.notification(), key.instant().plusMillis(1), key.cause());
        }
        return record(key, firing);
    }

    @Override
    public synchronized Triggered trigger(Firing firing, String request) {
        Request asked = new Request(firing.key().notification(), request);
        Optional<Occurrence> known = Optional.ofNullable(requests.get(asked));
        Occurrence occurrence = known.orElseGet(() -> trigger(firing));
        requests.put(asked, occurrence);
        return new Triggered(occurrence, known.isEmpty());
    }

    private Occurrence record(Occurrence.Key key, Firing firing) {
        Period period = new Period(
                millis(firing.period().from()), millis(firing.period().to()));
        Occurrence occurrence =
                new Occurrence(++lastOccurrence, key, firing.stage(), firing.revision(), period, now(), firing.only());
        MemoryOccurrence recorded = new MemoryOccurrence(this, occurrence, firing.decision());
        occurrences.put(occurrence.id(), recorded);
        byKey.put(key, recorded);
        return occurrence;
    }

    @Override
    public synchronized Map<String, Breaker.Closed> closings() {
        return Map.copyOf(closings);
    }

    @Override
    public synchronized void note(String road, Optional<Breaker.Closed> closed) {
        closed.ifPresentOrElse(each -> closings.put(road, each), () -> closings.remove(road));
    }

    @Override
    public synchronized List<Occurrence> expand(int most) {
        List<MemoryOccurrence> taken = occurrences.values().stream()
                .filter(each -> each.undrawn() && !each.again.isAfter(now()))
                .sorted(Comparator.comparing((MemoryOccurrence each) -> each.again))
                .limit(most)
                .toList();
        for (MemoryOccurrence each : taken) {
            each.standing = Standing.EXPANDING;
            each.drawnBy = Optional.of(node());
            each.again = now().plus(PATIENCE);
            each.why = "";
            each.seen = 0;
        }
        return taken.stream().map(each -> each.occurrence).toList();
    }

    @Override
    public synchronized Entered enter(Occurrence occurrence, List<Entry> page) {
        MemoryOccurrence into = of(occurrence);
        if (!into.undrawn()) return new Entered(0, 0, 0);
        into.again = now().plus(PATIENCE);
        into.standing = Standing.EXPANDING;
        into.seen += page.size();
        Map<State, Integer> entered = new EnumMap<>(State.class);
        for (Entry entry : page) {
            enter(into, entry).ifPresent(state -> entered.merge(state, 1, Integer::sum));
        }
        int all = entered.values().stream().mapToInt(Integer::intValue).sum();
        return new Entered(
                entered.getOrDefault(State.WAITING, 0),
                entered.getOrDefault(State.FAILED, 0),
                entered.getOrDefault(State.SUPPRESSED, 0),
                page.size() - all);
    }

    private Optional<State> enter(MemoryOccurrence into, Entry entry) {
        Trace trace = entry.trace(into.occurrence);
        if (into.people.containsKey(trace)) return Optional.empty();
        MemoryDelivery delivery = new MemoryDelivery(++lastDelivery, into, trace, entry, now());
        into.people.put(trace, delivery);
        deliveries.put(delivery.id, delivery);
        suppression(delivery).filter(_ -> delivery.state == State.WAITING).ifPresent(each -> {
            delivery.state = State.SUPPRESSED;
            delivery.why = each.why();
            delivery.settledAt = Optional.of(now());
        });
        if (delivery.state.settled()) note(delivery);
        return Optional.of(delivery.state);
    }

    /// What keeps its person from being mailed; of a copy, also the person whose mail it is.
    private Optional<Suppression> suppression(MemoryDelivery delivery) {
        List<String> addresses = Stream.concat(
                        Stream.of(delivery.addressee().address()),
                        delivery.addressee().copy().stream()
                                .map(copy -> copy.person().address().toString()))
                .toList();
        return suppressions.covering(addresses, delivery.of.occurrence.notification(), now());
    }

    @Override
    public synchronized void entered(Occurrence occurrence) {
        undrawn(occurrence).ifPresent(each -> each.entered("", now()));
    }

    @Override
    public synchronized void postpone(Occurrence occurrence, Instant again, String why) {
        undrawn(occurrence).ifPresent(each -> {
            each.standing = Standing.DUE;
            each.again = millis(again);
            each.why = why;
        });
    }

    @Override
    public synchronized void abandon(Occurrence occurrence, String why) {
        undrawn(occurrence).ifPresent(each -> each.entered(why, now()));
    }

    private Optional<MemoryOccurrence> undrawn(Occurrence occurrence) {
        return Optional.of(of(occurrence)).filter(MemoryOccurrence::undrawn);
    }

    private MemoryOccurrence of(Occurrence occurrence) {
        MemoryOccurrence known = byKey.get(occurrence.key());
        if (known == null) throw new IllegalArgumentException("not on record: " + occurrence);
        return known;
    }

    /// Deals like cards, one from each occurrence in turn, going on after the one that was served last.
    @Override
    public synchronized List<Claim> claim(String road, int most, Duration lease) {
        Map<Long, Iterator<MemoryDelivery>> lines = lines(road);
        List<Claim> claims = new ArrayList<>();
        while (claims.size() < most && !lines.isEmpty()) {
            Long next = after(lastServed.getOrDefault(road, 0L), lines);
            lastServed.put(road, next);
            Iterator<MemoryDelivery> line = lines.getOrDefault(next, Collections.emptyIterator());
            claims.add(line.next().claim(State.CLAIMED, ++fences, now(), lease));
            if (!line.hasNext()) lines.remove(next);
        }
        return claims;
    }

    @Override
    public synchronized List<Claim> claim(String road, Collection<Long> these, Duration lease) {
        return these.stream()
                .map(deliveries::get)
                .filter(each -> each != null && each.road.equals(road) && each.claimable(now()))
                .map(each -> each.claim(State.CLAIMED, ++fences, now(), lease))
                .toList();
    }

    @Override
    public synchronized Optional<Instant> nextDue(String road) {
        return deliveries.values().stream()
                .filter(each -> each.state == State.WAITING && each.road.equals(road) && !each.of.stopped())
                .map(each -> each.notBefore)
                .filter(each -> each.isAfter(now()))
                .min(Comparator.naturalOrder());
    }

    private Map<Long, Iterator<MemoryDelivery>> lines(String road) {
        Map<Long, List<MemoryDelivery>> byOccurrence = new TreeMap<>();
        deliveries.values().stream()
                .filter(each -> each.road.equals(road) && each.claimable(now()))
                .sorted(Comparator.comparing(each -> each.notBefore))
                .forEach(each -> byOccurrence
                        .computeIfAbsent(each.of.occurrence.id(), _ -> new ArrayList<>())
                        .add(each));
        Map<Long, Iterator<MemoryDelivery>> lines = new LinkedHashMap<>();
        byOccurrence.forEach((occurrence, line) -> lines.put(occurrence, line.iterator()));
        return lines;
    }

    private static Long after(long last, Map<Long, ?> lines) {
        return lines.keySet().stream()
                .filter(each -> each > last)
                .findFirst()
                .orElse(lines.keySet().iterator().next());
    }

    @Override
    public synchronized void renew(Collection<Claim> claims, Duration lease) {
        claims.forEach(claim -> latest(claim).ifPresent(each -> each.lease(now(), lease)));
    }

    @Override
    public synchronized void release(Collection<Claim> claims) {
        claims.forEach(claim -> latest(claim)
                .filter(each -> each.state == State.CLAIMED)
                .ifPresent(each -> each.state = State.WAITING));
    }

    @Override
    public synchronized void defer(Collection<Claim> claims, String road, Instant notBefore) {
        claims.forEach(claim -> latest(claim)
                .filter(each -> each.state == State.CLAIMED)
                .ifPresent(each -> {
                    each.state = State.WAITING;
                    each.road = road;
                    each.notBefore = millis(notBefore);
                }));
    }

    @Override
    public synchronized Set<String> roads() {
        return deliveries.values().stream()
                .filter(each -> each.state == State.WAITING)
                .map(each -> each.road)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized List<Claim> arm(List<Claim> claims) {
        return claims.stream().filter(this::arm).toList();
    }

    private boolean arm(Claim claim) {
        Optional<MemoryDelivery> held = latest(claim).filter(each -> each.leaseEnds.isAfter(now()));
        held.ifPresent(each -> {
            each.state = State.SENDING;
            each.lease(now(), each.lease);
        });
        return held.isPresent();
    }

    private Optional<MemoryDelivery> latest(Claim claim) {
        return Optional.ofNullable(deliveries.get(claim.delivery()))
                .filter(each -> each.fence == claim.fence() && each.inHand());
    }

    @Override
    public synchronized CompletableFuture<Boolean> settle(Settlement settlement) {
        Optional<MemoryDelivery> held = latest(settlement.claim());
        held.ifPresent(each -> settle(each, settlement));
        return CompletableFuture.completedFuture(held.isPresent());
    }

    private void settle(MemoryDelivery delivery, Settlement settlement) {
        delivery.settle(settlement, now());
        long id = ++lastPlace;
        AttemptRecord attempt = new AttemptRecord(
                id,
                delivery.id,
                settlement.attempt().number(),
                new AttemptRecord.By(settlement.attempt().transport(), node(), settlement.otherRevision()),
                new AttemptRecord.Times(
                        millis(settlement.attempt().started()),
                        settlement.attempt().took().truncatedTo(ChronoUnit.MILLIS)),
                AttemptRecord.Said.of(settlement.attempt()),
                delivery.state.word());
        Instant ended = attempt.times().started().plus(attempt.times().took());
        journal.add(new JournalEntry(id, delivery.id, ended, delivery.state, settlement.why(), Optional.of(attempt)));
        transcripts.take(settlement);
        if (delivery.state == State.WAITING) leaveOut(Stream.of(delivery));
    }

    /// Without an attempt.
    private void note(MemoryDelivery delivery) {
        journal.add(new JournalEntry(++lastPlace, delivery.id, now(), delivery.state, delivery.why, Optional.empty()));
    }

    @Override
    public synchronized Optional<Composed> kept(Claim claim) {
        return Optional.ofNullable(deliveries.get(claim.delivery())).flatMap(each -> each.kept);
    }

    @Override
    public synchronized int reap() {
        return each(
                deliveries.values().stream(),
                each -> each.state == State.CLAIMED && !each.leaseEnds.isAfter(now()),
                each -> each.state = State.WAITING);
    }

    @Override
    public synchronized List<Claim> uncertain(int most, Duration lease) {
        return deliveries.values().stream()
                .filter(each -> each.state == State.SENDING && !each.leaseEnds.isAfter(now()))
                .limit(most)
                .map(each -> each.claim(State.SENDING, ++fences, now(), lease))
                .toList();
    }

    @Override
    public synchronized Map<String, Integer> expire() {
        Map<String, Integer> expired = new TreeMap<>();
        each(
                deliveries.values().stream(),
                each -> each.state == State.WAITING && !each.expires.isAfter(now()),
                each -> {
                    rest(each, State.EXPIRED, "expired");
                    expired.merge(each.of.occurrence.notification(), 1, Integer::sum);
                });
        return expired;
    }

    private void rest(MemoryDelivery delivery, State state, String why) {
        delivery.rest(state, why, now());
        note(delivery);
    }

    @Override
    public synchronized int retry(Collection<Long> deliveries) {
        return retry(named(deliveries));
    }

    @Override
    public synchronized int retryAll(long occurrence) {
        return retry(peopleOf(occurrence).filter(each -> each.state == State.FAILED || each.state == State.HELD));
    }

    private int retry(Stream<MemoryDelivery> deliveries) {
        List<MemoryDelivery> settled = deliveries
                .filter(each -> each.drawn instanceof Drawn.Person)
                .filter(each -> switch (each.state) {
                    case FAILED, HELD, EXPIRED, SKIPPED, SUPPRESSED, BOUNCED, COMPLAINED -> true;
                    case WAITING, CLAIMED, SENDING, ACCEPTED, CANCELLED -> false;
                })
                .toList();
        leaveOut(settled.stream().filter(each -> each.state != State.SUPPRESSED && !each.state.handedOver()));
        return each(settled.stream(), each -> suppression(each).isEmpty(), each -> {
            WentOn went = wentOn.get(each.of.occurrence.notification());
            if (each.state.handedOver() && went != null && each.of.occurrence.id() <= went.seen()) {
                each.of.againSinceGoingOn();
            }
            each.again(now());
            note(each);
        });
    }

    @Override
    public synchronized int skip(Collection<Long> deliveries) {
        return each(
                named(deliveries),
                each -> switch (each.state) {
                    case WAITING, CLAIMED, FAILED, HELD -> true;
                    case SENDING, ACCEPTED, SUPPRESSED, SKIPPED, EXPIRED, CANCELLED, BOUNCED, COMPLAINED -> false;
                },
                each -> rest(each, State.SKIPPED, "skipped, by hand"));
    }

    @Override
    public synchronized int cancel(long occurrence) {
        MemoryOccurrence ended = occurrences.get(occurrence);
        if (ended == null || !ended.standing.running()) return 0;
        ended.standing = Standing.CANCELLED;
        int cancelled = each(
                peopleOf(occurrence),
                each -> each.state == State.WAITING || each.state == State.CLAIMED,
                each -> rest(each, State.CANCELLED, "its occurrence was cancelled"));
        ended.finishWhenSettled(now());
        return cancelled;
    }

    @Override
    public synchronized Suppressed suppress(Collection<Suppression> wanted) {
        List<Suppression> added = Suppression.longest(wanted).stream()
                .filter(each -> suppressions.add(each, now()))
                .toList();
        Map<String, Integer> leftOut = leaveOut(deliveries.values().stream()
                .filter(each -> each.state == State.WAITING || each.state == State.CLAIMED));
        return new Suppressed(added, leftOut);
    }

    /// @return how many were, by notification
    private Map<String, Integer> leaveOut(Stream<MemoryDelivery> among) {
        Map<String, Integer> leftOut = new TreeMap<>();
        each(among, each -> suppression(each).isPresent(), each -> {
            rest(each, State.SUPPRESSED, suppression(each).orElseThrow().why());
            leftOut.merge(each.of.occurrence.notification(), 1, Integer::sum);
        });
        return leftOut;
    }

    @Override
    public synchronized List<SuppressionRecord> lift(Collection<Long> ids, Suppression.Act act) {
        return suppressions.lift(ids, act, now());
    }

    @Override
    public synchronized int hear(List<Arrival> arrivals) {
        return notices.hear(arrivals, now());
    }

    @Override
    public synchronized List<NoticeRecord> unjudged(int most) {
        return notices.unjudged(most, now());
    }

    @Override
    public synchronized void putOff(Collection<Long> ids, Instant until) {
        notices.putOff(ids, until);
    }

    @Override
    public synchronized Map<Long, Optional<State>> judge(List<Judgement> judgements) {
        Map<Long, Optional<State>> judged = new LinkedHashMap<>();
        for (Judgement each : judgements) {
            if (notices.waits(each.notice()) && !isEarly(each)) judged.put(each.notice(), judge(each));
        }
        return judged;
    }

    /// As it turns out, before or after somebody let its notification go on.
    private void wasHandedOver(MemoryDelivery delivery) {
        WentOn went = wentOn.get(delivery.of.occurrence.notification());
        boolean before =
                went != null && handedOver(delivery.id).filter(went.at::isAfter).isPresent();
        if (delivery.uncertain() && before) delivery.of.handedBeforeGoingOn();
    }

    private boolean isEarly(Judgement judgement) {
        return judgement.becomes().isPresent()
                && judgement
                        .match()
                        .flatMap(match -> Optional.ofNullable(deliveries.get(match.delivery())))
                        .filter(each -> each.state == State.SENDING)
                        .isPresent();
    }

    private Optional<State> judge(Judgement judgement) {
        Optional<MemoryDelivery> about = judgement.match().map(match -> deliveries.get(match.delivery()));
        Optional<State> became = about.flatMap(each -> becomes(each, judgement));
        became.ifPresent(state -> {
            wasHandedOver(about.orElseThrow());
            about.orElseThrow().isKnown(sent(about.orElseThrow().id).count());
            rest(about.orElseThrow(), state, judgement.why());
        });
        notices.judge(judgement, about.map(each -> change(each, became)), now());
        return became;
    }

    private Optional<State> becomes(MemoryDelivery delivery, Judgement judgement) {
        int attempt = judgement.match().orElseThrow().attempt();
        boolean sentSince = attempt != 0
                && attempt != sent(delivery.id).map(AttemptRecord::number).reduce(0, Math::max);
        return judgement
                .becomes()
                .filter(each -> each == State.ACCEPTED
                        ? delivery.uncertain()
                        : !sentSince
                                && (delivery.uncertain()
                                        || delivery.state == State.ACCEPTED
                                        || delivery.state == State.BOUNCED && each == State.COMPLAINED));
    }

    private MemoryNotices.Change change(MemoryDelivery delivery, Optional<State> became) {
        String transport = journal.stream()
                .filter(each -> each.delivery() == delivery.id)
                .flatMap(each -> each.attempt().stream())
                .reduce((_, later) -> later)
                .map(AttemptRecord::transport)
                .orElse("");
        return new MemoryNotices.Change(
                delivery.of.occurrence.notification(),
                delivery.of.occurrence.stage(),
                transport,
                delivery.addressee().address(),
                became);
    }

    @Override
    public synchronized boolean stop(String notification, String why) {
        return stops.putIfAbsent(notification, new Stop(notification, why, now())) == null;
    }

    @Override
    public synchronized boolean goOn(String notification) {
        if (stops.remove(notification) == null) return false;
        wentOn.put(notification, new WentOn(occurrences.isEmpty() ? 0 : occurrences.lastKey(), now()));
        occurrences.values().stream()
                .filter(each -> each.occurrence.notification().equals(notification))
                .forEach(MemoryOccurrence::wentOn);
        return true;
    }

    /// @param seen the last occurrence by then
    record WentOn(long seen, Instant at) {}

    Tally sinceGoingOn(String notification) {
        long handedOver = 0;
        long bounced = 0;
        long complained = 0;
        for (MemoryOccurrence each : occurrences.values()) {
            if (each.occurrence.notification().equals(notification)
                    && each.occurrence.stage() == Stage.LIVE
                    && each.handedBefore.isPresent()) {
                handedOver += each.tally().handedOver() - each.handedBefore.getAsLong();
                bounced += later(each, State.BOUNCED, wentOn.get(notification).at());
                complained +=
                        later(each, State.COMPLAINED, wentOn.get(notification).at());
            }
        }
        return Tally.ofReturned(handedOver, bounced, complained);
    }

    private long later(MemoryOccurrence of, State state, Instant since) {
        return of.people.values().stream()
                .filter(each -> each.state == state)
                .filter(each ->
                        handedOver(each.id).filter(at -> !at.isBefore(since)).isPresent())
                .count();
    }

    /// When its last attempt began by which it may have been handed over.
    Optional<Instant> handedOver(long delivery) {
        return sent(delivery).map(attempt -> attempt.times().started()).reduce((_, later) -> later);
    }

    private Stream<AttemptRecord> sent(long delivery) {
        return journal.stream()
                .filter(entry -> entry.delivery() == delivery)
                .flatMap(entry -> entry.attempt().stream())
                .filter(AttemptRecord::mayHaveArrived);
    }

    private Stream<MemoryDelivery> named(Collection<Long> ids) {
        return ids.stream().distinct().flatMap(id -> Optional.ofNullable(deliveries.get(id)).stream());
    }

    Stream<MemoryDelivery> peopleOf(long occurrence) {
        return deliveries.values().stream().filter(each -> each.of.occurrence.id() == occurrence);
    }

    private interface Change {
        void on(MemoryDelivery delivery);
    }

    private static int each(Stream<MemoryDelivery> among, Predicate<MemoryDelivery> which, Change change) {
        List<MemoryDelivery> chosen = among.filter(which).toList();
        chosen.forEach(change::on);
        return chosen.size();
    }

    @Override
    public synchronized Optional<Instant> begun(String account) {
        return Optional.ofNullable(begun.get(account));
    }

    @Override
    public synchronized void begin(String account, Instant at) {
        begun.putIfAbsent(account, millis(at));
    }

    @Override
    public synchronized Forgotten forget(Instant before, int most) {
        Set<Long> unread = unread(before);
        List<MemoryDelivery> gone = ended(before)
                .flatMap(each -> peopleOf(each.occurrence.id()))
                .filter(each -> !unread.contains(each.id))
                .limit(most)
                .toList();
        Set<Long> ids = gone.stream().map(each -> each.id).collect(Collectors.toSet());
        deliveries.keySet().removeAll(ids);
        journal.removeIf(each -> ids.contains(each.delivery()));
        transcripts.forget(ids);
        notices.forget(ids);
        List<MemoryOccurrence> empty = ended(before)
                .filter(each -> peopleOf(each.occurrence.id()).findAny().isEmpty())
                .limit(most)
                .toList();
        empty.forEach(each -> {
            occurrences.remove(each.occurrence.id());
            byKey.remove(each.occurrence.key());
            requests.values().remove(each.occurrence);
        });
        return new Forgotten(empty.size(), gone.size(), notices.forget(before, most));
    }

    private Stream<MemoryOccurrence> ended(Instant before) {
        return occurrences.values().stream()
                .filter(each -> each.endedAt().filter(before::isAfter).isPresent())
                .filter(each -> peopleOf(each.occurrence.id()).noneMatch(person -> person.state == State.HELD))
                .sorted(Comparator.comparing(each -> each.endedAt().orElseThrow()));
    }

    /// Deliveries of which somebody who still reads the journal has not read yet.
    private Set<Long> unread(Instant since) {
        long read = bookmarks.values().stream()
                .filter(each -> !each.at.isBefore(since))
                .mapToLong(Bookmark::position)
                .min()
                .orElse(Long.MAX_VALUE);
        return journal.stream()
                .filter(each -> each.id() > read)
                .map(JournalEntry::delivery)
                .collect(Collectors.toSet());
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
    public synchronized Optional<Long> bookmark(String reader) {
        return Optional.ofNullable(bookmarks.get(reader)).map(Bookmark::position);
    }

    @Override
    public synchronized void bookmark(String reader, long position) {
        bookmarks.put(reader, new Bookmark(position, now()));
    }

    Instant now() {
        return millis(clock.instant());
    }

    static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    private static Occurrence.Key millis(Occurrence.Key key) {
        return new Occurrence.Key(key.notification(), millis(key.instant()), key.cause());
    }

    @Override
    public void close() {}
}
