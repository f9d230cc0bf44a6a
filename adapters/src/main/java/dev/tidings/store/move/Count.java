package dev.tidings.store.move;

/// How many there were, and how many have arrived.
///
/// @param what `deliveries`, or `deliveries accepted`
public record Count(String what, long from, long to) {
    public boolean same() {
        return from == to;
    }
}
