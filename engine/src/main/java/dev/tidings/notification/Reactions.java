package dev.tidings.notification;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// When an address is not mailed any more since mail to it came back. A complaint always has it left out.
///
/// @param hard    at once, where nobody will ever be reached there
/// @param mailbox after so many of mailboxes that are full or do not take it, within a time; never when empty
/// @param within  that time
/// @param lasting for how long it is left out; for good when empty
public record Reactions(boolean hard, OptionalInt mailbox, Duration within, Optional<Duration> lasting) {
    public static final Reactions USUAL = new Reactions(true, OptionalInt.of(3), Duration.ofDays(30), Optional.empty());

    public Reactions {
        if (mailbox.isPresent() && mailbox.getAsInt() < 1) {
            throw new IllegalArgumentException("after one bounce at the least");
        }
    }
}
