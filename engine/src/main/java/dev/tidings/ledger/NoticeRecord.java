package dev.tidings.ledger;

import dev.tidings.deliver.State;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Report;
import java.time.Instant;
import java.util.Optional;

/// What somebody told of one recipient, as it stands on record.
///
/// @param id      rises with every one of the whole ledger
/// @param arrival what it came with: see [History#original]
/// @param at      when it came about, as it was told
/// @param noted   when it came on record
public record NoticeRecord(
        long id,
        long arrival,
        String source,
        Report.Kind kind,
        Instant at,
        Instant noted,
        Notice notice,
        Clues clues,
        Optional<Judged> judged) {

    /// @param match    empty when nobody knows which mail it is about
    /// @param believed whether it was surely from somebody who knows, and about its recipient and
    ///                 the mail as it had been sent last
    /// @param became   what the mail became by it; empty when it stayed as it was
    /// @param what     what was done about it, in words
    public record Judged(Instant at, Optional<Match> match, boolean believed, Optional<State> became, String what) {}
}
