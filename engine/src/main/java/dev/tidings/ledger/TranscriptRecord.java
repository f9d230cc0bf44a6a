package dev.tidings.ledger;

import dev.tidings.smtp.Line;
import java.util.List;

/// What was said at an attempt, as it stands on record.
///
/// @param number of the attempt, from 1 within its delivery
public record TranscriptRecord(long delivery, int number, List<Line> lines) {
    public TranscriptRecord {
        lines = List.copyOf(lines);
    }
}
