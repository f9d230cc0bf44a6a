package dev.tidings.contracts.model;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Policy;
import dev.tidings.ledger.Settlement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// One node: a courier with one hand, and a janitor. Each of its steps is one call, as `run.Courier`, `run.Registrar`
/// and
/// `run.Janitor` make it.
final class Node {
    /// Nobody draws lots here: a pause before a retry is over when time passes.
    private static final Policy POLICY = new Policy(() -> 0L);

    /// What the hand has done last.
    private enum Hand {
        FREE,
        CLAIMED,
        COMPOSED,
        ARMED,
        ENDED_DATA,
        ANSWERED
    }

    private final Calls calls;
    private final InstantSource clock;
    private final Premise premise;
    private final Witness witness;
    private Hand hand = Hand.FREE;
    private Optional<Claim> held = Optional.empty();
    private List<Claim> taken = List.of();
    private boolean awake = true;
    private boolean hit;

    Node(Calls calls, InstantSource clock, Premise premise, Witness witness) {
        this.calls = calls;
        this.clock = clock;
        this.premise = premise;
        this.witness = witness;
    }

    boolean isAwake() {
        return awake;
    }

    boolean isBusy() {
        return held.isPresent() || !taken.isEmpty();
    }

    boolean hasTaken() {
        return !taken.isEmpty();
    }

    void make(Move.Kind move) {
        switch (move) {
            case HAND -> held.ifPresentOrElse(this::goOn, this::claim);
            case REAP -> calls.reap();
            case TAKE_UNCERTAIN -> takeUncertain();
            case JUDGE -> judge();
            case CRASH -> crash();
            case PAUSE -> awake = false;
            case GO_ON -> {
                awake = true;
                hit = false;
            }
            case TIME -> throw new IllegalArgumentException("time passes for both");
        }
    }

    private void claim() {
        calls.claim().forEach(claim -> {
            witness.claimed(claim);
            held = Optional.of(claim);
            hand = Hand.CLAIMED;
        });
    }

    private void goOn(Claim claim) {
        switch (hand) {
            case FREE -> throw new IllegalStateException("a free hand holds nothing");
            case CLAIMED -> compose(claim);
            case COMPOSED -> arm(claim);
            case ARMED -> endData(claim);
            case ENDED_DATA -> hand = Hand.ANSWERED;
            case ANSWERED -> note(claim);
        }
    }

    private void compose(Claim claim) {
        calls.compose(claim);
        hand = Hand.COMPOSED;
    }

    private void arm(Claim claim) {
        if (calls.arm(claim)) {
            witness.armed(claim);
            hand = Hand.ARMED;
        } else {
            calls.release(claim);
            drop();
        }
    }

    private void endData(Claim claim) {
        witness.copied(claim);
        hand = Hand.ENDED_DATA;
    }

    private void note(Claim claim) {
        settle(claim, new Outcome.Accepted(LedgerStory.QUEUED));
        drop();
    }

    private void drop() {
        held = Optional.empty();
        hand = Hand.FREE;
    }

    private void takeUncertain() {
        if (!taken.isEmpty()) return;
        taken = calls.uncertain();
        taken.forEach(witness::claimed);
    }

    private void judge() {
        taken.forEach(claim -> settle(claim, new Outcome.Uncertain("nobody is left who heard the answer")));
        taken = List.of();
    }

    private void settle(Claim claim, Outcome outcome) {
        Attempt attempt = new Attempt(claim.attempt(), LedgerStory.ROAD, clock.instant(), Duration.ZERO, outcome);
        var verdict = POLICY.judge(claim, attempt, premise.rules(LedgerStory.ROAD), Optional.empty());
        if (calls.settle(new Settlement(claim, attempt, verdict, Optional.empty()))) witness.settled(claim);
    }

    private void crash() {
        hit();
        hit = false;
        drop();
        taken = List.of();
    }

    /// Somebody who stands still while leases end is hit.
    void missTime() {
        if (!awake) hit();
    }

    /// Between arming and the note of the answer, a fault is one hit.
    private void hit() {
        if (hit) return;
        switch (hand) {
            case FREE, CLAIMED, COMPOSED -> {}
            case ARMED, ENDED_DATA, ANSWERED -> {
                hit = true;
                held.ifPresent(witness::hit);
            }
        }
    }

    void renew() {
        if (awake) held.ifPresent(calls::renew);
    }

    /// All that decides what it does next.
    @Override
    public String toString() {
        return "%s %s %s %s %s"
                .formatted(
                        awake,
                        hit,
                        hand,
                        held.map(this::print),
                        taken.stream().map(this::print).toList());
    }

    private String print(Claim claim) {
        return claim.delivery() + (witness.isLate(claim) ? " late" : "");
    }
}
