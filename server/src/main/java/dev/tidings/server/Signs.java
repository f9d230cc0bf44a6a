package dev.tidings.server;

import java.util.function.Supplier;

/// What tells how the house is doing, beside the engine itself.
///
/// @param ways by which mail comes back in
public record Signs(StoreHealth store, Supplier<WaysInStatus> ways) {
    /// Of a house that takes nothing in.
    public Signs(StoreHealth store) {
        this(store, () -> WaysInStatus.NONE);
    }
}
