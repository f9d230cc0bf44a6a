package dev.tidings.run;

import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.History;
import dev.tidings.ledger.OccurrenceRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells when an occurrence is finished. That is a fact of the ledger, found by reading it: the last of a
/// million settlements may be anybody's.
final class Herald {
    private static final int PAGE = 1000;
    private static final int TOLD_MAX = 10_000;

    /// Longer than from one round to the next: what finished since the clock was set back is not passed over.
    private static final Duration BACK = Duration.ofMinutes(1);

    private final History history;
    private final Listener listener;
    private final InstantSource clock;
    private Instant since;

    /// Who was told of last, and when each finished: one that people have retried finishes again.
    private final Map<Long, Instant> told = new LinkedHashMap<>();

    Herald(History history, Listener listener, InstantSource clock) {
        this.history = history;
        this.listener = listener;
        this.clock = clock;
        this.since = clock.instant();
    }

    void round() {
        Instant now = clock.instant();
        if (now.isBefore(since)) {
            since = now.minus(BACK);
        }
        for (OccurrenceRecord each : history.finished(since, PAGE + known())) {
            each.finishedAt().ifPresent(at -> tell(each, at));
        }
        forget();
    }

    /// So many of a page are old news, however many finished in one instant.
    private int known() {
        return (int) told.values().stream().filter(at -> !at.isBefore(since)).count();
    }

    private void tell(OccurrenceRecord finished, Instant at) {
        if (!at.equals(told.put(finished.occurrence().id(), at))) {
            listener.on(new Event.Finished(finished.occurrence(), finished.result()));
        }
        since = at.isAfter(since) ? at : since;
    }

    private void forget() {
        List<Long> early = told.entrySet().stream()
                .filter(each -> each.getValue().isBefore(since))
                .map(Map.Entry::getKey)
                .limit(Math.max(0, told.size() - TOLD_MAX))
                .toList();
        early.forEach(told::remove);
    }
}
