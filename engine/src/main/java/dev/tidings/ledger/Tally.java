package dev.tidings.ledger;

import dev.tidings.deliver.State;
import java.util.Map;

/// How many deliveries of an occurrence stand where. States that nobody is in are not listed; `claimed` and
/// `sending` count as waiting.
///
/// @param counts   by state
/// @param repeated rows of the audience, as it was last drawn, beyond one for each person on record
public record Tally(Map<State, Long> counts, long repeated) {
    public static final Tally NONE = new Tally(Map.of(), 0);

    public Tally {
        counts = Map.copyOf(counts);
    }

    /// Of mails that were handed over.
    public static Tally ofReturned(long handedOver, long bounced, long complained) {
        return new Tally(
                Map.of(
                        State.ACCEPTED,
                        Math.max(0, handedOver - bounced - complained),
                        State.BOUNCED,
                        bounced,
                        State.COMPLAINED,
                        complained),
                0);
    }

    public long of(State state) {
        return counts.getOrDefault(state, 0L);
    }

    public long people() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public long waiting() {
        return of(State.WAITING) + of(State.CLAIMED) + of(State.SENDING);
    }

    public long settled() {
        return people() - waiting();
    }

    /// Handed over, whatever became of it afterwards.
    public long handedOver() {
        return of(State.ACCEPTED) + of(State.BOUNCED) + of(State.COMPLAINED);
    }

    /// Handed over, and it came back or was complained of.
    public long returned() {
        return of(State.BOUNCED) + of(State.COMPLAINED);
    }

    /// No more came back than does of every large list: one in 20, and one in 1000 was complained of.
    public boolean fewReturned() {
        return of(State.BOUNCED) * 20 <= handedOver() && of(State.COMPLAINED) * 1000 <= handedOver();
    }

    /// Whether a person has nothing to see to.
    public boolean isWell() {
        return unwell() == returned() && fewReturned();
    }

    /// Accepted, or left out on purpose.
    public long well() {
        return of(State.ACCEPTED) + of(State.SUPPRESSED) + of(State.SKIPPED);
    }

    public long unwell() {
        return settled() - well();
    }
}
