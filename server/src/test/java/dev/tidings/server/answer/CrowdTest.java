package dev.tidings.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

class CrowdTest {
    private static final Revision NEW = new Revision("77ab0c1d".repeat(8));
    private static final Revision OLD = new Revision("3f9c27d1".repeat(8));

    @Test
    void nodes_that_agree_are_no_trouble() {
        assertThat(Crowd.of(List.of(node("a", Standing.WORKING, NEW), node("b", Standing.WORKING, NEW)))
                        .troubles())
                .isEmpty();
    }

    @Test
    void nodes_that_run_different_revisions_are_a_trouble_with_its_mend() {
        Status.Trouble told = Crowd.of(List.of(
                        node("a", Standing.WORKING, NEW),
                        node("b", Standing.WORKING, OLD, "weekly"),
                        node("c", Standing.DRAINED, NEW)))
                .troubles()
                .getFirst();

        assertThat(told.what())
                .isEqualTo("Nodes run different revisions of the workspace: 3f9c27d1 on b; 77ab0c1d on a, c.");
        assertThat(told.mend()).startsWith("Behind: b. ").contains("Bring the same files to all of them", "${NAME}");
    }

    @Test
    void a_node_that_is_gone_is_a_trouble_with_its_mend_and_what_it_ran_is_none() {
        Crowd crowd = Crowd.of(List.of(node("a", Standing.WORKING, NEW), node("b", Standing.GONE, OLD)));

        Status.Trouble told = crowd.troubles().getFirst();
        assertThat(crowd.troubles()).hasSize(1);
        assertThat(told.what()).isEqualTo("A node is gone: b (not heard of for 12 min).");
        assertThat(told.mend()).startsWith("What it had in hand the others took over. ").contains("start it again");
        assertThat(told.page()).contains("/nodes");
        assertThat(crowd.differing(NEW)).isZero();
        assertThat(crowd.differing(OLD)).isEqualTo(1);
    }

    @Test
    void where_nobody_is_left_nobody_took_anything_over() {
        assertThat(Crowd.of(List.of(node("a", Standing.GONE, NEW), node("b", Standing.GONE, NEW)))
                        .troubles())
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.what()).startsWith("2 nodes are gone: a (not heard of for 12 min), b (");
                    assertThat(told.mend()).startsWith("No other is alive: what they had in hand goes out when");
                });
    }

    @Test
    void one_that_is_drained_for_long_is_a_trouble_and_one_that_is_so_for_a_moment_is_none() {
        assertThat(Crowd.of(List.of(node("a", Standing.WORKING, NEW), drained("b", Duration.ofMinutes(59))))
                        .troubles())
                .isEmpty();
        assertThat(Crowd.of(List.of(node("a", Standing.WORKING, NEW), drained("b", Duration.ofHours(3))))
                        .troubles())
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.what()).isEqualTo("A node is drained: b (for 3 h).");
                    assertThat(told.mend()).contains("tidings nodes --resume b");
                });
    }

    @Test
    void where_all_are_drained_nothing_is_sent_and_that_is_said() {
        assertThat(Crowd.of(List.of(node("a", Standing.DRAINED, NEW), node("b", Standing.DRAINING, NEW)))
                        .troubles())
                .extracting(Status.Trouble::what)
                .containsExactly("Nothing is sent: all 2 nodes are drained.");
        assertThat(Crowd.of(List.of(node("a", Standing.DRAINED, NEW))).troubles())
                .extracting(Status.Trouble::mend)
                .containsExactly("Have one work again: tidings nodes --resume a");
    }

    private static NodeRecord node(String id, Standing standing, Revision revision, String... behind) {
        Duration silence = standing == Standing.GONE ? Duration.ofMinutes(12) : Duration.ZERO;
        return node(id, new Life(Instant.EPOCH, silence, standing), revision, behind);
    }

    private static NodeRecord drained(String id, Duration since) {
        return node(id, new Life(Instant.EPOCH, Duration.ZERO, Standing.DRAINED, Optional.of(since)), NEW);
    }

    private static NodeRecord node(String id, Life life, Revision revision, String... behind) {
        return new NodeRecord(
                id,
                new Program(id, "1", "host", 1),
                life,
                new NodeReport(revision, new Hands(4, 0), Pace.WORKING),
                Held.NOTHING,
                List.of(),
                Set.of(behind));
    }
}
