package dev.tidings.ledger;

import dev.tidings.deliver.State;
import dev.tidings.notification.Occurrence;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An occurrence as it stands on record.
///
/// @param why        of a missed, skipped, postponed or abandoned one; empty otherwise. One that is sending
///                   or finished has it only when its audience could not be drawn to the end
/// @param finishedAt when the last of its people was settled
public record OccurrenceRecord(
        Occurrence occurrence, Standing standing, String why, Tally tally, Optional<Instant> finishedAt, By by) {

    /// @param fired the node that fired it
    /// @param drawn the node that draws its audience, or did so last
    public record By(String fired, Optional<String> drawn) {}

    public enum Standing {
        DUE,
        EXPANDING,
        SENDING,
        FINISHED,
        MISSED,
        SKIPPED,
        CANCELLED;

        public boolean running() {
            return this == DUE || this == EXPANDING || this == SENDING;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Standing of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// In words that never lie: `succeeded`, `succeeded (3 accepted, 3 skipped)`, `succeeded (999 accepted, 1
    /// bounced)`,
    /// `partly failed (23 of 68)`, `failed`, `skipped` when nobody was sent it, or where it stands.
    /// `partly returned (2 of 68)` and `returned` when all who are not well were sent it, and it came back or was
    /// complained of.
    public String result() {
        if (standing != Standing.FINISHED) {
            return standing.word();
        }
        if (!why.isEmpty()) {
            return "failed";
        }
        if (tally.isWell()) {
            return succeeded();
        }
        String what = tally.unwell() == tally.returned() ? "returned" : "failed";
        return tally.well() == 0 ? what : "partly %s (%d of %d)".formatted(what, tally.unwell(), tally.people());
    }

    /// Plain `succeeded` is only said when all of its people were sent it.
    private String succeeded() {
        String whom = Stream.of(State.ACCEPTED, State.SKIPPED, State.SUPPRESSED, State.BOUNCED, State.COMPLAINED)
                .filter(state -> tally.of(state) > 0)
                .map(state -> tally.of(state) + " " + state.word())
                .collect(Collectors.joining(", "));
        long accepted = tally.of(State.ACCEPTED);
        if (accepted == tally.people()) {
            return "succeeded";
        }
        return accepted > 0 ? "succeeded (" + whom + ")" : whom.contains(",") ? whom : whom.replaceFirst("\\d+ ", "");
    }

    public boolean well() {
        return standing == Standing.FINISHED && why.isEmpty() && tally.isWell();
    }
}
