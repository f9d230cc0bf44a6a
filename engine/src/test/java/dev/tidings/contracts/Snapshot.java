package dev.tidings.contracts;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.State;
import dev.tidings.feedback.Match;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// All that a ledger has on record, in words that do not depend on the ids it gave.
public record Snapshot(List<String> occurrences, List<String> deliveries, List<String> attempts, List<String> told) {
    private static final int EVERYTHING = 10_000;

    /// Also holds the ledger to its own sums: tallies equal a recount, and what is finished has nobody
    /// waiting.
    public static Snapshot of(History history) {
        List<OccurrenceRecord> occurrences = history.occurrences(Optional.empty(), Set.of(), Page.first(EVERYTHING));
        occurrences.forEach(each -> recount(each, history));
        List<DeliveryRecord> deliveries = occurrences.stream()
                .flatMap(each -> history.deliveries(each.occurrence().id(), Set.of(), Page.first(EVERYTHING)).stream())
                .toList();
        return new Snapshot(
                occurrences.stream().map(Snapshot::words).toList(),
                deliveries.stream()
                        .map(each -> words(each) + history.kept(each.id()).map(kept -> kept.content().length))
                        .toList(),
                deliveries.stream()
                        .flatMap(each -> history.attempts(each.id()).stream()
                                .map(attempt -> each.trace() + " " + attempt.number() + attempt.said() + attempt.times()
                                        + attempt.state()))
                        .toList(),
                told(history));
    }

    private static List<String> told(History history) {
        List<String> told = new ArrayList<>();
        history.notices(History.Told.ALL, Page.first(EVERYTHING)).forEach(each -> told.add(words(each, history)));
        history.returned(Instant.EPOCH).forEach(each -> told.add(each.toString()));
        history.stops().forEach(each -> told.add(each.toString()));
        return told;
    }

    private static String words(NoticeRecord each, History history) {
        String judged = each.judged()
                .map(made -> made.at() + made.what() + made.match().map(match -> words(match, history)))
                .orElse("");
        int octets = history.original(each.arrival()).orElseThrow().length;
        return each.source() + each.kind() + each.at() + each.noted() + each.notice() + octets + judged;
    }

    private static String words(Match match, History history) {
        Trace trace = history.delivery(match.delivery()).orElseThrow().trace();
        return trace.hex() + match.attempt() + match.proof();
    }

    static void recount(OccurrenceRecord record, History history) {
        Map<State, Long> counted =
                history.deliveries(record.occurrence().id(), Set.of(), Page.first(EVERYTHING)).stream()
                        .collect(groupingBy(each -> shown(each.state()), counting()));
        assertThat(record.tally().counts()).as("tally of %s", record).isEqualTo(counted);
        boolean settled = record.tally().waiting() == 0;
        assertThat(record.finishedAt().isPresent())
                .as("finished: %s", record)
                .isEqualTo(
                        switch (record.standing()) {
                            case SENDING, FINISHED, CANCELLED -> settled;
                            case DUE, EXPANDING, MISSED, SKIPPED -> false;
                        });
    }

    private static State shown(State state) {
        return state == State.CLAIMED || state == State.SENDING ? State.WAITING : state;
    }

    private static String words(OccurrenceRecord each) {
        return each.occurrence().key() + " " + each.standing() + each.why()
                + new TreeMap<>(each.tally().counts()) + each.tally().repeated() + each.finishedAt();
    }

    private static String words(DeliveryRecord each) {
        State state = each.state() == State.CLAIMED ? State.WAITING : each.state();
        return each.trace() + " " + state + each.progress() + each.addressee();
    }
}
