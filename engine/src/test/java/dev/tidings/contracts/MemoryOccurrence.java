package dev.tidings.contracts;

import dev.tidings.deliver.State;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Tally;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Trace;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// An occurrence of the in-memory ledger, and its people.
final class MemoryOccurrence {
    private final MemoryLedger ledger;
    final Occurrence occurrence;
    final SequencedMap<Trace, MemoryDelivery> people = new LinkedHashMap<>();
    Standing standing;
    String why;
    /// Not drawn before: a postponement's end, or that of somebody's patience.
    Instant again = Instant.MIN;
    long seen;
    Optional<String> drawnBy = Optional.empty();
    Optional<Instant> finishedAt = Optional.empty();
    OptionalLong handedBefore = OptionalLong.empty();
    /// In the order of finishing; 0 while it has not.
    long finish;

    MemoryOccurrence(MemoryLedger ledger, Occurrence occurrence, Firing.Decision decision) {
        this.ledger = ledger;
        this.occurrence = occurrence;
        this.standing = switch (decision) {
            case Firing.Decision.Due _ -> Standing.DUE;
            case Firing.Decision.Missed _ -> Standing.MISSED;
            case Firing.Decision.Skipped _ -> Standing.SKIPPED;
        };
        this.why = switch (decision) {
            case Firing.Decision.Due _ -> "";
            case Firing.Decision.Missed(String why) -> why;
            case Firing.Decision.Skipped(String why) -> why;
        };
    }

    boolean undrawn() {
        return standing == Standing.DUE || standing == Standing.EXPANDING;
    }

    boolean stopped() {
        return ledger.stops.containsKey(occurrence.notification());
    }

    /// Everyone is on record.
    void entered(String why, Instant now) {
        this.why = why;
        standing = Standing.SENDING;
        finishWhenSettled(now);
    }

    void finishWhenSettled(Instant now) {
        boolean ends = standing == Standing.SENDING || standing == Standing.CANCELLED;
        if (ends && finishedAt.isEmpty() && !anybodyWaits()) {
            finishedAt = Optional.of(now);
            if (standing == Standing.SENDING) finish = ++ledger.finishes;
            standing = standing == Standing.SENDING ? Standing.FINISHED : standing;
        }
    }

    Optional<Instant> endedAt() {
        return switch (standing) {
            case FINISHED, CANCELLED -> finishedAt;
            case MISSED, SKIPPED -> Optional.of(occurrence.firedAt());
            case DUE, EXPANDING, SENDING -> Optional.empty();
        };
    }

    /// Whoever comes last waits longest, as a rule.
    private boolean anybodyWaits() {
        return people.sequencedValues().reversed().stream()
                .anyMatch(each -> !each.shown().settled());
    }

    /// Somebody of it is to be sent to once more.
    void resume() {
        if (!undrawn()) {
            standing = Standing.SENDING;
            finishedAt = Optional.empty();
        }
    }

    /// Somebody let its notification go on.
    void wentOn() {
        handedBefore = standing.running() ? OptionalLong.of(tally().handedOver()) : OptionalLong.empty();
    }

    /// One that had been handed over by then is sent once more.
    void handedBeforeGoingOn() {
        if (handedBefore.isPresent()) handedBefore = OptionalLong.of(handedBefore.getAsLong() + 1);
    }

    void againSinceGoingOn() {
        handedBefore = OptionalLong.of(handedBefore.orElse(tally().handedOver()) - 1);
    }

    Tally tally() {
        Map<State, Long> counts = new EnumMap<>(State.class);
        people.values().forEach(each -> counts.merge(each.shown(), 1L, Long::sum));
        return new Tally(counts, Math.max(0, seen - people.size()));
    }

    OccurrenceRecord record() {
        return new OccurrenceRecord(
                occurrence, standing, why, tally(), finishedAt, new OccurrenceRecord.By(ledger.node(), drawnBy));
    }
}
