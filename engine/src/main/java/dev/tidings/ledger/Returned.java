package dev.tidings.ledger;

import dev.tidings.feedback.Reason;
import dev.tidings.notification.Stage;

/// How many deliveries came back, or were complained of, for the same reason.
///
/// @param stage     at which they were sent
/// @param transport that had handed them over
/// @param domain    the recipients', in lower case
public record Returned(String notification, Stage stage, String transport, String domain, Reason reason, long count) {}
