package dev.tidings.ledger;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Verdict;
import dev.tidings.notification.Revision;
import java.time.Instant;
import java.util.Optional;

/// An attempt, and what becomes of its delivery.
///
/// @param keep     the message, where it has to wait: a retry sends the very same octets. Empty leaves what is
///                 kept already
/// @param revision the one that the message was composed with, or could not be; empty where nobody knows
public record Settlement(
        Claim claim, Attempt attempt, Verdict verdict, Optional<Composed> keep, Optional<Revision> revision) {
    public Settlement(Claim claim, Attempt attempt, Verdict verdict, Optional<Composed> keep) {
        this(claim, attempt, verdict, keep, keep.flatMap(Composed::revision));
    }

    /// The revision, where the occurrence was fired with another.
    public Optional<Revision> otherRevision() {
        return revision.filter(each -> !each.equals(claim.occurrence().revision()));
    }

    /// The last word on the delivery: why it goes no further for now, or what was answered when it was
    /// accepted.
    public String why() {
        return switch (verdict) {
            case Verdict.Accepted _ -> attempt.outcome().said();
            case Verdict.RetryAt(Instant _, String why) -> why;
            case Verdict.WaitForRoad(String _, Instant _, String why) -> why;
            case Verdict.ResendAt(Instant _, String why) -> why;
            case Verdict.Failed(String why) -> why;
            case Verdict.Held(String why) -> why;
            case Verdict.Expired(String why) -> why;
        };
    }

    /// A copy may have arrived although nobody heard so: a later one has to be flagged.
    public boolean mayHaveArrived() {
        return attempt.outcome() instanceof Outcome.Uncertain || verdict instanceof Verdict.Held;
    }
}
