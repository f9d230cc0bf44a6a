package dev.tidings.ledger;

import dev.tidings.notification.Occurrence;

/// What a request to fire came to.
///
/// @param anew false when the same request was on record already
public record Triggered(Occurrence occurrence, boolean anew) {}
