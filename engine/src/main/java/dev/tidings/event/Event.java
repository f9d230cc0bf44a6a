package dev.tidings.event;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Trouble;
import dev.tidings.deliver.Verdict;
import dev.tidings.feedback.Notice;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Trace;
import dev.tidings.notification.Workspace;
import dev.tidings.workspace.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something that happened.
public sealed interface Event {
    /// An occurrence came to be.
    ///
    /// @param late how long after its instant
    record Fired(Occurrence occurrence, Duration late) implements Event {}

    /// Instants passed without mail, and each of them is on record.
    ///
    /// @param skipped since somebody wants it so; otherwise they were missed
    /// @param first the earliest of them
    /// @param last  the latest; the same when it is one
    /// @param why   the last one was
    record Missed(String notification, boolean skipped, Instant first, Instant last, int count, String why)
            implements Event {
        public Missed(String notification, boolean skipped, Instant instant, String why) {
            this(notification, skipped, instant, instant, 1, why);
        }

        /// As it stands on record.
        public String word() {
            return skipped ? "skipped" : "missed";
        }

        /// Both, told together.
        public Missed and(Missed later) {
            return new Missed(notification, skipped, first, later.last, count + later.count, later.why);
        }
    }

    /// A page of an audience is on record.
    ///
    /// @param people     how many of the page are new and wait to be sent
    /// @param misfits    how many made no recipient
    /// @param suppressed how many must not be mailed
    record Entered(Occurrence occurrence, int people, int misfits, int suppressed) implements Event {}

    /// An audience could not be drawn.
    record Undrawn(Occurrence occurrence, String why, boolean again) implements Event {}

    /// An attempt was made and judged.
    record Attempted(Claim claim, Attempt attempt, Verdict verdict) implements Event {}

    /// Mail of a notification was given up before it could be sent: its time had passed.
    record Expired(String notification, int count) implements Event {}

    /// A person decided about deliveries.
    ///
    /// @param decision `sent once more`, `skipped` or `cancelled`
    record Decided(String decision, int count) implements Event {}

    /// People are not to be mailed from now on.
    ///
    /// @param leftOut how many deliveries waited and are suppressed now, by notification
    record Suppressed(List<Suppression> suppressions, Map<String, Integer> leftOut) implements Event {}

    /// People may be mailed again, as far as these suppressions kept them from it.
    record Lifted(List<Suppression> suppressions, Suppression.Act act) implements Event {}

    /// What somebody told of a mail was judged.
    ///
    /// @param source by which way it came in
    /// @param about  which mail it is about; empty when nobody knows
    /// @param became what the mail is from now on; empty when it stays as it was
    record Judged(String source, Notice notice, Optional<About> about, Optional<State> became) implements Event {}

    /// A mail.
    record About(String notification, Trace trace) {}

    /// A notification stopped, or was stopped: nothing of it goes out before a person lets it go on.
    record Stopped(String notification, String why) implements Event {}

    record WentOn(String notification) implements Event {}

    /// Everyone of an occurrence is settled.
    ///
    /// @param result `succeeded`, `partly failed (23 of 68)` or `failed`
    /// @param here   the last of them was settled by this node; every other hears of it too
    record Finished(Occurrence occurrence, String result, boolean here) implements Event {
        public Finished(Occurrence occurrence, String result) {
            this(occurrence, result, true);
        }
    }

    /// What came to its end before an instant was removed from the ledger.
    record Forgotten(int occurrences, int deliveries, Instant before) implements Event {}

    /// A new workspace is in force.
    ///
    /// @param atNextStart keys of `tidings.yaml` that were changed and take effect at the next start
    record Reloaded(Workspace workspace, List<String> atNextStart) implements Event {
        public Reloaded {
            atNextStart = List.copyOf(atNextStart);
        }
    }

    /// A new reading had problems; what was in force stays.
    record ReloadRefused(List<Problem> problems) implements Event {}

    /// A road is closed for a while, or until somebody mends it.
    record RoadClosed(String road, Trouble trouble, String why, Instant again) implements Event {}

    record RoadOpened(String road) implements Event {}

    /// The ledger cannot be written or read: no new work is taken until it can.
    record StoreFailing(String why) implements Event {}

    record StoreRecovered() implements Event {}
}
