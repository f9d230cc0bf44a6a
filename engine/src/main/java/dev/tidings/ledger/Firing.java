package dev.tidings.ledger;

import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Occurrence.Period;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Stage;
import java.time.Instant;
import java.util.Optional;

/// An instant of a schedule, visited and decided.
///
/// @param key  its instant is the one on record as the notification's next
/// @param next the schedule's instant after it; empty when there is none
/// @param only the one address it is meant for, where a person asked for a single mail
public record Firing(
        Occurrence.Key key,
        Decision decision,
        Optional<Instant> next,
        Stage stage,
        Revision revision,
        Period period,
        Optional<String> only) {

    public sealed interface Decision {
        /// Mail is to go out.
        record Due() implements Decision {}

        /// Too late, or overtaken by a later one.
        record Missed(String why) implements Decision {}

        /// Left out on purpose.
        record Skipped(String why) implements Decision {}
    }
}
