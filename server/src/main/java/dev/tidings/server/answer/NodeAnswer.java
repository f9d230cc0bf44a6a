package dev.tidings.server.answer;

import dev.tidings.ledger.NodeRecord;
import dev.tidings.ledger.NodeRecord.Standing;
import dev.tidings.ledger.NodeReport;
import dev.tidings.ledger.Program;
import java.time.Instant;
import java.util.List;

/// A node, as it was last heard of.
///
/// @param here         the one that answers
/// @param state        `working`, `draining`, `drained` or `gone`
/// @param version      of the program
/// @param since        when it began
/// @param silentMillis for how long it has not been heard of
/// @param revision     of the workspace that it runs
/// @param hands        of all its roads
/// @param busy         those of them that carry a mail
/// @param claimed      mails in its hands, of which nothing has left the house
/// @param sending      mails whose end it may have written
/// @param duties       what it alone does for all
/// @param behind       notifications of which another node runs something newer
public record NodeAnswer(
        String id,
        boolean here,
        String state,
        String version,
        String host,
        long pid,
        Instant since,
        long silentMillis,
        String revision,
        int hands,
        int busy,
        long claimed,
        long sending,
        List<String> duties,
        List<String> behind) {

    static NodeAnswer of(NodeRecord record, boolean here) {
        Program program = record.program();
        NodeReport report = record.report();
        return new NodeAnswer(
                record.id(),
                here,
                record.life().standing().word(),
                program.version(),
                program.host(),
                program.pid(),
                record.life().since(),
                record.life().silence().toMillis(),
                report.revision().hash(),
                report.hands().all(),
                report.hands().busy(),
                record.held().claimed(),
                record.held().sending(),
                record.duties(),
                record.alive() ? record.behind().stream().sorted().toList() : List.of());
    }

    /// Drained, and nothing is in its hands.
    public boolean idle() {
        return state.equals(Standing.DRAINED.word()) && claimed + sending == 0;
    }

    public boolean alive() {
        return !state.equals(Standing.GONE.word());
    }

    public boolean working() {
        return state.equals(Standing.WORKING.word());
    }

    /// Of one whose last word is overdue: each says every five seconds that it lives, and this one has missed that
    /// twice.
    public boolean late() {
        return alive() && silentMillis > 12_000;
    }
}
