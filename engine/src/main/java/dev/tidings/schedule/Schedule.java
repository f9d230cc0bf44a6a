package dev.tidings.schedule;

import java.time.Instant;
import java.util.Optional;

/// A rule that gives instants.
///
/// Instants lie between the years 1 and 9999. Every question is answered in bounded time, for any rule
/// and any instant.
public sealed interface Schedule permits Cron, Every, At, Several, Excluding {
    /// The first instant strictly after the given one; empty when there is none.
    Optional<Instant> next(Instant after);

    /// The last instant strictly before the given one; empty when there is none.
    Optional<Instant> previous(Instant before);

    /// True when no instant can ever come of this rule, as with 30 February. Such a rule is a mistake to
    /// be shown, not run.
    boolean impossible();

    /// The rule in English for a person to check, such as `Every Monday at 09:00 (Asia/Shanghai)`.
    String inWords();
}
