package dev.tidings.contracts;

import dev.tidings.audience.Drawn;
import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Verdict;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.DeliveryRecord.Addressee;
import dev.tidings.ledger.DeliveryRecord.Progress;
import dev.tidings.ledger.Entry;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Settlement;
import dev.tidings.notification.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A delivery of the in-memory ledger.
final class MemoryDelivery {
    final long id;
    final MemoryOccurrence of;
    final Trace trace;
    final Drawn drawn;
    final Instant due;
    final Duration span;
    State state;
    String road;
    Instant notBefore;
    Instant expires;
    String why;
    int attempts;
    int retries;
    boolean possibleDuplicate;
    boolean mayHaveArrived;
    Optional<Instant> settledAt = Optional.empty();
    Optional<Composed> kept = Optional.empty();
    long fence;
    Duration lease = Duration.ZERO;
    Instant leaseEnds = Instant.MIN;

    MemoryDelivery(long id, MemoryOccurrence of, Trace trace, Entry entry, Instant now) {
        this.id = id;
        this.of = of;
        this.trace = trace;
        this.drawn = entry.drawn();
        this.due = MemoryLedger.millis(entry.due());
        this.notBefore = due;
        this.expires = MemoryLedger.millis(entry.expires());
        this.span = Duration.between(due, expires);
        this.road = entry.road();
        this.state = drawn instanceof Drawn.Person ? State.WAITING : State.FAILED;
        this.why = drawn instanceof Drawn.Misfit misfit ? misfit.why() : "";
        this.settledAt = state.settled() ? Optional.of(now) : Optional.empty();
    }

    boolean inHand() {
        return state == State.CLAIMED || state == State.SENDING;
    }

    boolean claimable(Instant now) {
        return state == State.WAITING && !notBefore.isAfter(now) && expires.isAfter(now) && !of.stopped();
    }

    Claim claim(State state, long fence, Instant now, Duration lease) {
        this.state = state;
        this.fence = fence;
        lease(now, lease);
        Recipient recipient = ((Drawn.Person) drawn).recipient();
        return new Claim(
                id,
                fence,
                attempts + 1,
                of.occurrence,
                recipient,
                due,
                new Claim.Progress(retries, road, expires, possibleDuplicate));
    }

    void lease(Instant now, Duration lease) {
        this.lease = lease;
        this.leaseEnds = now.plus(lease);
    }

    void settle(Settlement settlement, Instant now) {
        attempts = settlement.attempt().number();
        mayHaveArrived |= settlement.mayHaveArrived();
        kept = settlement.keep().or(() -> kept);
        switch (settlement.verdict()) {
            case Verdict.RetryAt(Instant at, String _) -> waitUntil(at, 1);
            case Verdict.WaitForRoad(String other, Instant at, String _) -> {
                road = other;
                waitUntil(at, 0);
            }
            case Verdict.ResendAt(Instant at, String _) -> {
                possibleDuplicate = true;
                waitUntil(at, 1);
            }
            case Verdict.Accepted _, Verdict.Failed _, Verdict.Held _, Verdict.Expired _ -> {}
        }
        rest(settlement.verdict().state(), settlement.why(), now);
    }

    private void waitUntil(Instant at, int retriesUsed) {
        notBefore = MemoryLedger.millis(at);
        retries += retriesUsed;
    }

    void rest(State state, String why, Instant now) {
        this.state = state == State.WAITING && of.standing == Standing.CANCELLED ? State.CANCELLED : state;
        this.why = why;
        this.settledAt = this.state.settled() ? Optional.of(now) : Optional.empty();
        if (this.state.settled() && this.state != State.FAILED && this.state != State.HELD) {
            kept = Optional.empty();
        }
        of.finishWhenSettled(now);
    }

    /// Nobody is at it now.
    boolean uncertain() {
        return mayHaveArrived && state != State.SENDING && !state.handedOver();
    }

    /// What became of it is known.
    ///
    /// @param copies how many may have been handed over
    void isKnown(long copies) {
        mayHaveArrived = false;
        possibleDuplicate &= copies > 1;
    }

    void again(Instant now) {
        possibleDuplicate |= mayHaveArrived;
        retries = 0;
        notBefore = now;
        expires = now.plus(span);
        kept = Optional.empty();
        of.resume();
        rest(State.WAITING, "sent once more, by hand", now);
    }

    /// Times as they lie from now, numbers that only grow left out.
    String outlook(Instant now) {
        boolean held = inHand() && leaseEnds.isAfter(now);
        return "%s %s %s %s %s".formatted(state, held, notBefore.isAfter(now), retries, possibleDuplicate);
    }

    State shown() {
        return inHand() ? State.WAITING : state;
    }

    Addressee addressee() {
        return switch (drawn) {
            case Drawn.Person(Recipient(var key, var mailbox, var _, var _, Row row, var copy)) ->
                new Addressee(key, mailbox.address().toString(), mailbox.name(), row, copy);
            case Drawn.Misfit(String key, String text, String _, Row row) -> new Addressee(key, text, "", row);
        };
    }

    DeliveryRecord record() {
        Progress progress =
                new Progress(attempts, road, due, notBefore, expires, settledAt, mayHaveArrived, possibleDuplicate);
        return new DeliveryRecord(id, of.occurrence, trace, addressee(), progress, state, why);
    }
}
