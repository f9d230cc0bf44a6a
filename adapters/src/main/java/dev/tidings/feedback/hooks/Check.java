package dev.tidings.feedback.hooks;

import java.time.Duration;

/// Whether a call is the provider's. Reasons are for the log, never for whoever called.
sealed interface Check {
    Check GENUINE = new Genuine();

    record Genuine() implements Check {}

    /// @param why completes "a call is refused: "
    record Forged(String why) implements Check {}

    /// Signed by the provider, so long ago that somebody else may have kept it.
    record Late(Duration age) implements Check {}

    /// It could not be found out now.
    record Undecided(String why) implements Check {}
}
