package dev.tidings.ledger;

/// How many copies of live mail were handed over: servers took them, or may have.
///
/// @param domain the recipients', in lower case
public record HandedOver(String notification, String transport, String domain, long count) {}
