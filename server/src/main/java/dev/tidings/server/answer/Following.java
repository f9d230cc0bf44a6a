package dev.tidings.server.answer;

import dev.tidings.ledger.Holdup;
import java.time.Duration;
import java.util.Optional;

/// Whether those who follow the journal come along.
///
/// @param holdup what keeps them, if something does
record Following(Optional<Holdup> holdup) {
    /// A transaction that is open for less is nobody's trouble.
    private static final Duration LATE = Duration.ofMinutes(1);

    Optional<Status.Trouble> trouble() {
        return holdup.filter(each -> each.behind().compareTo(LATE) >= 0)
                .map(each -> new Status.Trouble(
                        "Callbacks are %s behind: an open transaction holds them up, of %s."
                                .formatted(InWords.brief(each.behind()), each.by()),
                        "Mail goes on meanwhile. " + each.mend(),
                        Optional.empty()));
    }
}
