package dev.tidings.feedback.hooks;

import java.util.Locale;

/// Why a provider or a server did not take a mail, as roughly as all providers can say it.
public enum RejectReason {
    /// It is no address.
    INVALID,
    /// It came back, now or before.
    BOUNCED,
    TIMED_OUT,
    /// By a rule.
    BLOCKED,
    /// For spam, or since its reader called it so before.
    SPAM,
    UNSUBSCRIBED,
    OTHER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
