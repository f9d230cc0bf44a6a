package dev.tidings.run;

import dev.tidings.bus.Bus;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;

/// Where the truth is kept, and what wakes those who work on it. Opened and closed by whoever starts the
/// engine.
public record Stores(Ledger ledger, History history, Bus bus) {}
