package dev.tidings.deliver;

import java.time.Duration;
import java.time.Instant;

/// One try to hand a delivery to a transport.
///
/// @param number    from 1, over the delivery's whole life
/// @param transport by name
/// @param took      from the first command to the deciding reply
public record Attempt(int number, String transport, Instant started, Duration took, Outcome outcome) {
    public Instant ended() {
        return started.plus(took);
    }
}
