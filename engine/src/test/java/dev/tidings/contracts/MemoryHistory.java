package dev.tidings.contracts;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.ledger.AttemptRecord;
import dev.tidings.ledger.Carried;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Finish;
import dev.tidings.ledger.HandedOver;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Holdup;
import dev.tidings.ledger.JournalEntry;
import dev.tidings.ledger.NodeRecord;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Returned;
import dev.tidings.ledger.Stop;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.ledger.Tally;
import dev.tidings.ledger.TranscriptRecord;
import dev.tidings.mail.Address;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Reads a [MemoryLedger].
public final class MemoryHistory implements History {
    private static final Set<String> HANDED_OVER =
            Set.of("accepted", "deferred", "refused", "broken", "uncertain", "slowed");

    private final MemoryLedger ledger;

    MemoryHistory(MemoryLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<OccurrenceRecord> occurrences(Optional<String> notification, Set<Standing> standings, Page page) {
        return occurrences(
                page,
                each -> notification
                                .map(each.occurrence().notification()::equals)
                                .orElse(true)
                        && (standings.isEmpty() || standings.contains(each.standing())));
    }

    @Override
    public Map<Long, String> requests(Collection<Long> occurrences) {
        return reading(() -> ledger.requests(Set.copyOf(occurrences)));
    }

    @Override
    public List<Finish> finished(long after, int most) {
        return reading(() -> ledger.occurrences.values().stream()
                .filter(each -> each.standing == Standing.FINISHED && each.finish > after)
                .map(each -> new Finish(each.finish, each.record(), ledger.node()))
                .sorted(Comparator.comparing(Finish::place))
                .limit(most)
                .toList());
    }

    @Override
    public long finishedEnd() {
        return reading(() -> ledger.occurrences.values().stream()
                .mapToLong(each -> each.finish)
                .max()
                .orElse(0));
    }

    @Override
    public List<OccurrenceRecord> unwell(Page page) {
        return occurrences(
                page,
                each -> each.standing() == Standing.FINISHED
                        ? !each.well()
                        : each.standing().running() && !each.tally().isWell());
    }

    private List<OccurrenceRecord> occurrences(Page page, Predicate<OccurrenceRecord> which) {
        return reading(() -> ledger.occurrences.headMap(page.before(), false).descendingMap().values().stream()
                .map(MemoryOccurrence::record)
                .filter(which)
                .limit(page.most())
                .toList());
    }

    @Override
    public Optional<OccurrenceRecord> occurrence(long id) {
        return reading(() -> Optional.ofNullable(ledger.occurrences.get(id)).map(MemoryOccurrence::record));
    }

    @Override
    public List<DeliveryRecord> deliveries(long occurrence, Set<State> states, Page page) {
        return deliveries(
                page,
                each -> each.occurrence().id() == occurrence && (states.isEmpty() || states.contains(each.state())));
    }

    @Override
    public List<DueDelivery> due(long occurrence, long after, int most) {
        return reading(() -> ledger.deliveries.tailMap(after, false).values().stream()
                .filter(each -> each.of.occurrence.id() == occurrence
                        && each.state == State.WAITING
                        && !each.of.stopped()
                        && !each.notBefore.isAfter(ledger.now()))
                .limit(most)
                .map(each -> new DueDelivery(each.id, each.road))
                .toList());
    }

    @Override
    public List<DeliveryRecord> failures(Page page) {
        return deliveries(page, each -> each.state() == State.FAILED || each.state() == State.HELD);
    }

    @Override
    public List<DeliveryRecord> to(String address, Instant since, Page page) {
        return deliveries(
                page,
                each -> each.addressee().address().equalsIgnoreCase(address)
                        && !each.occurrence().firedAt().isBefore(since));
    }

    private List<DeliveryRecord> deliveries(Page page, Predicate<DeliveryRecord> which) {
        return reading(() -> ledger.deliveries.headMap(page.before(), false).descendingMap().values().stream()
                .map(MemoryDelivery::record)
                .filter(which)
                .limit(page.most())
                .toList());
    }

    @Override
    public Optional<DeliveryRecord> delivery(long id) {
        return reading(() -> Optional.ofNullable(ledger.deliveries.get(id)).map(MemoryDelivery::record));
    }

    @Override
    public Optional<DeliveryRecord> delivery(Trace trace) {
        return reading(() -> ledger.deliveries.values().stream()
                .filter(each -> each.trace.equals(trace))
                .map(MemoryDelivery::record)
                .findFirst());
    }

    @Override
    public List<DeliveryRecord> copies(long occurrence, String key) {
        return deliveries(
                        Page.first(10_000),
                        each -> each.occurrence().id() == occurrence
                                && each.addressee().key().equals(key)
                                && each.addressee().copy().isPresent())
                .reversed();
    }

    @Override
    public List<AttemptRecord> attempts(long delivery) {
        return reading(() -> ledger.journal.stream()
                .filter(each -> each.delivery() == delivery)
                .flatMap(each -> each.attempt().stream())
                .toList());
    }

    @Override
    public List<TranscriptRecord> transcripts(long delivery) {
        return reading(() -> ledger.transcripts.of(delivery));
    }

    @Override
    public List<JournalEntry> journal(long after, int most) {
        return reading(() -> ledger.journal.stream()
                .filter(each -> each.id() > after)
                .limit(most)
                .toList());
    }

    @Override
    public Optional<Holdup> holdup() {
        return Optional.empty();
    }

    @Override
    public long journalEnd() {
        return reading(
                () -> ledger.journal.isEmpty() ? 0L : ledger.journal.getLast().id());
    }

    @Override
    public Optional<Composed> kept(long delivery) {
        return reading(
                () -> Optional.ofNullable(ledger.deliveries.get(delivery)).flatMap(each -> each.kept));
    }

    @Override
    public List<SuppressionRecord> suppressions(String beginning, Which which, Page page) {
        return reading(() -> ledger.suppressions.list(beginning, which, page, now()));
    }

    @Override
    public Map<String, Suppression> suppressed(String notification, Collection<Address> addresses) {
        return reading(() -> ledger.suppressions.suppressed(notification, addresses, now()));
    }

    @Override
    public List<NoticeRecord> notices(Told told, Page page) {
        return reading(() -> ledger.notices.list(told, page));
    }

    @Override
    public List<NoticeRecord> notices(long delivery) {
        return reading(() -> ledger.notices.of(delivery));
    }

    @Override
    public Optional<NoticeRecord> notice(long id) {
        return reading(() -> ledger.notices.notice(id));
    }

    @Override
    public Optional<byte[]> original(long arrival) {
        return reading(() -> ledger.notices.original(arrival));
    }

    @Override
    public Set<Long> mailboxFailures(String address, Instant since) {
        return reading(() -> {
            Instant lifted = ledger.suppressions.lifted(address).orElse(Instant.MIN);
            return ledger.notices.mailboxFailures(
                    address,
                    since,
                    delivery ->
                            ledger.handedOver(delivery).filter(lifted::isBefore).isPresent());
        });
    }

    @Override
    public Optional<Instant> bouncesLifted(String address) {
        return reading(() -> ledger.suppressions.lifted(address));
    }

    @Override
    public List<Returned> returned(Instant since) {
        return reading(() -> ledger.notices.returned(since));
    }

    @Override
    public List<HandedOver> handedOver(Instant since) {
        return reading(() -> {
            Map<HandedOver, Long> counts = new TreeMap<>(Comparator.comparing(HandedOver::notification)
                    .thenComparing(HandedOver::transport)
                    .thenComparing(HandedOver::domain));
            ledger.journal.stream()
                    .flatMap(each -> each.attempt().stream())
                    .filter(each -> !each.times().started().isBefore(since)
                            && Set.of("accepted", "uncertain")
                                    .contains(each.said().outcome())
                            && occurrence(each).stage() == Stage.LIVE)
                    .forEach(each -> counts.merge(
                            new HandedOver(occurrence(each).notification(), each.transport(), domain(each), 0),
                            1L,
                            Long::sum));
            return counts.entrySet().stream()
                    .map(each -> new HandedOver(
                            each.getKey().notification(),
                            each.getKey().transport(),
                            each.getKey().domain(),
                            each.getValue()))
                    .toList();
        });
    }

    private Occurrence occurrence(AttemptRecord attempt) {
        return ledger.deliveries.get(attempt.delivery()).of.occurrence;
    }

    private String domain(AttemptRecord attempt) {
        String address = ledger.deliveries.get(attempt.delivery()).addressee().address();
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public long seen(String notification) {
        return reading(() -> ledger.wentOn.containsKey(notification)
                ? ledger.wentOn.get(notification).seen()
                : 0);
    }

    @Override
    public Tally sinceGoingOn(String notification) {
        return reading(() -> ledger.sinceGoingOn(notification));
    }

    @Override
    public List<Stop> stops() {
        return reading(() -> List.copyOf(ledger.stops.values()));
    }

    @Override
    public Map<Trace, DeliveryRecord> deliveries(Collection<Trace> traces) {
        Set<Trace> wanted = Set.copyOf(traces);
        return reading(() -> ledger.deliveries.values().stream()
                .filter(each -> wanted.contains(each.trace))
                .collect(Collectors.toMap(each -> each.trace, MemoryDelivery::record)));
    }

    @Override
    public List<Carried> carried(String transport, Instant since, Duration slice) {
        return carried(transport, since, slice, _ -> "");
    }

    @Override
    public List<Carried> carriedByDomain(String transport, Instant since, Duration slice) {
        return carried(transport, since, slice, this::domain);
    }

    private List<Carried> carried(
            String transport, Instant since, Duration slice, Function<AttemptRecord, String> domain) {
        return reading(() -> {
            Map<Carried, Integer> counts =
                    new TreeMap<>(Comparator.comparing(Carried::at).thenComparing(Carried::domain));
            ledger.journal.stream()
                    .flatMap(each -> each.attempt().stream())
                    .filter(each -> each.transport().equals(transport)
                            && !each.times().started().isBefore(since)
                            && HANDED_OVER.contains(each.said().outcome()))
                    .forEach(each -> counts.merge(
                            new Carried(sliceOf(each.times().started(), slice), domain.apply(each), 0),
                            1,
                            Integer::sum));
            return counts.entrySet().stream()
                    .map(each -> new Carried(each.getKey().at(), each.getKey().domain(), each.getValue()))
                    .toList();
        });
    }

    private static Instant sliceOf(Instant at, Duration slice) {
        return Instant.ofEpochMilli(at.toEpochMilli() / slice.toMillis() * slice.toMillis());
    }

    @Override
    public long waiting(String road) {
        return reading(() -> ledger.deliveries.values().stream()
                .filter(each -> each.road.equals(road) && each.shown() == State.WAITING)
                .count());
    }

    @Override
    public List<NodeRecord> nodes() {
        return reading(() -> ledger.node.nodes(new NodeRecord.Held(inHand(State.CLAIMED), inHand(State.SENDING))));
    }

    private long inHand(State state) {
        return ledger.deliveries.values().stream()
                .filter(each -> each.state == state)
                .count();
    }

    @Override
    public Backlog backlog() {
        return reading(() -> new Backlog(
                ledger.occurrences.values().stream()
                        .mapToLong(each -> each.tally().waiting())
                        .sum(),
                ledger.deliveries.values().stream()
                        .filter(each ->
                                each.state == State.WAITING && !each.of.stopped() || each.state == State.CLAIMED)
                        .map(each -> each.notBefore)
                        .filter(each -> !each.isAfter(now()))
                        .min(Comparator.naturalOrder())));
    }

    private Instant now() {
        return ledger.clock.instant();
    }

    private <T> T reading(Supplier<T> read) {
        synchronized (ledger) {
            return read.get();
        }
    }
}
