package dev.tidings.deliver;

import java.time.Instant;

/// What becomes of a delivery after an attempt.
public sealed interface Verdict {
    record Accepted() implements Verdict {}

    /// Tries again; uses up one of the message's retries.
    record RetryAt(Instant at, String why) implements Verdict {}

    /// Waits for a road, its own or the next in failover order; costs the message nothing.
    record WaitForRoad(String road, Instant at, String why) implements Verdict {}

    /// Sends again what may have arrived, flagged; costs the message a retry.
    record ResendAt(Instant at, String why) implements Verdict {}

    record Failed(String why) implements Verdict {}

    /// A person decides.
    record Held(String why) implements Verdict {}

    record Expired(String why) implements Verdict {}

    default State state() {
        return switch (this) {
            case Accepted _ -> State.ACCEPTED;
            case RetryAt _, WaitForRoad _, ResendAt _ -> State.WAITING;
            case Failed _ -> State.FAILED;
            case Held _ -> State.HELD;
            case Expired _ -> State.EXPIRED;
        };
    }
}
