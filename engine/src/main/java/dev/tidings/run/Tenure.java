package dev.tidings.run;

import dev.tidings.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A road that takes only so much is one node's at a time, so that its limits hold for all nodes together: whoever has
/// it counts what goes. Whoever gets it from another begins anew, and counts from the journal what has gone.
final class Tenure {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final Duration ASKED_EVERY = Duration.ofSeconds(10);

    private final String duty;
    private final boolean limited;
    private final Ledger ledger;
    private final InstantSource clock;
    private Instant askAgain = Instant.MIN;
    private boolean ours;
    private boolean wasAnothers;

    enum Standing {
        OURS,
        ANOTHERS,
        /// What was counted here does not hold any more.
        OURS_AGAIN
    }

    /// @param limited a road that takes everything is everybody's
    Tenure(String road, boolean limited, Ledger ledger, InstantSource clock) {
        this.duty = "limits of " + road;
        this.limited = limited;
        this.ledger = ledger;
        this.clock = clock;
    }

    synchronized Standing standing() {
        if (!limited) {
            return Standing.OURS;
        }
        Instant now = clock.instant();
        if (!now.isBefore(askAgain)) {
            ours = ledger.onDuty(duty, KEPT);
            wasAnothers |= !ours;
            askAgain = now.plus(ASKED_EVERY);
        }
        if (!ours) {
            return Standing.ANOTHERS;
        }
        return wasAnothers ? Standing.OURS_AGAIN : Standing.OURS;
    }
}
