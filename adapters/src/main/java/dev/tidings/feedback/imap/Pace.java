package dev.tidings.feedback.imap;

import java.time.Duration;

/// How long things may take, and how often they are done.
///
/// @param answer       the server's, to one command
/// @param poll         where the server offers no IDLE
/// @param idle         then IDLE begins anew, and the mailbox is looked through: routers forget a silent
///                     connection after ten minutes, servers after thirty
/// @param turn         so often the duty is asked for
/// @param afterLoss    before the server is called again
/// @param afterRefusal the same, when it did not let us in: accounts are locked by those who try too often
record Pace(Duration answer, Duration poll, Duration idle, Duration turn, Pauses afterLoss, Pauses afterRefusal) {
    static final Pace USUAL = new Pace(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMinutes(9),
            Duration.ofSeconds(10),
            new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(5)),
            new Pauses(Duration.ofMinutes(1), Duration.ofHours(1)));

    /// So long without a word from whoever reads a mailbox, another takes over.
    Duration duty() {
        return turn.multipliedBy(6);
    }

    /// Each twice as long as the one before.
    record Pauses(Duration first, Duration longest) {
        private static final int DOUBLINGS_MAX = 20;

        /// @param failures in a row, 1 or more
        Duration after(int failures) {
            Duration pause = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
            return pause.compareTo(longest) < 0 ? pause : longest;
        }
    }
}
