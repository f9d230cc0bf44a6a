package dev.tidings.server;

import java.time.Instant;
import java.util.Optional;

/// Whether the ledger can be written and read.
@FunctionalInterface
public interface StoreHealth {
    Optional<Failing> failing();

    /// @param why  it cannot
    /// @param mend what to do about it, in a sentence
    record Failing(String why, Instant since, String mend) {}
}
