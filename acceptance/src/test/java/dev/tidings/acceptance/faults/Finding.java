package dev.tidings.acceptance.faults;

import java.util.List;

/// What a trial found.
///
/// @param fate   of the mail that was hit, in a word of [Table]
/// @param misses promises that were broken, in words; none when all is well
record Finding(String fate, List<String> misses) {
    Finding {
        misses = List.copyOf(misses);
    }

    boolean isWell() {
        return misses.isEmpty();
    }
}
