package dev.tidings.store.jdbc;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Verdict;
import dev.tidings.ledger.AttemptRecord.Said;
import dev.tidings.ledger.Settlement;
import dev.tidings.notification.Revision;
import dev.tidings.smtp.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Attempts going on record: in the journal, and what they mean for a delivery.
public final class Attempts {
    private Attempts() {}

    /// Values of the journal's columns, in their order, from `delivery` on.
    ///
    /// @param state of the delivery, after it
    /// @param node  that made it
    public static @Nullable Object[] values(Settlement settlement, State state, String node) {
        Attempt attempt = settlement.attempt();
        Said said = Said.of(attempt);
        boolean accepted = attempt.outcome() instanceof Outcome.Accepted;
        return new @Nullable Object[] {
            settlement.claim().delivery(),
            attempt.started(),
            state.word(),
            settlement.why(),
            attempt.number(),
            attempt.transport(),
            node,
            attempt.took().toMillis(),
            said.outcome(),
            accepted ? Optional.empty() : said.verb(),
            said.code(),
            said.enhanced(),
            said.text(),
            said.waited().map(Duration::toMillis),
            replies(said.answers(), accepted),
            settlement.otherRevision().map(Revision::hash)
        };
    }

    /// Null where the columns say it all.
    private static @Nullable String replies(List<Answer> answers, boolean accepted) {
        return answers.size() > (accepted ? 1 : 0) ? AnswersJson.of(answers) : null;
    }

    /// When it goes again; null when it does not.
    public static @Nullable Instant again(Verdict verdict) {
        return switch (verdict) {
            case Verdict.RetryAt(Instant at, String _) -> at;
            case Verdict.WaitForRoad(String _, Instant at, String _) -> at;
            case Verdict.ResendAt(Instant at, String _) -> at;
            case Verdict.Accepted _, Verdict.Failed _, Verdict.Held _, Verdict.Expired _ -> null;
        };
    }

    /// The road it waits for from now on.
    public static String road(Settlement settlement) {
        return settlement.verdict() instanceof Verdict.WaitForRoad(String other, Instant _, String _)
                ? other
                : settlement.claim().progress().road();
    }
}
