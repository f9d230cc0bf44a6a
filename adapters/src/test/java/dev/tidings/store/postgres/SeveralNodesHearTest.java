package dev.tidings.store.postgres;

import static dev.tidings.contracts.LedgerStory.LEASE;
import static dev.tidings.contracts.LedgerStory.ROAD;
import static dev.tidings.contracts.LedgerStory.many;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.contracts.MovableClock;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Occurrence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Nodes that hear of the same things, at the same time.
final class SeveralNodesHearTest {
    private final PostgresServer server = TestServer.schema();
    private final MovableClock clock = new MovableClock(LedgerStory.NINE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Node> nodes = List.of(new Node(), new Node());
    private final Node one = nodes.getFirst();
    private final Node other = nodes.getLast();

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

    @AfterEach
    void close() {
        threads.shutdownNow();
        nodes.forEach(each -> each.store.close());
    }

    @Test
    void what_several_are_told_is_on_record_once() throws Exception {
        List<Integer> fresh = together(8, at -> {
            List<Arrival> all = new ArrayList<>(
                    IntStream.range(0, 200).mapToObj(this::arrival).toList());
            Collections.shuffle(all, new Random(at));
            return nodes.get(at % 2).ledger().hear(all);
        });

        assertThat(fresh.stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
        assertThat(one.history().notices(History.Told.ALL, Page.first(1000))).hasSize(200);
    }

    @Test
    void a_delivery_changes_once_though_several_judge_at_the_same_time() throws Exception {
        Occurrence occurrence = one.drawn("weekly", many("p", 100));
        one.ledger().arm(one.claims(100)).forEach(each -> one.settle(one.accepted(each)));
        List<DeliveryRecord> people = one.everyone(occurrence);
        one.ledger().hear(IntStream.range(0, 200).mapToObj(this::arrival).toList());
        List<NoticeRecord> notices = one.ledger().unjudged(1000);

        List<Integer> changed = together(6, at -> {
            List<Judgement> judgements = new ArrayList<>(IntStream.range(0, notices.size())
                    .mapToObj(which -> new Judgement(
                            notices.get(which).id(),
                            Optional.of(
                                    new Match(people.get(which % people.size()).id(), 1, Match.Proof.SIGNED)),
                            true,
                            Optional.of(State.BOUNCED),
                            "550 no such user",
                            "left out"))
                    .toList());
            Collections.shuffle(judgements, new Random(at));
            return nodes.get(at % 2).ledger().judge(judgements).values().stream()
                    .mapToInt(each -> each.isPresent() ? 1 : 0)
                    .sum();
        });

        assertThat(changed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
        assertThat(one.record(occurrence).tally().of(State.BOUNCED)).isEqualTo(100);
        assertThat(one.history().journal(0, 10_000))
                .filteredOn(each -> each.state() == State.BOUNCED)
                .hasSize(100);
        assertThat(other.ledger().unjudged(10)).isEmpty();
    }

    @Test
    void judging_and_settling_do_not_lose_each_others_counts() throws Exception {
        Occurrence occurrence = one.drawn("weekly", many("p", 300));
        List<Claim> claims = one.ledger().arm(one.claims(300));
        claims.subList(0, 150).forEach(each -> one.settle(one.accepted(each)));
        one.ledger().hear(IntStream.range(0, 150).mapToObj(this::arrival).toList());
        List<NoticeRecord> notices = one.ledger().unjudged(1000);

        together(150, at -> {
            if (at % 2 == 0) return one.settle(one.accepted(claims.get(150 + at))) ? 1 : 0;
            Match match = new Match(claims.get(at).delivery(), 1, Match.Proof.SIGNED);
            return other.ledger()
                    .judge(List.of(new Judgement(
                            notices.get(at).id(), Optional.of(match), true, Optional.of(State.BOUNCED), "why", "what")))
                    .size();
        });

        assertThat(one.record(occurrence).tally().of(State.BOUNCED)).isEqualTo(75);
        assertThat(one.record(occurrence).tally().of(State.ACCEPTED)).isEqualTo(150);
        assertThat(one.record(occurrence).tally().waiting()).isEqualTo(75);
    }

    /// What may have arrived waits to be sent once more, while reports of it come in.
    @Test
    void what_is_known_to_have_arrived_is_in_nobodys_hands_to_be_sent_once_more() throws Exception {
        Occurrence occurrence = one.drawn("weekly", many("p", 200));
        one.ledger().arm(one.claims(200)).forEach(each -> one.settle(one.resent(each, one.now())));
        List<DeliveryRecord> people = one.everyone(occurrence);
        one.ledger().hear(IntStream.range(0, 200).mapToObj(this::arrival).toList());
        List<NoticeRecord> notices = one.ledger().unjudged(1000);
        Set<Long> settled = ConcurrentHashMap.newKeySet();
        Set<Long> sent = ConcurrentHashMap.newKeySet();

        together(40, at -> {
            if (at % 2 == 0) {
                one.ledger().arm(one.claims(10)).forEach(each -> sent.add(each.delivery()));
            } else {
                IntStream.range(at / 2 * 10, at / 2 * 10 + 10).forEach(which -> {
                    Match match = new Match(people.get(which).id(), 1, Match.Proof.SIGNED);
                    Judgement arrived = new Judgement(
                            notices.get(which).id(), Optional.of(match), true, Optional.of(State.ACCEPTED), "", "");
                    if (other.ledger().judge(List.of(arrived)).containsValue(Optional.of(State.ACCEPTED))) {
                        settled.add(match.delivery());
                    }
                });
            }
            return 0;
        });
        one.ledger().arm(one.claims(200)).forEach(each -> sent.add(each.delivery()));

        assertThat(settled).isNotEmpty().doesNotContainAnyElementsOf(sent);
        assertThat(settled.size() + sent.size()).isEqualTo(200);
    }

    @Test
    void what_one_stops_no_other_hands_out() throws Exception {
        one.drawn("weekly", many("p", 2000));
        ConcurrentLinkedQueue<String> late = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Boolean> stopped = new ConcurrentLinkedQueue<>();

        together(7, at -> {
            if (at == 0) {
                one.ledger().stop("weekly", "too many came back");
                return stopped.add(true) ? 1 : 0;
            }
            for (int round = 0; round < 40; round++) {
                boolean before = !stopped.isEmpty();
                List<Claim> claims = nodes.get(at % 2).ledger().claim(ROAD, 5, LEASE);
                if (before) claims.forEach(each -> late.add(each.recipient().key()));
            }
            return 0;
        });

        assertThat(late).isEmpty();
        assertThat(other.claims(10)).isEmpty();
        assertThat(other.ledger().stop("weekly", "once more")).isFalse();
        assertThat(other.ledger().goOn("weekly")).isTrue();
        assertThat(one.claims(1)).hasSize(1);
    }

    private Arrival arrival(int number) {
        Notice notice = new Notice(
                Optional.of("p" + number + "@example.org"),
                Fate.FAILED,
                Reason.USERUNKNOWN,
                Optional.empty(),
                Optional.empty(),
                "no such user");
        Report report = new Report(Report.Kind.BOUNCE, List.of(notice), Clues.NONE);
        return new Arrival("imap", "event " + number, clock.instant(), report, new byte[100]);
    }

    private interface Doing {
        int at(int which) throws Exception;
    }

    private List<Integer> together(int many, Doing doing) throws Exception {
        List<Callable<Integer>> all = IntStream.range(0, many)
                .<Callable<Integer>>mapToObj(at -> () -> doing.at(at))
                .toList();
        List<Integer> done = new ArrayList<>();
        for (Future<Integer> each : threads.invokeAll(all)) done.add(each.get());
        return done;
    }
}
