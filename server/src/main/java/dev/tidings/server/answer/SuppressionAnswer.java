package dev.tidings.server.answer;

import dev.tidings.deliver.Suppression;
import dev.tidings.ledger.SuppressionRecord;
import java.time.Instant;
import java.util.Optional;

/// That an address must not be mailed.
///
/// @param notification the one it is about; all of them when null
/// @param reason       `unsubscribed`, `bounced`, `complained` or `manual`
/// @param why          as its deliveries say it
/// @param source       where it comes from: `one-click`, `console`, `command line` …
/// @param by           who said so, as far as it is known
/// @param noted        when it came on record
/// @param holds        whether it keeps mail back now
/// @param lifted       who ended it; null while nobody has
public record SuppressionAnswer(
        long id,
        String address,
        Optional<String> notification,
        String reason,
        String why,
        String source,
        String by,
        String note,
        Instant since,
        Optional<Instant> expires,
        Instant noted,
        boolean holds,
        Optional<Lifted> lifted) {

    public record Lifted(Instant at, String source, String by, String note) {
        /// ` by anna: the mailbox is back`, as far as they said so.
        public String inWords() {
            return " by " + (by.isEmpty() ? source : by) + (note.isEmpty() ? "" : ": " + note);
        }
    }

    static SuppressionAnswer of(SuppressionRecord record, Instant now) {
        Suppression suppression = record.suppression();
        return new SuppressionAnswer(
                record.id(),
                suppression.address().toString(),
                suppression.notification(),
                suppression.reason().word(),
                suppression.why(),
                suppression.act().source(),
                suppression.act().by(),
                suppression.act().note(),
                suppression.since(),
                suppression.expires(),
                record.noted(),
                record.holds(now),
                record.lift()
                        .map(lift -> new Lifted(
                                lift.at(),
                                lift.act().source(),
                                lift.act().by(),
                                lift.act().note())));
    }

    /// Whom people see.
    public String who() {
        return Addressed.shown(address);
    }
}
