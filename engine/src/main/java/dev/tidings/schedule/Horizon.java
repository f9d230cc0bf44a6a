package dev.tidings.schedule;

import java.time.Instant;

/// The years 1 to 9999, in seconds since the epoch: what lies outside is not searched.
final class Horizon {
    static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    static final long FIRST_SECOND = FIRST.getEpochSecond();
    static final long LAST_SECOND = LAST.getEpochSecond();

    /// The answer of a forward search that found nothing.
    static final long NEVER = Long.MAX_VALUE;

    /// The answer of a backward search that found nothing.
    static final long NEVER_BEFORE = Long.MIN_VALUE;

    private Horizon() {}
}
