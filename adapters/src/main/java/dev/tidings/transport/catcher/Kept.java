package dev.tidings.transport.catcher;

import java.time.Instant;

/// A mail in the catcher, without its octets.
///
/// @param id        rises with every mail
/// @param delivery  its row in the ledger
/// @param recipient the person it is meant for
/// @param receiver  the envelope recipient: that person's address, or the test mailbox
/// @param size      in octets
public record Kept(
        long id,
        Instant at,
        String trace,
        String notification,
        long occurrence,
        long delivery,
        String recipient,
        String receiver,
        String subject,
        long size) {}
