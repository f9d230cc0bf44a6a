package dev.tidings.ledger;

import dev.tidings.feedback.Reason;

/// How many deliveries came back, or were complained of, for the same reason.
///
/// @param transport that had handed them over
/// @param domain    the recipients', in lower case
public record Returned(String notification, String transport, String domain, Reason reason, long count) {}
