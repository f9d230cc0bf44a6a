package dev.tidings.ledger;

import java.time.Instant;

/// A notification that is stopped: its instants are recorded as skipped, and whoever of it waits stays where they are
/// until a person lets it go on, or they expire.
public record Stop(String notification, String why, Instant since) {}
