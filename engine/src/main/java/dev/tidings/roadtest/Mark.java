package dev.tidings.roadtest;

import java.util.Locale;

/// What a step came to, from the best to the worst.
public enum Mark {
    /// An earlier step stood in the way, or nobody asked for it.
    NOT_TRIED,
    PASSED,
    /// Mail goes, but some of it may not arrive, or not for long.
    WARNING,
    /// Mail does not go this way, or receivers have reason to turn it down.
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    Mark or(Mark other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
