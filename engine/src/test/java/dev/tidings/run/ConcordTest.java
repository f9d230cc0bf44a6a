package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ConcordTest {
    private static final Revision NEW = new Revision("77ab0c1d".repeat(8));
    private static final Revision OLD = new Revision("3f9c27d1".repeat(8));

    private final Logger logger = (Logger) LoggerFactory.getLogger(Concord.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private List<NodeRecord> nodes = List.of();
    private final Concord concord = new Concord(() -> nodes);

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    private void looks(int times, NodeRecord... these) {
        nodes = List.of(these);
        for (int each = 0; each < times; each++) {
            concord.look();
        }
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void that_nodes_differ_is_said_once_and_once_that_they_agree_again() {
        looks(5, node("a", NEW), node("b", OLD));
        looks(5, node("a", NEW), node("b", NEW));

        assertThat(said())
                .containsExactly(
                        "nodes run different revisions of the workspace: 3f9c27d1 on b; 77ab0c1d on a",
                        "all nodes run the same revision of the workspace again: 77ab0c1d");
    }

    @Test
    void an_edit_that_is_on_its_way_to_all_of_them_is_not_spoken_of() {
        looks(2, node("a", OLD), node("b", OLD));
        looks(1, node("a", NEW), node("b", OLD));
        looks(2, node("a", NEW), node("b", NEW));

        assertThat(said()).isEmpty();
    }

    private static NodeRecord node(String id, Revision revision) {
        return new NodeRecord(
                id,
                new Program(id, "1", "host", 1),
                new Life(Instant.EPOCH, Duration.ZERO, Standing.WORKING),
                new NodeReport(revision, new Hands(4, 0), Pace.WORKING),
                Held.NOTHING,
                List.of(),
                Set.of());
    }
}
