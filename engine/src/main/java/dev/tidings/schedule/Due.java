package dev.tidings.schedule;

import java.time.Instant;
import java.util.Comparator;

/// An instant that has come.
///
/// @param id whose instant it is
public record Due(String id, Instant instant) implements Comparable<Due> {
    private static final Comparator<Due> BY_INSTANT =
            Comparator.comparing(Due::instant).thenComparing(Due::id);

    @Override
    public int compareTo(Due other) {
        return BY_INSTANT.compare(this, other);
    }
}
