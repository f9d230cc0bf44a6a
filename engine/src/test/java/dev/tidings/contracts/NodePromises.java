package dev.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.ledger.NodeRecord;
import dev.tidings.ledger.NodeRecord.Held;
import dev.tidings.ledger.NodeRecord.Standing;
import dev.tidings.ledger.NodeReport;
import dev.tidings.ledger.NodeReport.Hands;
import dev.tidings.ledger.NodeReport.Pace;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who works from a ledger, and with what.
public interface NodePromises extends LedgerStory {
    NodeReport AT_WORK = new NodeReport(REVISION, new Hands(8, 3), Pace.WORKING);

    @Test
    default void a_node_is_on_the_list_once_it_has_told_how_it_is_doing() {
        assertThat(history().nodes()).isEmpty();

        assertThat(ledger().present(AT_WORK)).isFalse();

        NodeRecord node = here();
        assertThat(node.id()).isEqualTo(ledger().node());
        assertThat(node.program().pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(node.program().host()).isNotBlank();
        assertThat(node.report()).isEqualTo(AT_WORK);
        assertThat(node.life().standing()).isEqualTo(Standing.WORKING);
        assertThat(node.life().silence()).isLessThan(Duration.ofSeconds(5));
        assertThat(node.held()).isEqualTo(Held.NOTHING);
        assertThat(node.duties()).isEmpty();
        assertThat(node.behind()).isEmpty();
    }

    @Test
    default void what_a_node_told_last_is_what_counts() {
        ledger().present(AT_WORK);
        NodeReport now = new NodeReport(new Revision("beef".repeat(16)), new Hands(2, 0), Pace.DRAINED);

        ledger().present(now);

        assertThat(here().report()).isEqualTo(now);
        assertThat(here().life().standing()).isEqualTo(Standing.DRAINED);
    }

    @Test
    default void a_node_that_is_wanted_drained_hears_so_until_it_is_wanted_to_work_again() {
        ledger().present(AT_WORK);

        assertThat(ledger().drain(ledger().node())).isTrue();
        assertThat(here().life().standing()).isEqualTo(Standing.DRAINING);
        assertThat(here().life().drained()).hasValueSatisfying(since -> assertThat(since)
                .isLessThan(Duration.ofMinutes(1)));
        assertThat(ledger().present(AT_WORK)).isTrue();
        assertThat(ledger().present(new NodeReport(REVISION, new Hands(8, 0), Pace.DRAINED)))
                .isTrue();
        assertThat(here().life().standing()).isEqualTo(Standing.DRAINED);

        assertThat(ledger().resume(ledger().node())).isTrue();
        assertThat(here().life().drained()).isEmpty();
        assertThat(ledger().present(AT_WORK)).isFalse();
        assertThat(here().life().standing()).isEqualTo(Standing.WORKING);
    }

    @Test
    default void nobody_can_be_drained_who_is_not_there() {
        assertThat(ledger().drain(ledger().node())).as("has told nothing yet").isFalse();
        ledger().present(AT_WORK);

        assertThat(ledger().drain("somebody")).isFalse();
        assertThat(ledger().resume("somebody")).isFalse();
    }

    @Test
    default void what_a_node_has_in_its_hands_is_counted() {
        ledger().present(AT_WORK);
        drawn("weekly", "ann", "bob", "cem");
        armed();
        claims(1);

        assertThat(here().held()).isEqualTo(new Held(1, 1));
    }

    @Test
    default void the_record_says_which_node_fired_drew_and_tried() {
        Occurrence occurrence = triggered("weekly");
        assertThat(record(occurrence).by().fired()).isEqualTo(ledger().node());
        assertThat(record(occurrence).by().drawn()).isEmpty();

        ledger().expand(1);
        assertThat(record(occurrence).by().drawn()).contains(ledger().node());
        ledger().enter(occurrence, List.of(mailTo("ann"), mailTo("bob")));
        Claim sent = armed();
        settle(accepted(sent));
        Claim failed = claim();
        settle(failed(failed));

        assertThat(List.of(sent, failed))
                .allSatisfy(claim -> assertThat(history()
                                .attempts(claim.delivery())
                                .getFirst()
                                .by()
                                .node())
                        .isEqualTo(ledger().node()));
    }

    @Test
    default void a_node_by_itself_is_handed_everything_whatever_it_runs() {
        ledger().present(AT_WORK);
        ledger().adopt(Map.of("weekly", new Revision("beef".repeat(16))));
        ledger().adopt(Map.of("weekly", REVISION));
        Occurrence newest = triggered("weekly");
        triggered("unheard-of");
        ledger().adopt(Map.of("weekly", new Revision("feed".repeat(16))));

        assertThat(ledger().behind()).isEmpty();
        assertThat(ledger().expand(10)).hasSize(2);
        ledger().enter(newest, List.of(mailTo("ann")));
        assertThat(claims(10)).hasSize(1);
    }

    private NodeRecord here() {
        List<NodeRecord> nodes = history().nodes();
        assertThat(nodes).hasSize(1);
        return nodes.getFirst();
    }
}
