package dev.tidings.store.postgres;

import static dev.tidings.contracts.LedgerStory.LEASE;
import static dev.tidings.contracts.LedgerStory.NINE;
import static dev.tidings.contracts.LedgerStory.many;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.contracts.MovableClock;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.event.Event;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.notification.Occurrence;
import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Nodes of two programs, one of which knows a schema more.
@Timeout(90)
final class UpgradeTest {
    private static final Script FIRST = Migrations.SHIPPED.scripts().getFirst();
    /// Adds to what all statements of the old program read and write.
    private static final Script ADDS = Script.of("""
            -- Works with programs of schema 1 and later.
            ALTER TABLE occurrence ADD COLUMN colour text;
            ALTER TABLE delivery ADD COLUMN colour text NOT NULL DEFAULT 'blue';
            ALTER TABLE person ADD COLUMN colour text;
            ALTER TABLE journal ADD COLUMN colour text;
            CREATE TABLE paint (colour text PRIMARY KEY);
            """);
    /// Takes away what the old program writes.
    private static final Script CHANGES = Script.of("""
            -- Works with programs of schema 2 and later.
            ALTER TABLE journal RENAME COLUMN took TO lasted;
            """);
    private static final Migrations OLD = new Migrations(List.of(FIRST));
    private static final Migrations ADDING = new Migrations(List.of(FIRST, ADDS));
    private static final Migrations CHANGING = new Migrations(List.of(FIRST, CHANGES));

    private final PostgresServer server = TestServer.schema();
    private final MovableClock clock = new MovableClock(NINE);
    private final List<Node> nodes = new ArrayList<>();

    private final class Node implements LedgerStory {
        private final Queue<Event> events = new ConcurrentLinkedQueue<>();
        private final PostgresStore store;
        private final Ledger ledger;

        private Node(Migrations program) {
            this.store = PostgresStore.open(server, program, clock, new Random(), events::add);
            this.ledger = store.ledger();
        }

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

    private Node node(Migrations program) {
        Node node = new Node(program);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void close() {
        nodes.forEach(each -> each.store.close());
    }

    @Test
    void an_old_node_works_on_beside_a_new_one_that_has_added_to_the_schema() {
        Node old = node(OLD);
        // so often that the server has prepared its statements
        for (int time = 0; time < 8; time++) live(old, "before " + time);
        Claim inHand = inHand(old);

        Node fresh = node(ADDING);

        assertThat(old.settle(old.accepted(old.ledger().arm(List.of(inHand)).getFirst())))
                .isTrue();
        for (int time = 0; time < 4; time++) {
            live(old, "old " + time);
            live(fresh, "new " + time);
        }
        assertThat(old.events).isEmpty();
        assertThat(old.history().journal(0, 1000)).isEqualTo(fresh.history().journal(0, 1000));
    }

    @Test
    void an_old_program_starts_on_a_schema_that_was_added_to() {
        node(ADDING);

        live(node(OLD), "weekly");
    }

    @Test
    void both_take_mail_of_the_same_occurrence() {
        Node old = node(OLD);
        old.drawn("weekly", many("p", 40));
        List<Claim> claims = new ArrayList<>(old.claims(10));
        Node fresh = node(ADDING);
        claims.addAll(fresh.claims(10));
        claims.addAll(old.claims(20));

        assertThat(claims).extracting(Claim::delivery).hasSize(40).doesNotHaveDuplicates();
        assertThat(claims).extracting(Claim::fence).doesNotHaveDuplicates();
    }

    @Test
    void what_changes_too_much_waits_until_no_old_node_is_alive() throws Exception {
        Node old = node(OLD);

        assertThatThrownBy(() -> node(CHANGING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has to be brought from schema 1 to 2")
                .hasMessageContaining("Stop all of them, then start this one again.");
        live(old, "weekly");
        assertThat(version()).isEqualTo(new Schema(1, 1));

        old.store.close();
        node(CHANGING);
        assertThat(version()).isEqualTo(new Schema(2, 2));
    }

    @Test
    void an_old_program_does_not_start_on_a_schema_that_was_changed_too_much() {
        node(CHANGING);

        assertThatThrownBy(() -> node(OLD))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was brought to schema 2 by a newer Tidings")
                .hasMessageContaining("programs of schema 2 and later work with; this one is of schema 1")
                .hasMessageContaining("Start the newer program, or give this one another store.");
    }

    /// The others took it for dead: it was halted, or cut off.
    @Test
    void an_old_node_that_was_believed_dead_writes_nothing_once_it_hears_of_the_change() throws Exception {
        Node old = node(OLD);
        Occurrence occurrence = old.drawn("weekly", "ann", "ben");
        Claim armed = old.armed();
        Claim claimed = old.claim();
        try (Db db = server.writing()) {
            db.change("DELETE FROM node");
        }
        Node fresh = node(CHANGING);

        await().atMost(Duration.ofSeconds(20)).until(() -> !old.events.isEmpty());

        assertThat(old.events)
                .first()
                .isInstanceOfSatisfying(
                        Event.StoreFailing.class,
                        failing -> assertThat(failing.why()).contains("was brought to schema 2 by a newer Tidings"));
        CompletableFuture<Void> planned =
                CompletableFuture.runAsync(() -> old.ledger().plan(Map.of("weekly", NINE)), Thread::startVirtualThread);
        CompletableFuture<?> taken = CompletableFuture.supplyAsync(() -> old.claims(10), Thread::startVirtualThread);
        CompletableFuture<Boolean> settled = old.ledger().settle(old.accepted(armed));
        assertThat(fresh.ledger().uncertain(10, LEASE))
                .extracting(Claim::delivery)
                .containsExactly(armed.delivery());
        fresh.ledger().reap();
        assertThat(fresh.claims(10)).extracting(Claim::delivery).containsExactly(claimed.delivery());
        assertThat(planned).isNotDone();
        assertThat(taken).isNotDone();
        assertThat(settled).isNotDone();
        assertThat(fresh.ledger().agenda()).isEmpty();
        assertThat(fresh.record(occurrence).tally().of(State.ACCEPTED)).isZero();

        old.store.close();
        await().until(settled::isCompletedExceptionally);
    }

    @Test
    void who_has_not_looked_for_a_while_looks_before_it_writes() throws Exception {
        node(OLD).store.close();
        long[] nanos = {0};
        SchemaWatch watch = new SchemaWatch(server, 1, Duration.ofSeconds(30), () -> nanos[0]);
        try (Db db = server.writing()) {
            watch.check(db);
            node(CHANGING);
            nanos[0] = Duration.ofSeconds(19).toNanos();
            watch.check(db);
            nanos[0] = Duration.ofSeconds(20).toNanos();

            assertThatThrownBy(() -> watch.check(db)).hasMessageContaining("was brought to schema 2");
            assertThat(watch.outgrown()).isPresent();
        }
    }

    @Test
    void a_script_says_with_which_programs_it_works() {
        assertThat(FIRST.worksFrom()).isEqualTo(1);
        assertThatThrownBy(() -> Script.of("ALTER TABLE person ADD COLUMN colour text;"))
                .hasMessageContaining("a script begins with");
    }

    /// Whatever a node does to have a mail sent.
    private static void live(Node node, String notification) {
        node.ledger().plan(Map.of(notification, node.now()));
        assertThat(node.ledger().fire(List.of(node.due(notification, node.now()))))
                .hasSize(1);
        Occurrence occurrence = node.ledger().expand(10).getFirst();
        node.ledger().enter(occurrence, List.of(node.mailTo("ann"), node.mailTo("ben")));
        node.ledger().entered(occurrence);
        List<Claim> claims = node.ledger().arm(node.claims(2));
        assertThat(claims).hasSize(2);
        assertThat(node.settle(node.accepted(claims.getFirst()))).isTrue();
        assertThat(node.settle(node.failed(claims.getLast()))).isTrue();
        assertThat(node.record(occurrence).result()).isEqualTo("partly failed (1 of 2)");
        assertThat(node.history().attempts(claims.getFirst().delivery())).hasSize(1);
    }

    private static Claim inHand(Node node) {
        node.drawn("in hand", "ann");
        return node.claim();
    }

    private Schema version() throws SQLException {
        try (Db db = server.writing()) {
            return Schema.of(db);
        }
    }
}
