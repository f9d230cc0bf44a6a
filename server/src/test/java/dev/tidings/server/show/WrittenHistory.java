package dev.tidings.server.show;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.contracts.MemorySuppressions;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.feedback.Fate;
import dev.tidings.ledger.AttemptRecord;
import dev.tidings.ledger.Carried;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Finish;
import dev.tidings.ledger.HandedOver;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Holdup;
import dev.tidings.ledger.JournalEntry;
import dev.tidings.ledger.LoneNode;
import dev.tidings.ledger.NodeRecord;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Program;
import dev.tidings.ledger.Returned;
import dev.tidings.ledger.Stop;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.ledger.Tally;
import dev.tidings.ledger.TranscriptRecord;
import dev.tidings.mail.Address;
import dev.tidings.notification.Trace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A history that says what it was told to say.
public final class WrittenHistory implements History {
    final NavigableMap<Long, OccurrenceRecord> occurrences = new ConcurrentSkipListMap<>();
    final Map<Long, String> requests = new HashMap<>();
    final NavigableMap<Long, DeliveryRecord> deliveries = new ConcurrentSkipListMap<>();
    final List<AttemptRecord> attempts = new ArrayList<>();
    final List<TranscriptRecord> transcripts = new ArrayList<>();
    final Map<Long, Composed> kept = new HashMap<>();
    final NavigableMap<Long, NoticeRecord> notices = new ConcurrentSkipListMap<>();
    final Map<Long, byte[]> originals = new HashMap<>();
    final List<Returned> returned = new ArrayList<>();
    final List<Returned> returnedToday = new ArrayList<>();
    final List<HandedOver> handedOver = new ArrayList<>();
    final Map<String, Stop> stops = new ConcurrentSkipListMap<>();
    public final List<NodeRecord> others = new ArrayList<>();
    public Optional<Holdup> holdup = Optional.empty();
    LoneNode here = new LoneNode(Program.here(Optional.of("mail1"), "1.0"), InstantSource.fixed(ShowHouse.NOW));
    final MemorySuppressions suppressions = new MemorySuppressions();

    private static <T> List<T> page(NavigableMap<Long, T> all, Predicate<T> wanted, Page page) {
        return all.headMap(page.before(), false).descendingMap().values().stream()
                .filter(wanted)
                .limit(page.most())
                .toList();
    }

    @Override
    public List<OccurrenceRecord> occurrences(Optional<String> notification, Set<Standing> standings, Page page) {
        return page(
                occurrences,
                each -> (notification.isEmpty()
                                || notification.get().equals(each.occurrence().notification()))
                        && (standings.isEmpty() || standings.contains(each.standing())),
                page);
    }

    @Override
    public Optional<OccurrenceRecord> occurrence(long id) {
        return Optional.ofNullable(occurrences.get(id));
    }

    @Override
    public Map<Long, String> requests(Collection<Long> of) {
        return requests.entrySet().stream()
                .filter(each -> of.contains(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<Finish> finished(long after, int most) {
        return List.of();
    }

    @Override
    public long finishedEnd() {
        return 0;
    }

    @Override
    public List<OccurrenceRecord> unwell(Page page) {
        return page(
                occurrences,
                each -> each.standing() == Standing.FINISHED
                        ? !each.well()
                        : each.standing().running() && each.tally().unwell() > 0,
                page);
    }

    @Override
    public List<DeliveryRecord> deliveries(long occurrence, Set<State> states, Page page) {
        return page(
                deliveries,
                each -> each.occurrence().id() == occurrence && (states.isEmpty() || states.contains(each.state())),
                page);
    }

    @Override
    public List<DueDelivery> due(long occurrence, long after, int most) {
        return List.of();
    }

    @Override
    public List<DeliveryRecord> failures(Page page) {
        return page(deliveries, each -> each.state() == State.FAILED || each.state() == State.HELD, page);
    }

    @Override
    public List<DeliveryRecord> to(String address, Instant since, Page page) {
        return page(
                deliveries,
                each -> each.addressee().address().equalsIgnoreCase(address)
                        && !each.occurrence().firedAt().isBefore(since),
                page);
    }

    @Override
    public Optional<DeliveryRecord> delivery(long id) {
        return Optional.ofNullable(deliveries.get(id));
    }

    @Override
    public Optional<DeliveryRecord> delivery(Trace trace) {
        return deliveries.values().stream()
                .filter(each -> each.trace().equals(trace))
                .findFirst();
    }

    @Override
    public List<DeliveryRecord> copies(long occurrence, String key) {
        return deliveries.values().stream()
                .filter(each -> each.occurrence().id() == occurrence
                        && each.addressee().key().equals(key)
                        && each.addressee().copy().isPresent())
                .toList();
    }

    @Override
    public List<AttemptRecord> attempts(long delivery) {
        return attempts.stream().filter(each -> each.delivery() == delivery).toList();
    }

    @Override
    public List<TranscriptRecord> transcripts(long delivery) {
        return transcripts.stream().filter(each -> each.delivery() == delivery).toList();
    }

    @Override
    public Optional<Holdup> holdup() {
        return holdup;
    }

    @Override
    public long journalEnd() {
        return attempts.stream().mapToLong(AttemptRecord::id).max().orElse(0);
    }

    @Override
    public List<JournalEntry> journal(long after, int most) {
        return attempts.stream()
                .filter(each -> each.id() > after)
                .limit(most)
                .map(each -> new JournalEntry(
                        each.id(),
                        each.delivery(),
                        each.times().started(),
                        State.of(each.state()),
                        each.said().text(),
                        Optional.of(each)))
                .toList();
    }

    @Override
    public Optional<Composed> kept(long delivery) {
        return Optional.ofNullable(kept.get(delivery));
    }

    @Override
    public List<SuppressionRecord> suppressions(String beginning, Which which, Page page) {
        return suppressions.list(beginning, which, page, ShowHouse.NOW);
    }

    @Override
    public Map<String, Suppression> suppressed(String notification, Collection<Address> addresses) {
        return suppressions.suppressed(notification, addresses, ShowHouse.NOW);
    }

    @Override
    public List<NoticeRecord> notices(Told told, Page page) {
        return page(notices, each -> is(told, each), page);
    }

    private static boolean is(Told told, NoticeRecord each) {
        return switch (told) {
            case ALL -> true;
            case BOUNCES -> each.notice().fate() == Fate.FAILED;
            case COMPLAINTS -> each.notice().fate() == Fate.COMPLAINED;
            case UNMATCHED ->
                each.judged().filter(judged -> judged.match().isEmpty()).isPresent();
        };
    }

    @Override
    public List<NoticeRecord> notices(long delivery) {
        return notices.values().stream()
                .filter(each -> each.judged()
                        .flatMap(NoticeRecord.Judged::match)
                        .filter(match -> match.delivery() == delivery)
                        .isPresent())
                .toList();
    }

    @Override
    public Optional<NoticeRecord> notice(long id) {
        return Optional.ofNullable(notices.get(id));
    }

    @Override
    public Optional<byte[]> original(long arrival) {
        return Optional.ofNullable(originals.get(arrival));
    }

    @Override
    public Set<Long> mailboxFailures(String address, Instant since) {
        return Set.of();
    }

    @Override
    public Optional<Instant> bouncesLifted(String address) {
        return Optional.empty();
    }

    @Override
    public List<Returned> returned(Instant since) {
        return since.isBefore(ShowHouse.NOW.minus(Duration.ofDays(2))) ? returned : returnedToday;
    }

    @Override
    public List<HandedOver> handedOver(Instant since) {
        return handedOver;
    }

    @Override
    public long seen(String notification) {
        return 0;
    }

    @Override
    public Tally sinceGoingOn(String notification) {
        return Tally.NONE;
    }

    @Override
    public List<Stop> stops() {
        return List.copyOf(stops.values());
    }

    @Override
    public Map<Trace, DeliveryRecord> deliveries(Collection<Trace> traces) {
        return deliveries.values().stream()
                .filter(each -> traces.contains(each.trace()))
                .collect(Collectors.toMap(DeliveryRecord::trace, each -> each));
    }

    @Override
    public List<Carried> carried(String transport, Instant since, Duration slice) {
        return List.of();
    }

    @Override
    public List<Carried> carriedByDomain(String transport, Instant since, Duration slice) {
        return List.of();
    }

    @Override
    public long waiting(String road) {
        return deliveries.values().stream()
                .filter(each -> each.progress().road().equals(road) && each.state() == State.WAITING)
                .count();
    }

    @Override
    public List<NodeRecord> nodes() {
        return Stream.concat(here.nodes(new NodeRecord.Held(24, 3)).stream(), others.stream())
                .toList();
    }

    @Override
    public Backlog backlog() {
        Function<DeliveryRecord, Instant> due = each -> each.progress().due();
        List<DeliveryRecord> waiting = deliveries.values().stream()
                .filter(each -> !each.state().settled())
                .toList();
        return new Backlog(waiting.size(), waiting.stream().map(due).min(Instant::compareTo));
    }
}
