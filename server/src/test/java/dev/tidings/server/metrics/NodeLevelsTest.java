package dev.tidings.server.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.ledger.Holdup;
import dev.tidings.ledger.NodeRecord;
import dev.tidings.ledger.NodeRecord.Held;
import dev.tidings.ledger.NodeRecord.Life;
import dev.tidings.ledger.NodeRecord.Standing;
import dev.tidings.ledger.NodeReport;
import dev.tidings.ledger.NodeReport.Hands;
import dev.tidings.ledger.NodeReport.Pace;
import dev.tidings.ledger.Program;
import dev.tidings.notification.Revision;
import dev.tidings.server.show.WrittenHistory;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeLevelsTest {
    private static final Revision NEW = new Revision("77ab0c1d".repeat(8));
    private static final Revision OLD = new Revision("3f9c27d1".repeat(8));

    private final WrittenHistory history = new WrittenHistory();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private Revision running = NEW;

    @BeforeEach
    void register() {
        new NodeLevels(history, "mail2", () -> running).register(registry);
        JournalLevel.register(registry, history);
    }

    @Test
    void the_node_that_answers_says_which_it_is() {
        joins("mail2", Standing.WORKING, NEW, Held.NOTHING);
        joins("mail3", Standing.WORKING, OLD, Held.NOTHING);

        assertThat(scrape())
                .contains(
                        "tidings_node{host=\"mail2.example.com\",node=\"mail2\",revision=\"77ab0c1d\",version=\"1.0\"} 1.0")
                .doesNotContain("node=\"mail3\"");
    }

    @Test
    void those_who_are_heard_of_are_counted_by_what_they_do() {
        joins("mail2", Standing.WORKING, NEW, Held.NOTHING);
        joins("mail3", Standing.WORKING, NEW, Held.NOTHING);
        joins("mail4", Standing.DRAINED, NEW, Held.NOTHING);
        joins("mail5", Standing.GONE, NEW, Held.NOTHING);

        assertThat(scrape())
                .contains("tidings_nodes_alive{state=\"working\"} 2.0")
                .contains("tidings_nodes_alive{state=\"draining\"} 0.0")
                .contains("tidings_nodes_alive{state=\"drained\"} 1.0")
                .doesNotContain("state=\"gone\"");
    }

    @Test
    void whoever_runs_other_files_is_counted_unless_it_is_gone() {
        joins("mail2", Standing.WORKING, NEW, Held.NOTHING);
        joins("mail3", Standing.WORKING, OLD, Held.NOTHING);
        joins("mail4", Standing.GONE, OLD, Held.NOTHING);

        assertThat(scrape()).contains("tidings_nodes_other_revision 1.0");
        running = OLD;
        assertThat(scrape()).as("after a reload").contains("tidings_nodes_other_revision 1.0");
        history.others.removeFirst();
        assertThat(scrape()).contains("tidings_nodes_other_revision 0.0");
    }

    @Test
    void what_each_has_in_its_hands_is_told_and_so_is_what_one_that_is_gone_had() {
        joins("mail2", Standing.WORKING, NEW, new Held(41, 7));
        joins("mail3", Standing.GONE, NEW, new Held(3, 1));

        assertThat(scrape())
                .contains("tidings_node_leases{holder=\"mail2\",state=\"claimed\"} 41.0")
                .contains("tidings_node_leases{holder=\"mail2\",state=\"sending\"} 7.0")
                .contains("tidings_node_leases{holder=\"mail3\",state=\"claimed\"} 3.0")
                .contains("tidings_node_leases{holder=\"mail3\",state=\"sending\"} 1.0");
    }

    @Test
    void how_far_callbacks_are_held_up_is_a_number() {
        assertThat(scrape()).contains("tidings_journal_behind_seconds 0.0");

        history.holdup = Optional.of(new Holdup(Duration.ofMillis(75_500), "process 4711", "End it."));

        assertThat(scrape()).contains("tidings_journal_behind_seconds 75.5");
    }

    private void joins(String id, Standing standing, Revision revision, Held held) {
        history.others.add(new NodeRecord(
                id,
                new Program(id, "1.0", id + ".example.com", 812),
                new Life(Instant.EPOCH, Duration.ZERO, standing),
                new NodeReport(revision, new Hands(12, 7), Pace.WORKING),
                held,
                List.of(),
                Set.of()));
    }

    private String scrape() {
        return new String(Scrape.of(registry).content(), UTF_8);
    }
}
