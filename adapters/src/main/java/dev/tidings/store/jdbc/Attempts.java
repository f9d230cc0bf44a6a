package dev.tidings.store.sqlite;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.State;
import dev.tidings.ledger.AttemptRecord.Said;
import dev.tidings.ledger.Settlement;
import dev.tidings.smtp.Answer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Attempts going into the journal.
final class Attempts {
    private Attempts() {}

    /// @param state of the delivery, after it
    static void note(Db db, Settlement settlement, State state) throws SQLException {
        Attempt attempt = settlement.attempt();
        Said said = Said.of(attempt);
        boolean accepted = attempt.outcome() instanceof Outcome.Accepted;
        db.change(
                """
                INSERT INTO journal (delivery, at, state, why, number, transport, took,
                                     outcome, verb, code, enhanced, said, waited, replies)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                settlement.claim().delivery(),
                attempt.started(),
                state.word(),
                settlement.why(),
                attempt.number(),
                attempt.transport(),
                attempt.took().toMillis(),
                said.outcome(),
                accepted ? Optional.empty() : said.verb(),
                said.code(),
                said.enhanced(),
                said.text(),
                said.waited().map(Duration::toMillis),
                replies(said.answers(), accepted));
    }

    /// Null where the columns say it all.
    private static @Nullable String replies(List<Answer> answers, boolean accepted) {
        return answers.size() > (accepted ? 1 : 0) ? AnswersJson.of(answers) : null;
    }
}
