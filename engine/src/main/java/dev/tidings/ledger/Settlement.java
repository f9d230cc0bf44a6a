package dev.tidings.ledger;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Verdict;
import java.util.Optional;

/// An attempt, and what becomes of its delivery.
///
/// @param keep the message, where it has to wait: a retry sends the very same octets
public record Settlement(Claim claim, Attempt attempt, Verdict verdict, Optional<Composed> keep) {}
