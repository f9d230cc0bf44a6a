package dev.tidings.run;

import dev.tidings.bus.Bus;
import dev.tidings.bus.Carrier;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import java.time.Duration;

/// Where the truth is kept, what wakes those who work on it, and what carries their work between nodes. Opened and
/// closed by whoever starts the engine.
///
/// @param lease so long what somebody has in hand is theirs, unless they renew it
public record Stores(Ledger ledger, History history, Bus bus, Carrier carrier, Duration lease) {
    public static final Duration USUAL_LEASE = Duration.ofSeconds(30);

    /// Where nothing is carried.
    public Stores(Ledger ledger, History history, Bus bus) {
        this(ledger, history, bus, Carrier.NONE, USUAL_LEASE);
    }

    /// Whoever waits on them is woken when a crew is stopped.
    Stores waking(Crew crew) {
        return new Stores(ledger, history, new WakingBus(bus, crew), carrier, lease);
    }

    Stores carryingNothing() {
        return new Stores(ledger, history, bus, Carrier.NONE, lease);
    }
}
