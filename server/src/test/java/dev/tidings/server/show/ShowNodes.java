package dev.tidings.server.show;

import dev.tidings.ledger.NodeRecord;
import dev.tidings.ledger.NodeRecord.Held;
import dev.tidings.ledger.NodeRecord.Life;
import dev.tidings.ledger.NodeRecord.Standing;
import dev.tidings.ledger.NodeReport;
import dev.tidings.ledger.NodeReport.Hands;
import dev.tidings.ledger.NodeReport.Pace;
import dev.tidings.ledger.Program;
import dev.tidings.notification.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who else works from the show house's ledger.
final class ShowNodes {
    private static final Revision OTHER = new Revision("77ab0c1d".repeat(8));

    private ShowNodes() {}

    static void join(WrittenHistory history) {
        history.others.add(new NodeRecord(
                "mail2",
                program("mail2"),
                life(Duration.ofSeconds(3), Standing.WORKING),
                new NodeReport(OTHER, new Hands(12, 7), Pace.WORKING),
                new Held(41, 7),
                List.of("limits of main", "callback https://hooks.example.com/mail"),
                Set.of("weekly-report", "digest", "standup", "team-news")));
        history.others.add(new NodeRecord(
                "mail3",
                program("mail3"),
                new Life(began(), Duration.ofSeconds(4), Standing.DRAINED, Optional.of(Duration.ofMinutes(190))),
                new NodeReport(ShowWorkspace.REVISION, new Hands(12, 0), Pace.DRAINED),
                Held.NOTHING,
                List.of(),
                Set.of()));
        history.others.add(new NodeRecord(
                "mail4",
                program("mail4"),
                life(Duration.ofMinutes(64), Standing.GONE),
                new NodeReport(OTHER, new Hands(12, 3), Pace.WORKING),
                Held.NOTHING,
                List.of(),
                Set.of()));
    }

    private static Program program(String name) {
        return new Program(name, "1.0", name + ".example.com", 812);
    }

    private static Life life(Duration silence, Standing standing) {
        return new Life(began(), silence, standing);
    }

    private static Instant began() {
        return ShowHouse.NOW.minus(Duration.ofHours(30));
    }
}
