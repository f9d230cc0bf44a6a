package dev.tidings.ledger;

import dev.tidings.deliver.State;
import java.time.Instant;
import java.util.Optional;

/// Something that became of a delivery, as it stands on record.
///
/// @param id      rises with every entry of the whole ledger: the journal's place
/// @param state   the delivery's state after it
/// @param why     the last word on it: a reply, a failed check, a person's decision
/// @param attempt empty where no attempt brought it about, but time, a person, or a row that made no recipient
public record JournalEntry(
        long id, long delivery, Instant at, State state, String why, Optional<AttemptRecord> attempt) {}
