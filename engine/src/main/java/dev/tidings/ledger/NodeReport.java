package dev.tidings.ledger;

import dev.tidings.notification.Revision;

/// What a node tells of itself every few seconds.
///
/// @param revision of the workspace that it runs
public record NodeReport(Revision revision, Hands hands, Pace pace) {

    /// Of all roads.
    ///
    /// @param all  conversations there may be at once
    /// @param busy those that carry a mail
    public record Hands(int all, int busy) {}

    /// How far it is with leaving work to others.
    public enum Pace {
        WORKING,
        /// Takes nothing more, and ends what is under way.
        DRAINING,
        /// Has nothing in its hands any more.
        DRAINED
    }
}
