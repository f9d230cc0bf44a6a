package dev.tidings.server;

import java.util.Optional;

/// Whether the ledger can be written.
@FunctionalInterface
public interface StoreHealth {
    /// Why it cannot, if so.
    Optional<String> failing();
}
