package dev.tidings.server.answer;

import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.notification.Heard;
import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// An occurrence as it stands.
///
/// @param due        its instant, in its schedule's zone
/// @param event      of another system that started it; null unless one did
/// @param key        by which a call started it, where it named one (`Idempotency-Key`); null otherwise
/// @param period     what its queries saw as `:from` and `:to`
/// @param only       the one address it is meant for, where a person asked for a single mail
/// @param lateMillis how long after its instant it was fired
/// @param firedBy    the node that fired it
/// @param drawnBy    the node that draws its audience, or did so last; null when none has
/// @param running    somebody is still waiting
/// @param stopped    it is running, and nothing of it goes out before a person lets its notification go on
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
        Optional<EventAnswer> event,
        Optional<String> key,
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
        boolean stopped,
        boolean well,
        String result,
        String why,
        TallyAnswer tally,
        Optional<Instant> finishedAt) {

    private static final String CALL = "call ";

    public record Period(Instant from, Instant to) {}

    /// @param subject where it came in: `nats:orders.shipped`, `redis:orders`
    /// @param id      its own, or its place there
    public record EventAnswer(String subject, String id) {
        private static EventAnswer of(Heard heard) {
            return new EventAnswer(heard.subject().toString(), heard.id());
        }
    }

    /// What the ledger knows a call by that names itself.
    ///
    /// @param key as the caller wrote it
    public static String request(String key) {
        return CALL + key;
    }

    /// @param request by which it came to be, where that had a name
    /// @param stopped whether its notification is
    static OccurrenceAnswer of(OccurrenceRecord record, Optional<String> request, boolean stopped, ZoneId zone) {
        Occurrence occurrence = record.occurrence();
        return new OccurrenceAnswer(
                occurrence.id(),
                occurrence.notification(),
                occurrence.trace().hex(),
                Moment.of(occurrence.due(), zone),
                occurrence.key().cause().word(),
                request.flatMap(Heard::in).map(EventAnswer::of),
                request.filter(each -> each.startsWith(CALL)).map(each -> each.substring(CALL.length())),
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
                stopped && record.standing().running(),
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
