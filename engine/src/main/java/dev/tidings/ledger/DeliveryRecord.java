package dev.tidings.ledger;

import dev.tidings.audience.CopyOf;
import dev.tidings.audience.Row;
import dev.tidings.deliver.State;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Trace;
import java.time.Instant;
import java.util.Optional;

/// A delivery as it stands on record.
///
/// @param why       the last word on it: a reply, a failed check, a person's decision; empty at first
public record DeliveryRecord(
        long id, Occurrence occurrence, Trace trace, Addressee addressee, Progress progress, State state, String why) {

    /// @param key  tells one person from another; of a copy: whose mail it is
    /// @param name for display; may be empty
    /// @param row  the audience's row
    /// @param copy whose mail it is a copy of, if it is one
    public record Addressee(String key, String address, String name, Row row, Optional<CopyOf> copy) {
        public Addressee(String key, String address, String name, Row row) {
            this(key, address, name, row, Optional.empty());
        }
    }

    /// @param attempts          how many were made
    /// @param notBefore         of a waiting one: when it goes at the earliest
    /// @param settledAt         when it last came to rest
    /// @param mayHaveArrived    one of its attempts may have arrived, and nobody knows yet
    /// @param possibleDuplicate more than one copy may have arrived
    public record Progress(
            int attempts,
            String road,
            Instant due,
            Instant notBefore,
            Instant expires,
            Optional<Instant> settledAt,
            boolean mayHaveArrived,
            boolean possibleDuplicate) {}

    /// It may have been handed over, though nobody heard so, and nobody is at it now.
    public boolean uncertain() {
        return progress.mayHaveArrived && state != State.SENDING && !state.handedOver();
    }
}
