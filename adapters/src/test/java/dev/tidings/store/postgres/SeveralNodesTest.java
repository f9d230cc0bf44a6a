package dev.tidings.store.postgres;

import static dev.tidings.contracts.LedgerStory.LEASE;
import static dev.tidings.contracts.LedgerStory.ROAD;
import static dev.tidings.contracts.LedgerStory.many;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.contracts.MovableClock;
import dev.tidings.deliver.Breaker.Closed;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Trouble;
import dev.tidings.ledger.Finish;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.History;
import dev.tidings.ledger.JournalEntry;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.NodeRecord;
import dev.tidings.ledger.NodeRecord.Standing;
import dev.tidings.ledger.NodeReport;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Triggered;
import dev.tidings.mail.Address;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.store.jdbc.Db;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Nodes that work from one ledger.
final class SeveralNodesTest {
    private static final Revision OLD = new Revision("01d0".repeat(16));
    private static final NodeReport AT_WORK = new NodeReport(OLD, new NodeReport.Hands(4, 1), NodeReport.Pace.WORKING);

    private final PostgresServer server = TestServer.schema();
    private final MovableClock clock = new MovableClock(LedgerStory.NINE);
    private final List<Node> nodes = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Node one = node();
    private final Node other = node();

    /// A node of the story.
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
    }

    private Node node() {
        Node node = new Node();
        nodes.add(node);
        return node;
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        nodes.forEach(each -> each.store.close());
    }

    @Test
    void an_instant_is_fired_by_one_of_them() throws Exception {
        one.ledger().plan(Map.of("weekly", LedgerStory.NINE));
        Firing firing = one.due("weekly", LedgerStory.NINE);

        List<Occurrence> fired = together(8, at -> nodes.get(at % 2).ledger().fire(List.of(firing)));

        assertThat(fired).hasSize(1);
        assertThat(one.ledger().agenda()).containsEntry("weekly", LedgerStory.NINE.plus(LedgerStory.DAY));
    }

    @Test
    void whoever_settles_the_last_of_an_occurrence_has_finished_it() {
        one.drawn("weekly", "ann", "bob");
        Claim early = one.claims(1).getFirst();
        Claim last = other.claim();

        one.settle(one.accepted(early));
        other.settle(other.accepted(last));

        assertThat(one.history().finished(0, 10))
                .extracting(Finish::by)
                .containsExactly(other.ledger().node());
    }

    @Test
    void nobody_is_claimed_by_two_and_nobody_by_none() throws Exception {
        one.drawn("weekly", many("w", 700));
        one.drawn("daily", many("d", 300));

        List<Claim> claimed = together(6, at -> {
            List<Claim> mine = new ArrayList<>();
            for (List<Claim> some = claims(at); !some.isEmpty(); some = claims(at)) mine.addAll(some);
            return mine;
        });

        assertThat(claimed).hasSize(1000).extracting(Claim::delivery).doesNotHaveDuplicates();
        assertThat(claimed).extracting(Claim::fence).doesNotHaveDuplicates();
    }

    /// Some are carried by name, to both; others are found; meanwhile all that was claimed is armed.
    @Test
    void nobody_is_claimed_by_two_where_some_are_carried_by_name() throws Exception {
        Occurrence occurrence = one.drawn("weekly", many("w", 1000));
        List<Long> all = one.history().due(occurrence.id(), 0, 1000).stream()
                .map(History.DueDelivery::id)
                .toList();

        List<Claim> armed = together(6, at -> {
            List<Claim> mine = new ArrayList<>();
            for (int from = 0; from < all.size(); from += 20) {
                Ledger ledger = nodes.get(at % 2).ledger();
                List<Claim> some = at < 4
                        ? ledger.claim(ROAD, all.subList(from, from + 20), LEASE)
                        : nodes.get(at % 2).claims(7);
                mine.addAll(ledger.arm(some));
            }
            return mine;
        });

        assertThat(armed).hasSize(1000).extracting(Claim::delivery).doesNotHaveDuplicates();
    }

    @Test
    void a_request_that_comes_to_two_at_once_fires_once() throws Exception {
        Firing firing = one.firing("weekly", LedgerStory.NINE, Cause.EVENT, new Firing.Decision.Due());

        List<Triggered> all =
                together(8, at -> List.of(nodes.get(at % 2).ledger().trigger(firing, "order 7")));

        assertThat(all).filteredOn(Triggered::anew).hasSize(1);
        assertThat(all)
                .extracting(Triggered::occurrence)
                .containsOnly(all.getFirst().occurrence());
    }

    @Test
    void a_road_that_one_notes_as_closed_the_others_know() {
        Closed closed = new Closed(
                Trouble.THROTTLED, "421 too fast", one.now(), one.now().plusSeconds(30));
        Closed barred = new Closed(Trouble.SIGN_IN, "535 no", one.now(), Instant.MAX);
        one.ledger().note("main", Optional.of(closed));
        one.ledger().note("backup", Optional.of(closed));
        one.ledger().note("backup", Optional.of(barred));

        assertThat(other.ledger().closings()).isEqualTo(Map.of("main", closed, "backup", barred));
        other.ledger().note("main", Optional.empty());
        assertThat(one.ledger().closings()).isEqualTo(Map.of("backup", barred));
    }

    private List<Claim> claims(int node) {
        return nodes.get(node % 2).claims(20);
    }

    @Test
    void what_an_ended_node_had_in_its_hands_is_the_others_at_once() {
        Occurrence occurrence = one.drawn("weekly", "ann", "ben");
        Claim armed = one.armed();
        Claim claimed = one.claim();
        one.taken("daily");
        assertThat(other.claims(10)).isEmpty();

        one.store.close();

        assertThat(other.ledger().reap()).isEqualTo(1);
        assertThat(other.ledger().uncertain(10, LEASE))
                .extracting(Claim::delivery)
                .containsExactly(armed.delivery());
        assertThat(other.claim().delivery()).isEqualTo(claimed.delivery());
        assertThat(other.ledger().expand(10))
                .extracting(each -> each.key().notification())
                .containsExactly("daily");
        assertThat(other.record(occurrence).tally().waiting()).isEqualTo(2);
    }

    /// It was halted for longer than its lease, and goes on as if nothing had been.
    @Test
    void a_node_that_comes_late_changes_nothing() {
        one.drawn("weekly", "ann", "ben");
        Claim sent = one.armed();
        Claim late = one.claim();
        clock.pass(LEASE);

        assertThat(other.ledger().reap()).isEqualTo(1);
        Claim taken = other.claim();
        Claim uncertain = other.ledger().uncertain(10, LEASE).getFirst();

        assertThat(one.ledger().arm(List.of(late))).isEmpty();
        assertThat(one.settle(one.accepted(sent))).isFalse();
        assertThat(one.settle(one.failed(late))).isFalse();
        one.ledger().release(List.of(late));
        one.ledger().renew(List.of(late, sent), LEASE);
        assertThat(other.ledger().arm(List.of(taken))).hasSize(1);
        assertThat(other.settle(other.resent(uncertain, other.now()))).isTrue();
        assertThat(other.record(uncertain).progress().possibleDuplicate()).isTrue();
    }

    /// The database has it as sending, and the answer comes when others may have taken it already.
    @Test
    void what_took_longer_to_arm_than_its_lease_is_not_sent() {
        Occurrence occurrence = one.drawn("weekly", "ann");
        AtomicBoolean leaping = new AtomicBoolean();
        InstantSource held = () -> {
            Instant now = clock.instant();
            if (leaping.get()) clock.pass(LEASE);
            return now;
        };
        try (PostgresStore store = PostgresStore.open(server, held, new Random(), _ -> {})) {
            Ledger ledger = store.ledger();
            List<Claim> claims = ledger.claim(LedgerStory.ROAD, 1, LEASE);
            leaping.set(true);

            assertThat(ledger.arm(claims)).isEmpty();

            leaping.set(false);
            assertThat(one.record(occurrence, "ann").state()).isEqualTo(State.SENDING);
            assertThat(other.ledger().uncertain(10, LEASE)).hasSize(1);
        }
    }

    @Test
    void what_a_node_had_that_is_not_heard_of_is_the_others_and_it_is_told_as_gone() throws Exception {
        one.ledger().present(AT_WORK);
        one.ledger().onDuty("callbacks", LEASE);
        one.drawn("weekly", "ann");
        Claim sent = one.armed();
        one.taken("daily");
        silence(one, "1 second");

        assertThat(other.ledger().expand(10)).hasSize(1);
        assertThat(other.ledger().onDuty("callbacks", LEASE)).isTrue();
        Claim uncertain = other.ledger().uncertain(10, LEASE).getFirst();
        other.settle(other.resent(uncertain, other.now()));

        assertThat(other.history().attempts(sent.delivery()))
                .extracting(each -> each.by().node())
                .as("who judges it did not send it")
                .containsExactly(one.ledger().node());
        NodeRecord gone = seen(one);
        assertThat(gone.life().standing()).isEqualTo(Standing.GONE);
        assertThat(gone.life().silence()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
        assertThat(other.ledger().drain(one.ledger().node())).isFalse();
    }

    /// It was halted in the middle of it, say. Its last pages, and its end, are of a drawing that is another's now.
    @Test
    void whoever_comes_back_to_a_drawing_that_another_has_taken_adds_nothing_to_it() throws Exception {
        Occurrence occurrence = one.taken("weekly");
        one.ledger().enter(occurrence, List.of(one.mailTo("ann"), one.mailTo("bob")));
        silence(one, "1 second");
        assertThat(other.ledger().expand(10)).containsExactly(occurrence);

        one.ledger().enter(occurrence, List.of(one.mailTo("cem")));
        one.ledger().entered(occurrence);
        one.ledger().postpone(occurrence, one.now(), "the source is away");
        other.ledger().enter(occurrence, List.of(other.mailTo("ann"), other.mailTo("bob"), other.mailTo("ann")));
        other.ledger().entered(occurrence);

        assertThat(one.record(occurrence).standing()).isEqualTo(OccurrenceRecord.Standing.SENDING);
        assertThat(one.record(occurrence).tally().people()).isEqualTo(2);
        assertThat(one.record(occurrence).tally().repeated()).isEqualTo(1);
    }

    @Test
    void a_node_that_is_gone_is_forgotten_after_hours_and_one_that_said_goodbye_at_once() throws Exception {
        one.ledger().present(AT_WORK);
        other.ledger().present(AT_WORK);
        silence(one, "7 hours");
        node().ledger().present(AT_WORK);

        await().atMost(Duration.ofSeconds(20)).until(() -> remembered() == 2);
        nodes.getLast().store.close();

        assertThat(other.history().nodes())
                .extracting(NodeRecord::id)
                .containsExactly(other.ledger().node());
    }

    private long remembered() throws Exception {
        try (Db db = server.writing()) {
            return db.number("SELECT count(*) FROM node");
        }
    }

    /// All of them bear their machine's name.
    @Test
    void one_that_began_again_under_its_name_is_not_told_as_gone_any_more() throws Exception {
        one.ledger().present(AT_WORK);
        other.ledger().present(AT_WORK);
        try (Db db = server.writing()) {
            db.change(
                    "UPDATE node SET began = clock_timestamp() - interval '1 hour' WHERE id = ?",
                    other.ledger().node());
        }
        silence(one, "1 minute");
        assertThat(seen(one).life().standing())
                .as("the other of its name was there before")
                .isEqualTo(Standing.GONE);

        Node again = node();
        again.ledger().present(AT_WORK);

        assertThat(other.history().nodes())
                .extracting(NodeRecord::id)
                .containsExactlyInAnyOrder(other.ledger().node(), again.ledger().node());
    }

    /// For so long beyond the time for which it counts as alive.
    private void silence(Node node, String since) throws Exception {
        try (Db db = server.writing()) {
            db.change(
                    "UPDATE node SET alive = clock_timestamp() - ?::interval WHERE id = ?",
                    since,
                    node.ledger().node());
        }
    }

    private NodeRecord seen(Node node) {
        return other.history().nodes().stream()
                .filter(each -> each.id().equals(node.ledger().node()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_node_that_only_looks_is_not_on_the_list() {
        one.ledger().present(AT_WORK);

        assertThat(other.history().nodes())
                .extracting(NodeRecord::id)
                .containsExactly(one.ledger().node());
    }

    @Test
    void any_node_has_any_other_drained_and_what_that_one_alone_did_is_the_others_then() {
        one.ledger().present(AT_WORK);
        other.ledger().present(AT_WORK);
        assertThat(one.ledger().onDuty("callbacks", LEASE)).isTrue();
        assertThat(seen(one).duties()).containsExactly("callbacks");

        assertThat(other.ledger().drain(one.ledger().node())).isTrue();

        assertThat(one.ledger().present(AT_WORK)).isTrue();
        assertThat(other.ledger().onDuty("callbacks", LEASE)).isFalse();
        one.ledger().present(new NodeReport(OLD, new NodeReport.Hands(4, 0), NodeReport.Pace.DRAINED));
        assertThat(other.ledger().onDuty("callbacks", LEASE)).isTrue();
        assertThat(one.ledger().onDuty("another", LEASE)).isFalse();
        assertThat(other.ledger().present(AT_WORK)).isFalse();
    }

    /// As after a restart of the server: all connections are there, and none of them is worth anything.
    @Test
    void whoever_reads_does_not_notice_that_all_connections_were_ended() throws Exception {
        Occurrence occurrence = one.drawn("weekly", "ann");
        try (Db db = server.writing()) {
            db.list(row -> row.getBoolean(1), """
                    SELECT pg_terminate_backend(pid)
                      FROM pg_stat_activity
                     WHERE application_name = 'tidings' AND pid <> pg_backend_pid()
                    """);
        }

        for (int connection = 0; connection < 4; connection++) {
            assertThat(one.record(occurrence).tally().people()).isEqualTo(1);
        }
        assertThat(one.claims(10)).hasSize(1);
    }

    @Test
    void a_mail_is_armed_or_skipped_and_never_both() throws Exception {
        Occurrence occurrence = one.drawn("weekly", many("p", 200));
        for (Claim claim : one.claims(200)) {
            Future<List<Claim>> arming = threads.submit(() -> one.ledger().arm(List.of(claim)));
            Future<Integer> skipping = threads.submit(() -> other.ledger().skip(List.of(claim.delivery())));

            assertThat(arming.get(20, SECONDS).size() + skipping.get(20, SECONDS))
                    .isEqualTo(1);
        }
        assertThat(one.record(occurrence).tally().people()).isEqualTo(200);
    }

    @Test
    void whoever_is_suppressed_while_they_are_entered_is_left_out() throws Exception {
        for (int round = 0; round < 100; round++) {
            String person = "p" + round;
            Occurrence occurrence = one.taken("weekly");
            Suppression suppression = new Suppression(
                    new Address(person, "example.org"),
                    Optional.empty(),
                    Suppression.Reason.MANUAL,
                    new Suppression.Act("test", "", ""),
                    clock.instant(),
                    Optional.empty());
            Future<?> entering = threads.submit(() -> one.ledger().enter(occurrence, List.of(one.mailTo(person))));
            Future<?> suppressing = threads.submit(() -> other.ledger().suppress(List.of(suppression)));
            entering.get(20, SECONDS);
            suppressing.get(20, SECONDS);

            assertThat(one.record(occurrence, person).state()).isEqualTo(State.SUPPRESSED);
            one.ledger().entered(occurrence);
            clock.pass(Duration.ofMillis(5));
        }
    }

    /// Whoever follows the journal misses nothing, whichever of two transactions commits first.
    @Test
    void a_reader_of_the_journal_finds_everything_though_two_nodes_write() throws Exception {
        one.drawn("weekly", many("p", 600));
        Collection<Long> read = new ConcurrentLinkedQueue<>();
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        Future<?> reading = threads.submit(() -> {
            long place = 0;
            while (true) {
                boolean last = written.isDone();
                List<JournalEntry> some = other.history().journal(place, 7);
                some.forEach(each -> read.add(each.delivery()));
                if (!some.isEmpty()) place = some.getLast().id();
                else if (last) return;
            }
        });

        together(8, at -> {
            Node node = nodes.get(at % 2);
            for (List<Claim> some = claims(at); !some.isEmpty(); some = claims(at)) {
                for (Claim each : some) {
                    var _ = node.ledger().settle(node.failed(each));
                }
            }
            return List.of();
        });
        for (Node each : nodes) each.ledger().plan(Map.of("all before", Instant.EPOCH));
        written.complete(true);
        reading.get(30, SECONDS);

        assertThat(read).hasSize(600).doesNotHaveDuplicates();
        assertThat(one.history().failures(Page.first(1000))).hasSize(600);
    }

    @Test
    void tallies_are_right_and_it_finishes_once_though_both_settle_the_same_occurrence() throws Exception {
        Occurrence occurrence = one.drawn("weekly", many("p", 400));
        Set<Claim> all = new HashSet<>();
        for (int i = 0; i < 20; i++) all.addAll(claims(i));
        List<Claim> claims = List.copyOf(all);

        together(400, at -> {
            Node node = nodes.get(at % 2);
            assertThat(node.settle(node.accepted(
                            node.ledger().arm(List.of(claims.get(at))).getFirst())))
                    .isTrue();
            return List.of();
        });

        assertThat(one.record(occurrence).tally().of(State.ACCEPTED)).isEqualTo(400);
        assertThat(one.record(occurrence).standing().running()).isFalse();
        assertThat(one.history().finished(0, 10)).hasSize(1);
    }

    @Test
    void what_rings_at_one_wakes_the_other() throws Exception {
        for (int round = 0; round < 20; round++) {
            String subject = "road " + round;
            Future<Boolean> woken = threads.submit(() -> {
                long began = System.nanoTime();
                other.store.bus().await(subject, Duration.ofSeconds(20));
                return System.nanoTime() - began < SECONDS.toNanos(15);
            });
            one.store.bus().ring(subject);

            assertThat(woken.get(30, SECONDS)).isTrue();
        }
    }

    @Test
    void a_duty_is_one_nodes_until_it_lets_go_or_is_no_more() {
        assertThat(one.ledger().onDuty("callbacks", LEASE)).isTrue();
        assertThat(one.ledger().onDuty("callbacks", LEASE)).isTrue();
        assertThat(other.ledger().onDuty("callbacks", LEASE)).isFalse();
        assertThat(other.ledger().onDuty("another", LEASE)).isTrue();

        clock.pass(LEASE);
        assertThat(other.ledger().onDuty("callbacks", LEASE)).isTrue();
        assertThat(one.ledger().onDuty("callbacks", LEASE)).isFalse();

        other.store.close();
        assertThat(one.ledger().onDuty("callbacks", LEASE)).isTrue();
    }

    private interface Doing<T> {
        List<T> at(int which) throws Exception;
    }

    private <T> List<T> together(int many, Doing<T> doing) throws Exception {
        List<Callable<List<T>>> all = IntStream.range(0, many)
                .<Callable<List<T>>>mapToObj(at -> () -> doing.at(at))
                .toList();
        List<T> done = new ArrayList<>();
        for (Future<List<T>> each : threads.invokeAll(all)) done.addAll(each.get());
        return done;
    }
}
