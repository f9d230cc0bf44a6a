package dev.tidings.ledger;

import dev.tidings.deliver.State;
import dev.tidings.feedback.Match;
import java.util.Optional;

/// What is made of a notice.
///
/// @param notice   by id
/// @param match    which delivery it is about; empty when nobody knows
/// @param believed whether it is surely from somebody who knows, and about its recipient and the mail as it
///                 was sent last
/// @param becomes  what the delivery is from now on if it was handed over: `accepted`, `bounced` or `complained`
/// @param why      the delivery's last word then: one line
/// @param what     what was done about it, in words
public record Judgement(
        long notice, Optional<Match> match, boolean believed, Optional<State> becomes, String why, String what) {}
