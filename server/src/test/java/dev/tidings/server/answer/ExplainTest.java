package dev.tidings.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.ledger.Firing;
import dev.tidings.ledger.Firing.Decision;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Workspace;
import dev.tidings.server.MemoryStory;
import dev.tidings.workspace.WorkspaceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest extends MemoryStory {
    @Test
    void a_miss_is_found_behind_a_thousand_of_somebody_elses(@TempDir Path root) throws Exception {
        drawn("daily", "ann");
        settle(accepted(claim()));
        missed("daily", NINE.plusSeconds(1));
        for (int second = 2; second < 1_100; second++) {
            missed("noisy", NINE.plusSeconds(second));
        }

        Explained explained = answers(root).explain("ann@example.org");

        assertThat(explained.without())
                .extracting(each -> each.occurrence().notification())
                .containsExactly("daily");
    }

    private void missed(String notification, Instant instant) {
        ledger.plan(Map.of(notification, instant));
        ledger.fire(List.of(new Firing(
                new Occurrence.Key(notification, instant, Cause.SCHEDULE),
                new Decision.Missed("late by 5h, allowed 4h"),
                Optional.empty(),
                Stage.LIVE,
                new Revision("1".repeat(64)),
                new Occurrence.Period(instant, instant),
                Optional.empty())));
    }

    private Answers answers(Path root) throws Exception {
        Files.writeString(root.resolve("tidings.yaml"), "from: tidings@example.com\n");
        Workspace workspace =
                new WorkspaceReader(name -> null).read(root).workspace().orElseThrow();
        return Answers.of(history(), workspace, List.of(), clock());
    }
}
