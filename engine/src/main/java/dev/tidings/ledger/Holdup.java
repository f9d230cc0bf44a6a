package dev.tidings.ledger;

import java.time.Duration;

/// What keeps readers of the journal from its end: the store shows them nothing that somebody may still come before.
///
/// @param behind how long the first entry that they are not shown has been on record
/// @param by     who keeps them
/// @param mend   what a person does about it, in a sentence
public record Holdup(Duration behind, String by, String mend) {}
