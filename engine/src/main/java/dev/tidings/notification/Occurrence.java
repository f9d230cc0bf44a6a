package dev.tidings.notification;

import java.time.Instant;
import java.util.Optional;

/// One due instant of a notification.
///
/// @param id       its row in the ledger
/// @param stage    how far its mail may go, fixed when it was fired
/// @param revision of the notification when it was fired
/// @param period   what the queries see as `:from` and `:to`
/// @param only     the one address it is meant for, where a person asked for a single mail
public record Occurrence(
        long id, Key key, Stage stage, Revision revision, Period period, Instant firedAt, Optional<String> only) {

    /// What makes an occurrence the same one on every node: it exists once.
    public record Key(String notification, Instant instant, Cause cause) {}

    /// From the schedule's instant before this one (inclusive) to this one (exclusive).
    public record Period(Instant from, Instant to) {}

    public String notification() {
        return key.notification();
    }

    /// The instant it was due.
    public Instant due() {
        return key.instant();
    }

    public Trace trace() {
        return Trace.of(key, revision);
    }

    /// The same occurrence, with its mail going no further than this.
    public Occurrence noFurtherThan(Stage today) {
        return new Occurrence(id, key, stage.atMost(today), revision, period, firedAt, only);
    }
}
