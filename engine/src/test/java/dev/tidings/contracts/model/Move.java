package dev.tidings.contracts.model;

import java.util.List;
import java.util.stream.Collectors;

/// What may happen next.
///
/// @param node to which of the two
record Move(int node, Kind kind) {
    enum Kind {
        /// The hand makes its next call.
        HAND,
        /// The janitor returns what was only claimed.
        REAP,
        /// The janitor takes what may have arrived.
        TAKE_UNCERTAIN,
        /// The janitor judges what it took.
        JUDGE,
        /// The node forgets everything and begins anew.
        CRASH,
        /// The node stands still, as if nothing had been, until it goes on.
        PAUSE,
        GO_ON,
        /// Leases end that nobody renews; whoever is awake renews theirs.
        TIME
    }

    boolean isFault() {
        return kind == Kind.CRASH || kind == Kind.PAUSE;
    }

    static String listed(List<Move> path) {
        return path.stream().map(Move::toString).collect(Collectors.joining("\n  ", "\nafter\n  ", ""));
    }

    @Override
    public String toString() {
        return kind == Kind.TIME ? "time" : "%s of %s".formatted(kind, node == 0 ? "one" : "other");
    }
}
