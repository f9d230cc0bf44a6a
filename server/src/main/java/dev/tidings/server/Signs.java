package dev.tidings.server;

import java.util.List;
import java.util.function.Supplier;

/// What tells how the house is doing, beside the engine itself.
///
/// @param ways what keeps mail from coming back in, each in a sentence
public record Signs(StoreHealth store, Supplier<List<String>> ways) {
    /// Of a house that takes nothing in.
    public Signs(StoreHealth store) {
        this(store, List::of);
    }
}
