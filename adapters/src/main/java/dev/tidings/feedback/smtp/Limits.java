package dev.tidings.feedback.smtp;

import java.time.Duration;

/// What strangers may do.
///
/// @param guests     connections at once, of all; a fifth of them from one address
/// @param patience   from one command to the next (RFC 5321 §4.5.3.2.7); when half the places are taken,
///                   [#inACrowd] instead
/// @param message    for the whole of a message
/// @param octetsMax  of a message; what is refused for its size is never brought again
/// @param mistakes   that one address may make in a minute, before nobody listens to it for the rest of it
/// @param messages   that one address may bring in a minute
/// @param ofOneMail  messages that may come back for one mail in a day
record Limits(
        int guests, Duration patience, Duration message, long octetsMax, int mistakes, int messages, int ofOneMail) {
    static final Limits USUAL =
            new Limits(100, Duration.ofMinutes(5), Duration.ofMinutes(10), 10_000_000, 100, 6000, 20);

    /// A report is about one mail; each has it on record for itself.
    static final int RECIPIENTS = 20;
    static final int MISTAKES_IN_A_CONVERSATION = 10;

    private static final Duration HURRY = Duration.ofSeconds(10);

    int guestsOfOne() {
        return Math.max(1, guests / 5);
    }

    Duration inACrowd() {
        return patience.compareTo(HURRY) < 0 ? patience : HURRY;
    }
}
