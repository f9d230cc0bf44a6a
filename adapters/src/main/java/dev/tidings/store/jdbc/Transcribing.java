package dev.tidings.store.jdbc;

import dev.tidings.deliver.State;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Settlement;
import dev.tidings.smtp.Line;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps the transcripts of attempts: the latest of them.
public final class Transcribing {
    private Transcribing() {}

    /// Writes down the transcripts of those that came to a state.
    public static void note(Db db, Collection<Settlement> settlements, Map<Long, State> states) throws SQLException {
        boolean any = false;
        for (Settlement each : settlements) {
            Optional<List<Line>> lines = each.attempt().conversation().transcript();
            if (lines.isPresent() && states.containsKey(each.claim().delivery())) {
                any = true;
                write(db, each, lines.get());
            }
        }
        if (any) {
            db.change(
                    "DELETE FROM transcript WHERE id <= (SELECT max(id) FROM transcript) - ?", Ledger.TRANSCRIPTS_MAX);
        }
    }

    private static void write(Db db, Settlement settlement, List<Line> lines) throws SQLException {
        db.change("""
                INSERT INTO transcript (delivery, number, lines) VALUES (?, ?, ?)
                    ON CONFLICT (delivery, number) DO UPDATE SET lines = excluded.lines
                """, settlement.claim().delivery(), settlement.attempt().number(), TranscriptJson.of(lines));
    }
}
