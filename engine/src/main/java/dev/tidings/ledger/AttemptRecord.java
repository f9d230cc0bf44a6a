package dev.tidings.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An attempt as it stands on record, with what was decided after it.
///
/// @param id       rises with every attempt of the whole ledger: the journal's place
/// @param number   from 1 within its delivery
/// @param outcome  [dev.tidings.deliver.Outcome#word]
/// @param state    the delivery's state after it, by word
public record AttemptRecord(
        long id, long delivery, int number, String transport, Times times, Said said, String state) {

    public record Times(Instant started, Duration took) {}

    /// What was answered, or found.
    ///
    /// @param verb     the command that was answered; empty where none was
    /// @param code     three digits
    /// @param enhanced `4.7.1` (RFC 3463)
    public record Said(
            String outcome, Optional<String> verb, Optional<Integer> code, Optional<String> enhanced, String text) {}
}
