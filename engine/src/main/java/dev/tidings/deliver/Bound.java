package dev.tidings.deliver;

import java.time.Duration;
import java.time.Instant;

/// Something that lets so many through in so long.
interface Bound {
    /// How many may go now.
    int available(Instant now);

    /// So many go, of those that may.
    void take(int count, Instant now);

    /// The latest of them did not go.
    void giveBack(int count);

    /// How long until one more may go; zero when one may now.
    Duration untilNext(Instant now);
}
