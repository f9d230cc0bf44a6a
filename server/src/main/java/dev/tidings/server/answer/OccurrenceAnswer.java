package dev.tidings.server.answer;

import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// An occurrence as it stands.
///
/// @param due        its instant, in its schedule's zone
/// @param period     what its queries saw as `:from` and `:to`
/// @param only       the one address it is meant for, where a person asked for a single mail
/// @param lateMillis how long after its instant it was fired
/// @param firedBy    the node that fired it
/// @param drawnBy    the node that draws its audience, or did so last; null when none has
/// @param running    somebody is still waiting
/// @param well       finished, and nobody failed
/// @param result     in words that never lie: `succeeded`, `partly failed (23 of 68)`, `failed`, or its
///                   standing
/// @param why        of a missed, skipped, postponed or abandoned one; empty otherwise
public record OccurrenceAnswer(
        long id,
        String notification,
        String trace,
        Moment due,
        String cause,
        String stage,
        String revision,
        Period period,
        Optional<String> only,
        Instant firedAt,
        String firedBy,
        Optional<String> drawnBy,
        long lateMillis,
        String standing,
        boolean running,
        boolean well,
        String result,
        String why,
        TallyAnswer tally,
        Optional<Instant> finishedAt) {

    public record Period(Instant from, Instant to) {}

    static OccurrenceAnswer of(OccurrenceRecord record, ZoneId zone) {
        Occurrence occurrence = record.occurrence();
        return new OccurrenceAnswer(
                occurrence.id(),
                occurrence.notification(),
                occurrence.trace().hex(),
                Moment.of(occurrence.due(), zone),
                occurrence.key().cause().word(),
                occurrence.stage().word(),
                occurrence.revision().hash(),
                new Period(occurrence.period().from(), occurrence.period().to()),
                occurrence.only(),
                occurrence.firedAt(),
                record.by().fired(),
                record.by().drawn(),
                late(occurrence).toMillis(),
                record.standing().word(),
                record.standing().running(),
                record.well(),
                record.result(),
                record.why(),
                TallyAnswer.of(record.tally()),
                record.finishedAt());
    }

    private static Duration late(Occurrence occurrence) {
        Duration late = Duration.between(occurrence.due(), occurrence.firedAt());
        return late.isNegative() ? Duration.ZERO : late;
    }
}
