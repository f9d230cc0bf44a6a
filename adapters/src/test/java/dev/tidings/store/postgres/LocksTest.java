package dev.tidings.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.contracts.MovableClock;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.event.Event;
import dev.tidings.ledger.AttemptRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Holdup;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.NodeReport;
import dev.tidings.notification.Occurrence;
import dev.tidings.store.jdbc.Db;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Somebody has their hands on our tables.
final class LocksTest {
    private static final Duration LEASE = Duration.ofSeconds(3);

    private final PostgresServer server = TestServer.schema().waiting(Duration.ofMillis(500));
    private final MovableClock clock = new MovableClock(LedgerStory.NINE);
    private final List<Node> nodes = new ArrayList<>();
    private final Node one = node();
    private final Node other = node();
    private final Connection somebody = somebody();

    private final class Node implements LedgerStory {
        private final Queue<Event> events = new ConcurrentLinkedQueue<>();
        private final PostgresStore store = PostgresStore.open(server, LEASE, clock, new Random(), events::add);
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
    }

    private Node node() {
        Node node = new Node();
        nodes.add(node);
        return node;
    }

    private Connection somebody() {
        try {
            return TestServer.somebody(server);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @AfterEach
    void close() throws SQLException {
        somebody.close();
        nodes.forEach(each -> each.store.close());
    }

    /// For longer than a lease. What was accepted meanwhile is on record as soon as they let go, and sent once.
    @Test
    void whoever_locks_the_deliveries_makes_no_node_look_dead() throws Exception {
        Occurrence occurrence = one.drawn("weekly", "ann");
        Claim claim = one.armed();
        by("LOCK TABLE delivery");
        CompletableFuture<Boolean> settled = one.ledger().settle(one.accepted(claim));
        CompletableFuture<List<Claim>> uncertain = CompletableFuture.supplyAsync(
                () -> other.ledger().uncertain(10, LedgerStory.LEASE), Thread::startVirtualThread);

        await().during(LEASE.plusMillis(500)).atMost(Duration.ofSeconds(30)).until(() -> lives(one) && lives(other));
        clock.pass(LedgerStory.LEASE.dividedBy(2));
        one.ledger().renew(List.of(claim), LedgerStory.LEASE);
        clock.pass(LedgerStory.LEASE.dividedBy(2).plusSeconds(1));
        assertThat(one.ledger().present(atWork())).as("nobody wants it drained").isFalse();
        assertThat(settled).isNotDone();
        somebody.rollback();

        assertThat(settled.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(uncertain.get(20, TimeUnit.SECONDS)).isEmpty();
        assertThat(one.record(occurrence, "ann").state()).isEqualTo(State.ACCEPTED);
        assertThat(one.history().attempts(claim.delivery()))
                .extracting(AttemptRecord::said)
                .extracting(AttemptRecord.Said::outcome)
                .containsExactly("accepted");
    }

    @Test
    void whose_lock_it_is_is_told() throws Exception {
        by("LOCK TABLE delivery");
        CompletableFuture<Occurrence> drawn =
                CompletableFuture.supplyAsync(() -> one.drawn("weekly", "ann"), Thread::startVirtualThread);

        await().atMost(Duration.ofSeconds(20)).until(() -> !one.events.isEmpty());
        somebody.rollback();

        drawn.get(20, TimeUnit.SECONDS);
        assertThat(one.events)
                .first()
                .isInstanceOfSatisfying(
                        Event.StoreFailing.class,
                        failing -> assertThat(failing.why())
                                .matches("process [0-9]+ \\(psql, user postgres, a transaction of [0-9]+ s\\)"
                                        + " holds a lock on the table delivery"));
        assertThat(one.events).last().isInstanceOf(Event.StoreRecovered.class);
    }

    @Test
    void whoever_reads_waits_no_longer_than_it_says_and_leaves_nobody_waiting_on_the_server() throws Exception {
        by("LOCK TABLE occurrence");

        assertThatThrownBy(() -> one.history().occurrence(1)).hasMessageContaining("lock timeout");

        assertThat(waiting()).isZero();
    }

    @Test
    void rows_that_somebody_changes_and_a_lock_that_somebody_waits_for_are_told_too() throws Exception {
        one.drawn("weekly", "ann");
        by("UPDATE delivery SET retries = 0");
        assertThat(holder())
                .hasValueSatisfying(told ->
                        assertThat(told).startsWith("process ").endsWith(" holds locks on rows of the table delivery"));
        somebody.rollback();

        by("SELECT count(*) FROM journal");
        try (Connection another = TestServer.somebody(server);
                Statement statement = another.createStatement()) {
            CompletableFuture<Void> altered = CompletableFuture.runAsync(
                    () -> execute(statement, "ALTER TABLE journal ADD COLUMN colour text"), Thread::startVirtualThread);
            await().atMost(Duration.ofSeconds(20)).until(() -> waiting() == 1);

            assertThat(holder())
                    .hasValueSatisfying(told -> assertThat(told)
                            .endsWith(" waits for a lock on the table journal, and everybody behind it"));
            somebody.rollback();
            altered.get(20, TimeUnit.SECONDS);
            another.rollback();
        }
        assertThat(holder()).isEmpty();
    }

    /// A person who may not see what others do still learns which process it is, and whose.
    @Test
    void who_may_not_see_what_others_do_is_told_less() throws Exception {
        by("CREATE ROLE onlooker");
        by("GRANT USAGE ON SCHEMA %s TO onlooker".formatted(server.schema()));
        somebody.commit();
        by("LOCK TABLE delivery");
        try (Db db = server.reading()) {
            db.script("SET ROLE onlooker");

            assertThat(Hindrance.holder(db))
                    .hasValueSatisfying(told -> assertThat(told)
                            .matches("process [0-9]+ \\(.*user postgres\\) holds a lock on the table delivery"));
        } finally {
            somebody.rollback();
            by("REVOKE ALL ON SCHEMA %s FROM onlooker".formatted(server.schema()));
            by("DROP ROLE onlooker");
            somebody.commit();
        }
    }

    /// Wherever on the server: a table of somebody's own, another database.
    @Test
    void whoever_has_a_transaction_open_holds_up_readers_of_the_journal_and_that_is_told() throws Exception {
        one.drawn("weekly", "ann");
        by("CREATE TEMPORARY TABLE own (number integer)");
        one.settle(one.accepted(one.armed()));
        clock.pass(Duration.ofSeconds(90));

        assertThat(other.history().journal(0, 10)).isEmpty();
        Holdup holdup = other.history().holdup().orElseThrow();
        assertThat(holdup.behind()).isEqualTo(Duration.ofSeconds(90).minusMillis(120));
        assertThat(holdup.by())
                .matches(
                        "process [0-9]+ \\(psql, user postgres, a transaction of [0-9]+ s\\) in the database postgres");
        assertThat(holdup.mend()).matches(".*: SELECT pg_terminate_backend\\([0-9]+\\)");
        somebody.rollback();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> other.history().holdup().isEmpty());
        assertThat(other.history().journal(0, 10)).hasSize(1);
    }

    private NodeReport atWork() {
        return new NodeReport(LedgerStory.REVISION, new NodeReport.Hands(1, 1), NodeReport.Pace.WORKING);
    }

    private Optional<String> holder() throws SQLException {
        try (Db db = server.reading()) {
            return Hindrance.holder(db);
        }
    }

    private boolean lives(Node node) throws SQLException {
        try (Db db = server.reading()) {
            return db.number(
                            "SELECT count(*) FROM living WHERE id = ?",
                            node.ledger().node())
                    == 1;
        }
    }

    /// How many wait for a lock on one of our tables.
    private long waiting() throws SQLException {
        try (Db db = server.reading()) {
            return db.number("""
                    SELECT count(*)
                      FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
                     WHERE NOT l.granted AND c.relnamespace = current_schema()::regnamespace
                    """);
        }
    }

    private void by(String sql) throws SQLException {
        try (Statement statement = somebody.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
