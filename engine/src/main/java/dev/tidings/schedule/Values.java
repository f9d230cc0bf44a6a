package dev.tidings.schedule;

import java.util.BitSet;
import java.util.List;

/// What one field of an expression says.
///
/// @param numbers  the numbers it names; weekdays count from Sunday, 0
/// @param rules    those that depend on the month (`L`, `15W`, `MON#2`)
/// @param star     one of its items is `*`, `?` or `*/1`: the field restricts nothing (robfig's star bit)
/// @param interval all of its items are stars or steps: the field means "every so often" rather than
///                 fixed values
record Values(BitSet numbers, List<DayRule> rules, boolean star, boolean interval) {
    /// A field that is not written and says nothing.
    static final Values NONE = new Values(new BitSet(), List.of(), false, false);

    /// A field that is not written and stands for 0: the seconds.
    static final Values ZERO = new Values(BitSet.valueOf(new long[] {1}), List.of(), false, false);

    /// The numbers as bits; for fields whose numbers are below 64.
    long bits() {
        return numbers.isEmpty() ? 0 : numbers.toLongArray()[0];
    }
}
