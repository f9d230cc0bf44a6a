package dev.tidings.ledger;

import java.time.Instant;

/// So many messages were handed over within a slice of time.
///
/// @param at     the slice's beginning
/// @param domain of the recipients, in lower case; empty where domains are not told apart
public record Carried(Instant at, String domain, int count) {}
