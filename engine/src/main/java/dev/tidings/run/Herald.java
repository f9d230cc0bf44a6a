package dev.tidings.run;

import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.History;
import dev.tidings.ledger.OccurrenceRecord;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tells when an occurrence is finished. That is a fact of the ledger, found by reading it: the last of a
/// million settlements may be anybody's.
final class Herald {
    private static final int PAGE = 1000;

    private final History history;
    private final Listener listener;
    private Instant since;
    private Set<Long> told = new HashSet<>();

    Herald(History history, Listener listener, Instant since) {
        this.history = history;
        this.listener = listener;
        this.since = since;
    }

    void round() {
        List<OccurrenceRecord> finished = history.finished(since, PAGE);
        for (OccurrenceRecord each : finished) {
            if (told.add(each.occurrence().id())) {
                listener.on(new Event.Finished(each.occurrence(), each.result()));
            }
            each.finishedAt().filter(at -> at.isAfter(since)).ifPresent(this::moveOn);
            told.add(each.occurrence().id());
        }
    }

    /// Only those that finished in the very instant reached so far can be read again.
    private void moveOn(Instant at) {
        since = at;
        told = new HashSet<>();
    }
}
