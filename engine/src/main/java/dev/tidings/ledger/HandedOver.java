package dev.tidings.ledger;

/// How often live mail was handed over: a server took it, or may have. A mail that was sent once more counts once more.
///
/// @param transport that carried it
/// @param domain the recipients', in lower case
public record HandedOver(String notification, String transport, String domain, long count) {}
