package dev.tidings.ledger;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import java.time.Instant;
import java.util.Optional;

/// A suppression as it stands on record.
///
/// @param id    rises with every one of the whole ledger
/// @param noted when it came on record
public record SuppressionRecord(long id, Suppression suppression, Instant noted, Optional<Lift> lift) {

    /// Who ended it, and when.
    public record Lift(Instant at, Act act) {}

    /// Whether it keeps mail back now.
    public boolean holds(Instant now) {
        return lift.isEmpty() && suppression.holds(now);
    }
}
