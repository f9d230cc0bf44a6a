package dev.tidings.feedback.imap;

import java.time.Instant;

/// A message of a mailbox.
///
/// @param at     when it came there
/// @param octets of a long one its beginning
record Found(long uid, Instant at, byte[] octets) {}
