package dev.tidings.server.answer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the house is doing, at a glance.
///
/// @param workspace     its folder
/// @param stage         how far mail may go: `log`, `test` or `live`
/// @param testMailbox   where mail goes at stage `test`
/// @param revision      of the whole workspace
/// @param notifications how many are in force
/// @param zone          the house's, in which its times are shown
/// @param troubles      what is not well with the house itself, the worst first: the store, a closed road,
///                      edits that are not taken up
/// @param storeFailing  why the ledger cannot be written or read; null when it can
/// @param unwell        finished occurrences that are not well, and running ones in which somebody failed
/// @param running       occurrences under way
/// @param next          what is due within 24 hours, in order; nothing of what is stopped
/// @param roads         empty where no engine runs
/// @param refused       how often this node's listener did not take in what was brought, since it started, by
///                      reason
public record Status(
        Instant now,
        String workspace,
        String stage,
        Optional<String> testMailbox,
        String revision,
        int notifications,
        String zone,
        List<Trouble> troubles,
        List<ProblemAnswer> problems,
        Optional<String> storeFailing,
        Backlog backlog,
        List<OccurrenceAnswer> unwell,
        List<OccurrenceAnswer> running,
        List<Upcoming> next,
        List<RoadAnswer> roads,
        Map<String, Long> refused) {

    /// @param what is not well, in a sentence
    /// @param mend what to do about it, in a sentence
    /// @param road the road that is closed, where that is the trouble
    /// @param page of the console, where more is to be seen
    public record Trouble(String what, String mend, Optional<String> road, Optional<String> page) {
        public Trouble(String what, String mend, Optional<String> road) {
            this(what, mend, road, Optional.empty());
        }
    }

    /// @param waiting how many mails
    /// @param oldest  since when the oldest has been due; null when none is
    public record Backlog(long waiting, Optional<Instant> oldest) {}

    public record Upcoming(String notification, String title, Moment due) {}
}
