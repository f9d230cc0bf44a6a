package dev.tidings.contracts;

import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.ledger.History;
import dev.tidings.ledger.History.Told;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.NoticeRecord.Judged;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Returned;
import dev.tidings.notification.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What others told, in memory. Whoever has several threads locks it.
public final class MemoryNotices {
    private final Map<Event, Long> arrivals = new HashMap<>();
    private final TreeMap<Long, byte[]> originals = new TreeMap<>();
    private final TreeMap<Long, Entry> notices = new TreeMap<>();
    private long lastArrival;
    private long lastNotice;

    private record Event(String source, String id) {}

    private static final class Entry {
        NoticeRecord record;
        Instant until = Instant.MIN;
        Optional<Change> change = Optional.empty();

        Entry(NoticeRecord record) {
            this.record = record;
        }

        Optional<Match> match() {
            return record.judged().flatMap(Judged::match);
        }
    }

    /// Which delivery a notice was found to be about, and what became of that.
    ///
    /// @param transport that had handed it over
    /// @param became    empty when it stayed as it was
    record Change(String notification, Stage stage, String transport, String address, Optional<State> became) {}

    /// @return how many are new
    public int hear(List<Arrival> told, Instant now) {
        int before = arrivals.size();
        told.forEach(each -> arrivals.computeIfAbsent(new Event(each.source(), each.id()), _ -> add(each, now)));
        return arrivals.size() - before;
    }

    private long add(Arrival arrival, Instant now) {
        long id = ++lastArrival;
        originals.put(id, arrival.original().clone());
        for (Notice each : arrival.report().told()) {
            NoticeRecord record = new NoticeRecord(
                    ++lastNotice,
                    id,
                    arrival.source(),
                    arrival.report().kind(),
                    MemoryLedger.millis(arrival.at()),
                    now,
                    each,
                    arrival.report().clues(),
                    Optional.empty());
            notices.put(record.id(), new Entry(record));
        }
        return id;
    }

    public List<NoticeRecord> unjudged(int most, Instant now) {
        List<NoticeRecord> all = new ArrayList<>(notices.values().stream()
                .filter(each -> each.record.judged().isEmpty() && !each.until.isAfter(now))
                .limit(most)
                .map(each -> each.record)
                .toList());
        if (all.size() == most) {
            NoticeRecord last = all.getLast();
            notices.tailMap(last.id(), false).values().stream()
                    .map(each -> each.record)
                    .filter(each ->
                            each.arrival() == last.arrival() && each.judged().isEmpty())
                    .forEach(all::add);
        }
        return all;
    }

    public void putOff(Collection<Long> ids, Instant until) {
        ids.forEach(id -> unjudged(id).ifPresent(each -> each.until = MemoryLedger.millis(until)));
    }

    private Optional<Entry> unjudged(long id) {
        return Optional.ofNullable(notices.get(id))
                .filter(each -> each.record.judged().isEmpty());
    }

    boolean waits(long id) {
        return unjudged(id).isPresent();
    }

    /// @param change empty when it is about no delivery on record
    void judge(Judgement judgement, Optional<Change> change, Instant now) {
        unjudged(judgement.notice()).ifPresent(each -> {
            Optional<Match> match = change.flatMap(_ -> judgement.match());
            each.record = judged(
                    each.record,
                    new Judged(
                            now,
                            match,
                            match.isPresent() && judgement.believed(),
                            change.flatMap(Change::became),
                            judgement.what()));
            each.change = change;
        });
    }

    private static NoticeRecord judged(NoticeRecord of, Judged judged) {
        return new NoticeRecord(
                of.id(),
                of.arrival(),
                of.source(),
                of.kind(),
                of.at(),
                of.noted(),
                of.notice(),
                of.clues(),
                Optional.of(judged));
    }

    /// Newest first.
    public List<NoticeRecord> list(Told told, Page page) {
        return notices.headMap(page.before(), false).descendingMap().values().stream()
                .filter(each -> is(told, each))
                .limit(page.most())
                .map(each -> each.record)
                .toList();
    }

    private static boolean is(Told told, Entry each) {
        return switch (told) {
            case ALL -> true;
            case BOUNCES -> each.record.notice().fate() == Fate.FAILED;
            case COMPLAINTS -> each.record.notice().fate() == Fate.COMPLAINED;
            case UNMATCHED -> each.record.judged().isPresent() && each.match().isEmpty();
        };
    }

    public List<NoticeRecord> of(long delivery) {
        List<NoticeRecord> all = all(delivery);
        Set<Long> kept = all.stream()
                .sorted(Comparator.comparing(MemoryNotices::changedNothing)
                        .thenComparing(NoticeRecord::id, Comparator.reverseOrder()))
                .limit(History.NOTICES_MAX)
                .map(NoticeRecord::id)
                .collect(Collectors.toSet());
        return all.stream().filter(each -> kept.contains(each.id())).toList();
    }

    private static boolean changedNothing(NoticeRecord notice) {
        return notice.judged().flatMap(NoticeRecord.Judged::became).isEmpty();
    }

    private List<NoticeRecord> all(long delivery) {
        return entries(each -> each.match()
                        .filter(match -> match.delivery() == delivery)
                        .isPresent())
                .map(each -> each.record)
                .toList();
    }

    public Optional<NoticeRecord> notice(long id) {
        return Optional.ofNullable(notices.get(id)).map(each -> each.record);
    }

    public Optional<byte[]> original(long arrival) {
        return Optional.ofNullable(originals.get(arrival)).map(byte[]::clone);
    }

    /// @param lifted what was judged until then does not count
    /// @param sentSince whether a delivery was handed over since bounces were lifted there last
    public Set<Long> mailboxFailures(String address, Instant since, Predicate<Long> sentSince) {
        return entries(each -> each.record.notice().fate() == Fate.FAILED
                        && each.record.notice().reason().concern() == Reason.Concern.MAILBOX
                        && !each.record.at().isBefore(since)
                        && each.record
                                .judged()
                                .filter(Judged::believed)
                                .flatMap(Judged::match)
                                .filter(match -> sentSince.test(match.delivery()))
                                .isPresent()
                        && each.change
                                .filter(change ->
                                        Suppression.key(change.address).equals(Suppression.key(address)))
                                .isPresent())
                .map(each -> each.match().orElseThrow().delivery())
                .collect(Collectors.toSet());
    }

    public List<Returned> returned(Instant since) {
        Map<Returned, Long> counts = new HashMap<>();
        entries(each -> each.record
                        .judged()
                        .filter(judged -> !judged.at().isBefore(since))
                        .isPresent())
                .forEach(each -> each.change
                        .filter(change -> change.became
                                .filter(state -> state != State.ACCEPTED)
                                .isPresent())
                        .ifPresent(change -> counts.merge(returned(change, each), 1L, Long::sum)));
        return counts.entrySet().stream()
                .map(each -> counted(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(Returned::count)
                        .reversed()
                        .thenComparing(Returned::notification)
                        .thenComparing(each -> each.stage().name())
                        .thenComparing(Returned::transport)
                        .thenComparing(Returned::domain)
                        .thenComparing(each -> each.reason().word()))
                .toList();
    }

    private static Returned returned(Change change, Entry each) {
        String key = Suppression.key(change.address);
        return new Returned(
                change.notification,
                change.stage,
                change.transport,
                key.substring(key.lastIndexOf('@') + 1),
                each.record.notice().reason(),
                0);
    }

    private static Returned counted(Returned each, long count) {
        return new Returned(each.notification(), each.stage(), each.transport(), each.domain(), each.reason(), count);
    }

    private Stream<Entry> entries(Predicate<Entry> which) {
        return notices.values().stream().filter(which);
    }

    /// What others told of deliveries that are forgotten.
    void forget(Set<Long> deliveries) {
        remove(entries(each -> each.match()
                        .filter(match -> deliveries.contains(match.delivery()))
                        .isPresent())
                .toList());
    }

    /// What is about no delivery and was judged before; the oldest first.
    ///
    /// @return how many
    int forget(Instant before, int most) {
        List<Entry> old = entries(each -> each.match().isEmpty()
                        && each.record
                                .judged()
                                .filter(judged -> judged.at().isBefore(before))
                                .isPresent())
                .limit(most)
                .toList();
        remove(old);
        return old.size();
    }

    private void remove(List<Entry> gone) {
        gone.forEach(each -> notices.remove(each.record.id()));
        List<Long> left = new ArrayList<>();
        notices.values().forEach(each -> left.add(each.record.arrival()));
        originals.keySet().retainAll(left);
        arrivals.values().retainAll(left);
    }
}
