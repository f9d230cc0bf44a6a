package dev.tidings.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long the ledger remembers what has come to its end.
///
/// @param time empty: for ever
public record Retention(Optional<Duration> time) {
    /// Rates are counted from the ledger, and callbacks read it: both look back by days.
    public static final Duration SHORTEST = Duration.ofDays(7);

    /// A year's report still finds the one of last year.
    public static final Retention USUAL = of(Duration.ofDays(400));

    public static final Retention FOREVER = new Retention(Optional.empty());

    public Retention {
        if (time.filter(each -> each.compareTo(SHORTEST) < 0).isPresent()) {
            throw new IllegalArgumentException("the ledger is kept for 7 days at least, not for " + time.get());
        }
    }

    public static Retention of(Duration time) {
        return new Retention(Optional.of(time));
    }

    /// What ended before this is to be forgotten now.
    public Optional<Instant> before(Instant now) {
        return time.map(now::minus);
    }
}
