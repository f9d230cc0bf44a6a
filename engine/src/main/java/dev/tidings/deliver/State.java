package dev.tidings.deliver;

import java.util.Locale;

/// Where a delivery stands.
public enum State {
    /// Not before a time, or for a free hand.
    WAITING,
    /// In somebody's hands; nothing has left the house.
    CLAIMED,
    /// End-of-data may have been written.
    SENDING,
    /// The next hop took responsibility (RFC 5321 §6.1).
    ACCEPTED,
    /// Will not be tried again by itself; a person may retry or skip it.
    FAILED,
    /// Nobody can say whether it arrived; a person decides.
    HELD,
    /// The address must not be mailed.
    SUPPRESSED,
    /// A person decided against it.
    SKIPPED,
    /// Was not accepted while it was still worth sending.
    EXPIRED,
    /// Its occurrence was cancelled.
    CANCELLED,
    /// It was accepted, and came back.
    BOUNCED,
    /// It was accepted, and its reader complained.
    COMPLAINED;

    /// Nothing further happens without a person.
    public boolean settled() {
        return this != WAITING && this != CLAIMED && this != SENDING;
    }

    /// The next hop took it. No suppression changes that afterwards.
    public boolean handedOver() {
        return this == ACCEPTED || this == BOUNCED || this == COMPLAINED;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static State of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
