package dev.tidings.ledger;

import dev.tidings.deliver.Suppression;
import java.util.List;
import java.util.Map;

/// What suppressing came to.
///
/// @param added   new on record; of the others, one that holds as long is on record already
/// @param leftOut how many deliveries waited and are suppressed now, by notification
public record Suppressed(List<Suppression> added, Map<String, Integer> leftOut) {
    public Suppressed {
        added = List.copyOf(added);
        leftOut = Map.copyOf(leftOut);
    }
}
