package dev.tidings.server.answer;

import dev.tidings.ledger.TranscriptRecord;
import java.util.List;

/// What was said at an attempt, word by word.
///
/// @param attempt its number, from 1 within the delivery
public record TranscriptAnswer(int attempt, List<Said> lines) {

    /// A line.
    ///
    /// @param millis since the attempt began
    /// @param kind   `sent` by us, `received` from the server, or `noted`: not said, but happened
    public record Said(long millis, String kind, String text) {
        /// As an arrow.
        public String mark() {
            return switch (kind) {
                case "sent" -> "→";
                case "received" -> "←";
                default -> "·";
            };
        }
    }

    static TranscriptAnswer of(TranscriptRecord record) {
        return new TranscriptAnswer(
                record.number(),
                record.lines().stream()
                        .map(each -> new Said(each.at().toMillis(), each.kind().word(), each.text()))
                        .toList());
    }
}
