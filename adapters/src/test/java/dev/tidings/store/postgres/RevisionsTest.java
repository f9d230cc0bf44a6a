package dev.tidings.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.contracts.MovableClock;
import dev.tidings.deliver.Claim;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.NodeReport;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Stage;
import dev.tidings.store.jdbc.Db;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An occurrence is composed with the revision it was fired with or a newer one, and never an older.
final class RevisionsTest {
    private static final Revision FIRST = new Revision("1111".repeat(16));
    private static final Revision SECOND = new Revision("2222".repeat(16));
    private static final Revision THIRD = new Revision("3333".repeat(16));

    private final PostgresServer server = TestServer.schema();
    private final MovableClock clock = new MovableClock(LedgerStory.NINE);
    private final List<Node> nodes = new ArrayList<>();
    private final Node old = node();
    private final Node young = node();

    private final class Node implements LedgerStory {
        private final PostgresStore store = PostgresStore.open(server, clock, new Random(), _ -> {});
        private final Ledger ledger = store.ledger();

        @Override
        public Ledger ledger() {
            return ledger;
        }

        @Override
        public History history() {
            return store.history();
        }

        @Override
        public MovableClock clock() {
            return clock;
        }

        @Override
        public void reopen() {
            throw new UnsupportedOperationException("a node that ends stays away");
        }

        Node runs(Revision revision) {
            ledger.adopt(Map.of("weekly", revision));
            return this;
        }

        Node tells(NodeReport.Pace pace) {
            ledger.present(new NodeReport(FIRST, new NodeReport.Hands(1, 0), pace));
            return this;
        }

        Occurrence fires(Revision revision) {
            return ledger.trigger(new Firing(
                    new Occurrence.Key("weekly", now(), Cause.MANUAL),
                    new Firing.Decision.Due(),
                    Optional.empty(),
                    Stage.LIVE,
                    revision,
                    new Occurrence.Period(now(), now()),
                    Optional.empty()));
        }

        Occurrence draws(Revision revision, String... people) {
            Occurrence fired = fires(revision);
            assertThat(ledger.expand(1)).containsExactly(fired);
            ledger.enter(fired, List.of(people).stream().map(this::mailTo).toList());
            ledger.entered(fired);
            return fired;
        }
    }

    private Node node() {
        Node node = new Node();
        nodes.add(node);
        return node;
    }

    @AfterEach
    void close() {
        nodes.forEach(each -> each.store.close());
    }

    @Test
    void neither_a_drawing_nor_a_claim_is_handed_to_a_node_that_is_behind() {
        old.runs(FIRST);
        young.runs(SECOND);
        young.draws(SECOND, "ann", "bob");
        Occurrence undrawn = young.fires(SECOND);

        assertThat(old.claims(10)).isEmpty();
        assertThat(old.ledger().expand(10)).isEmpty();
        assertThat(young.ledger().expand(10)).containsExactly(undrawn);
        assertThat(young.claims(10)).hasSize(2);
    }

    @Test
    void what_was_fired_with_an_older_revision_is_handed_to_everybody() {
        old.runs(FIRST);
        young.runs(SECOND);
        old.draws(FIRST, "ann", "bob");
        Occurrence undrawn = old.fires(FIRST);

        assertThat(young.claims(1)).hasSize(1);
        assertThat(old.claims(1)).hasSize(1);
        assertThat(young.ledger().expand(1)).containsExactly(undrawn);
    }

    @Test
    void of_a_line_that_is_left_to_others_nothing_is_taken_and_the_next_one_is() {
        old.runs(FIRST);
        young.runs(SECOND);
        young.draws(SECOND, LedgerStory.many("new", 50));
        old.drawn("daily", "ann");

        assertThat(LedgerStory.people(old.claims(10))).containsExactly("ann");
    }

    @Test
    void what_was_put_off_is_left_to_others_too() {
        old.runs(FIRST);
        young.runs(SECOND);
        Occurrence fired = young.fires(SECOND);
        young.ledger().expand(1);
        young.ledger().postpone(fired, clock.instant(), "the source is away");

        assertThat(old.ledger().expand(10)).isEmpty();
        assertThat(young.ledger().expand(10)).hasSize(1);
    }

    @Test
    void once_it_has_the_newer_revision_too_it_is_handed_them() {
        old.runs(FIRST);
        young.runs(SECOND);
        young.draws(SECOND, "ann");
        assertThat(old.ledger().behind()).containsExactly("weekly");

        old.runs(SECOND);

        assertThat(old.ledger().behind()).isEmpty();
        assertThat(young.ledger().behind()).isEmpty();
        assertThat(old.claims(10)).hasSize(1);
    }

    @Test
    void where_nobody_is_left_who_has_it_whoever_is_there_is_handed_it() throws Exception {
        old.runs(FIRST);
        young.runs(SECOND);
        young.draws(SECOND, "ann", "bob");
        try (Db db = server.writing()) {
            db.change(
                    "UPDATE node SET alive = clock_timestamp() - interval '1 second' WHERE id = ?",
                    young.ledger().node());
        }
        assertThat(old.claims(1)).as("it is gone").hasSize(1);
        assertThat(old.ledger().behind()).isEmpty();

        young.store.close();

        assertThat(old.claims(1)).as("it said goodbye").hasSize(1);
    }

    @Test
    void a_node_that_is_drained_keeps_nothing_from_the_others() {
        old.runs(FIRST).tells(NodeReport.Pace.WORKING);
        young.runs(SECOND).tells(NodeReport.Pace.WORKING);
        young.draws(SECOND, "ann");
        assertThat(old.claims(10)).isEmpty();

        old.ledger().drain(young.ledger().node());

        assertThat(old.ledger().behind()).isEmpty();
        assertThat(old.claims(10)).hasSize(1);
    }

    @Test
    void a_notification_that_a_node_has_not_met_is_left_to_those_who_have_it() {
        old.ledger().adopt(Map.of());
        young.runs(FIRST);
        Occurrence undrawn = young.fires(FIRST);

        assertThat(old.ledger().behind()).containsExactly("weekly");
        assertThat(old.ledger().expand(10)).isEmpty();
        assertThat(young.ledger().expand(10)).containsExactly(undrawn);
    }

    /// Whoever starts with last week's files is behind, whenever it starts.
    @Test
    void a_known_revision_keeps_its_rank_for_a_node_that_starts_with_it() {
        young.runs(FIRST).runs(SECOND);
        old.runs(FIRST);

        assertThat(old.ledger().behind()).containsExactly("weekly");
        assertThat(young.ledger().behind()).isEmpty();
    }

    @Test
    void an_edit_that_is_taken_back_while_it_runs_is_the_newest() {
        old.runs(FIRST);
        young.runs(FIRST).runs(SECOND);
        young.draws(SECOND, "ann", "bob");
        assertThat(old.claims(10)).isEmpty();

        young.runs(FIRST);

        assertThat(old.ledger().behind()).as("it runs the same").isEmpty();
        assertThat(old.claims(1)).hasSize(1);
        assertThat(young.claims(1)).hasSize(1);
        Node third = node().runs(SECOND);
        assertThat(third.ledger().behind()).containsExactly("weekly");
    }

    /// Files reach nodes one after the other.
    @Test
    void whoever_comes_to_an_edit_later_makes_nobody_older_who_has_it() {
        old.runs(FIRST);
        young.runs(FIRST).runs(SECOND);

        old.runs(SECOND);

        assertThat(young.ledger().behind()).isEmpty();
        assertThat(old.ledger().behind()).isEmpty();
    }

    @Test
    void what_is_claimed_under_the_newer_revision_and_given_back_waits_for_it_again() {
        old.runs(FIRST);
        young.runs(SECOND);
        young.draws(SECOND, "ann");
        List<Claim> claims = young.claims(10);
        young.ledger().release(claims);

        assertThat(old.claims(10)).isEmpty();
        assertThat(young.claims(10)).hasSize(1);
    }

    @Test
    void a_revision_that_nothing_on_record_names_and_no_node_runs_is_forgotten_after_its_time() throws Exception {
        young.runs(FIRST);
        young.fires(FIRST);
        young.runs(SECOND).runs(THIRD);
        clock.pass(Duration.ofDays(1));

        young.ledger().forget(clock.instant().minus(Duration.ofDays(2)), 10);
        assertThat(known()).as("noted a day ago").containsExactly(FIRST, SECOND, THIRD);
        young.ledger().forget(clock.instant(), 10);
        assertThat(known()).as("one was fired, one runs").containsExactly(FIRST, THIRD);

        assertThat(old.runs(FIRST).ledger().behind()).containsExactly("weekly");
        assertThat(young.ledger().behind()).isEmpty();
    }

    private List<Revision> known() throws Exception {
        try (Db db = server.reading()) {
            return db.list(row -> new Revision(row.getString(1)), "SELECT revision FROM revision ORDER BY rank");
        }
    }

    @Test
    void a_node_that_was_forgotten_and_comes_back_says_what_it_runs() throws Exception {
        old.runs(FIRST);
        young.runs(SECOND);
        young.draws(SECOND, "ann");
        try (Db db = server.writing()) {
            db.change("DELETE FROM node WHERE id = ?", young.ledger().node());
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> old.ledger().behind().contains("weekly"));

        assertThat(old.claims(10)).isEmpty();
    }
}
