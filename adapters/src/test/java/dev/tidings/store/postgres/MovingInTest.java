package dev.tidings.store.postgres;

import static dev.tidings.contracts.LedgerStory.LEASE;
import static dev.tidings.contracts.LedgerStory.NINE;
import static dev.tidings.contracts.LedgerStory.many;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.contracts.MovableClock;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Conversation;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Verdict;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.History;
import dev.tidings.ledger.JournalEntry;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Settlement;
import dev.tidings.mail.Address;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.smtp.Verb;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.move.Count;
import dev.tidings.store.move.Move;
import dev.tidings.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A ledger that comes from a SQLite file.
final class MovingInTest {
    private final PostgresServer server = TestServer.schema();
    private final MovableClock clock = new MovableClock(NINE);
    private final Path file;

    MovingInTest(@TempDir Path folder) {
        file = folder.resolve("tidings.db");
    }

    /// A store and what happens in it.
    private record Store(Ledger ledger, History history, MovableClock clock) implements LedgerStory, AutoCloseable {
        @Override
        public void reopen() {
            throw new UnsupportedOperationException("it is opened once");
        }

        @Override
        public void close() {
            ledger.close();
        }
    }

    private Store sqlite() {
        SqliteStore store = SqliteStore.open(file, clock, _ -> {});
        return new Store(store.ledger(), store.history(), clock);
    }

    private Store postgres() {
        PostgresStore store = PostgresStore.open(server, clock, new Random(), _ -> {});
        return new Store(store.ledger(), store.history(), clock);
    }

    @Test
    void all_of_it_reads_the_same_afterwards() {
        List<Object> before;
        try (Store old = sqlite()) {
            live(old);
            before = all(old);
        }

        List<Count> counts = Move.copy(file, server);

        assertThat(counts).allMatch(Count::same);
        try (Store fresh = postgres()) {
            assertThat(all(fresh)).isEqualTo(before);
        }
        try (Store old = sqlite()) {
            assertThat(all(old)).isEqualTo(before);
        }
    }

    @Test
    void both_sides_are_counted_by_kind_and_by_where_they_stand() {
        try (Store old = sqlite()) {
            live(old);
        }

        assertThat(Move.copy(file, server))
                .contains(
                        new Count("occurrences", 7, 7),
                        new Count("requests", 1, 1),
                        new Count("occurrences finished", 1, 1),
                        new Count("occurrences cancelled", 1, 1),
                        new Count("deliveries", 16, 16),
                        new Count("deliveries held", 1, 1),
                        new Count("deliveries sending", 1, 1),
                        new Count("deliveries in tallies", 16, 16),
                        new Count("people", 16, 16),
                        new Count("transcripts", 1, 1),
                        new Count("kept mails", 1, 1),
                        new Count("suppressions", 2, 2),
                        new Count("suppressions lifted", 1, 1),
                        new Count("deliveries bounced", 1, 1),
                        new Count("arrivals", 2, 2),
                        new Count("arrivals in octets", 7, 7),
                        new Count("notices", 3, 3),
                        new Count("notices unjudged", 2, 2),
                        new Count("stops", 1, 1),
                        new Count("bookmarks", 1, 1),
                        new Count("ramp-ups", 1, 1));
    }

    @Test
    void life_goes_on_in_the_new_store() {
        Claim armed;
        Occurrence half;
        long end;
        try (Store old = sqlite()) {
            old.drawn("weekly", "ann", "ben");
            armed = old.armed();
            half = old.taken("half drawn");
            old.ledger().enter(half, List.of(old.mailTo("cid")));
            old.drawn("unfit", "dan");
            old.settle(old.failed(old.claims(10).getLast()));
            end = old.history().journalEnd();
        }
        Move.copy(file, server);

        try (Store fresh = postgres()) {
            assertThat(fresh.ledger().uncertain(10, LEASE))
                    .extracting(Claim::delivery)
                    .containsExactly(armed.delivery());
            assertThat(fresh.ledger().expand(10)).extracting(Occurrence::key).containsExactly(half.key());
            List<Claim> waiting = fresh.ledger().claim(LedgerStory.ROAD, 10, LEASE);
            assertThat(LedgerStory.people(waiting)).containsExactlyInAnyOrder("ben", "cid");
            assertThat(fresh.settle(fresh.accepted(
                            fresh.ledger().arm(waiting.subList(0, 1)).getFirst())))
                    .isTrue();
            assertThat(fresh.history().journal(end, 10))
                    .extracting(JournalEntry::delivery)
                    .containsExactly(waiting.getFirst().delivery());
            Occurrence next = fresh.triggered("weekly");
            assertThat(next.id()).isGreaterThan(half.id());
            assertThat(next.due()).isAfter(NINE);
        }
    }

    @Test
    void numbers_of_what_is_forgotten_are_not_given_again() {
        Occurrence forgotten;
        Claim claim;
        try (Store old = sqlite()) {
            forgotten = old.drawn("weekly", "ann");
            claim = old.armed();
            old.settle(old.accepted(claim));
            clock.pass(Duration.ofDays(1));
            old.ledger().forget(clock.instant(), 10);
        }
        Move.copy(file, server);

        try (Store fresh = postgres()) {
            assertThat(fresh.drawn("weekly", "ann").id()).isGreaterThan(forgotten.id());
            assertThat(fresh.claim().delivery()).isGreaterThan(claim.delivery());
        }
    }

    @Test
    void a_file_that_a_server_has_open_is_left_alone() {
        try (Store old = sqlite()) {
            old.drawn("weekly", "ann");
            assertThatThrownBy(() -> Move.copy(file, server))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is in use by");
        }
    }

    @Test
    void a_file_that_is_not_there_is_not_made() {
        assertThatThrownBy(() -> Move.copy(file, server)).hasMessageContaining("there is no ledger at");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_database_that_nodes_work_from_is_left_alone() {
        try (Store old = sqlite()) {
            old.drawn("weekly", "ann");
        }
        try (Store node = postgres()) {
            assertThatThrownBy(() -> Move.copy(file, server))
                    .hasMessageContaining("is in use by")
                    .hasMessageContaining("Stop these nodes");
            assertThat(occurrences(node)).isEmpty();
        }
    }

    @Test
    void a_database_with_anything_in_it_is_left_alone() {
        try (Store old = sqlite()) {
            old.drawn("weekly", "ann");
        }
        Move.copy(file, server);

        assertThatThrownBy(() -> Move.copy(file, server))
                .hasMessageContaining("is not empty: there is something in its delivery already");
    }

    @Test
    void what_cannot_be_written_leaves_the_database_empty() throws Exception {
        try (Store old = sqlite()) {
            old.drawn("weekly", many("p", 300));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "UPDATE delivery SET trace = (SELECT trace FROM delivery WHERE id = 7) WHERE id = 300");
        }

        assertThatThrownBy(() -> Move.copy(file, server)).hasMessageContaining("is left empty");
        isEmpty();
    }

    @Test
    void a_difference_leaves_the_database_empty() throws Exception {
        try (Store old = sqlite()) {
            old.drawn("weekly", many("p", 300));
        }
        postgres().close();
        try (Db db = server.writing()) {
            db.script("""
                    CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
                    CREATE TRIGGER swallows BEFORE INSERT ON person FOR EACH ROW WHEN (NEW.key = 'p7')
                        EXECUTE FUNCTION swallow();
                    """);
        }

        assertThat(Move.copy(file, server))
                .filteredOn(each -> !each.same())
                .containsExactly(new Count("people", 300, 299));
        isEmpty();
    }

    private void isEmpty() {
        try (Store fresh = postgres()) {
            assertThat(occurrences(fresh)).isEmpty();
            assertThat(fresh.history().journalEnd()).isZero();
        }
    }

    private static void live(Store store) {
        Ledger ledger = store.ledger();
        ledger.plan(Map.of("weekly", NINE.plus(LedgerStory.DAY), "daily", Instant.parse("2026-03-29T01:30:00.123Z")));
        ledger.begin("ann@mail.example", NINE);
        Occurrence finished = store.drawn("finished", "ann", "ben");
        store.ledger().arm(store.claims(2)).forEach(each -> store.settle(store.accepted(each)));
        Occurrence mixed = store.taken("mixed");
        ledger.enter(
                mixed,
                List.of(
                        store.mailTo("eve"),
                        store.copyTo("boss", "eve"),
                        store.misfit("7", "a\tb\\n\nc\r晚上", "no @ in \"a\""),
                        store.mailTo("fay"),
                        store.mailTo("gil"),
                        store.mailTo("hal")));
        ledger.entered(mixed);
        List<Claim> claims = ledger.arm(store.claims(3));
        store.settle(store.keeping(store.failed(claims.get(0)), store.message("Hello")));
        store.settle(transcribed(store, claims.get(1)));
        store.settle(store.held(claims.get(2)));
        store.armed();
        store.drawn("cancelled", "ivy", "jim");
        ledger.cancel(store.history()
                .occurrences(Optional.of("cancelled"), Set.of(), Page.first(1))
                .getFirst()
                .occurrence()
                .id());
        Occurrence half = store.taken("half");
        ledger.enter(half, List.of(store.mailTo("kim"), store.mailTo("lea")));
        ledger.postpone(store.taken("postponed"), NINE.plusSeconds(60), "source is away");
        store.drawn("later", "mia", "ned", "oda", "pia");
        ledger.trigger(store.firing("asked", NINE, Cause.API, new Firing.Decision.Missed("late")), "order 7");
        suppress(store, "oda@example.org", Optional.of("later"));
        suppress(store, "zoe@example.org", Optional.empty());
        ledger.lift(List.of(2L), new Suppression.Act("console", "anna", "she wrote"));
        ledger.bookmark("callback", store.history().journal(0, 2).getLast().id());
        assertThat(store.record(finished).result()).isEqualTo("succeeded");
        tell(store, store.record(finished, "ann"));
    }

    private static void tell(Store store, DeliveryRecord ofOne) {
        Notice notice = new Notice(
                Optional.of("Ann\t\0@example.org"),
                Fate.FAILED,
                Reason.MAILBOXFULL,
                Optional.of("5.2.2"),
                Optional.of(552),
                "a\\b");
        Clues clues = new Clues(List.of("a\0"), Optional.empty(), List.of("b\n"), List.of("\"c\""));
        byte[] octets = {0, 1, 2, '\\', (byte) 255, '\n'};
        store.ledger()
                .hear(List.of(
                        new Arrival(
                                "imap",
                                "a\\",
                                NINE,
                                new Report(Report.Kind.BOUNCE, List.of(notice, notice), clues),
                                octets),
                        new Arrival("smtp", "b", NINE, Report.other(Clues.NONE), new byte[1])));
        List<NoticeRecord> notices = store.ledger().unjudged(10);
        store.ledger()
                .judge(List.of(new Judgement(
                        notices.getFirst().id(),
                        Optional.of(new Match(ofOne.id(), 1, Match.Proof.ENVELOPE_ID)),
                        true,
                        Optional.of(State.BOUNCED),
                        "552 full",
                        "counted")));
        store.ledger().putOff(List.of(notices.getLast().id()), NINE.plusSeconds(60));
        store.ledger().stop("later", "too many came back");
    }

    private static Settlement transcribed(Store store, Claim claim) {
        Outcome outcome = new Outcome.Deferred(Verb.RCPT, LedgerStory.GREYLISTED);
        Attempt attempt = new Attempt(
                claim.attempt(),
                LedgerStory.ROAD,
                store.now(),
                Duration.ofMillis(120),
                outcome,
                new Conversation(List.of(), Optional.of(List.of())));
        return new Settlement(
                claim, attempt, new Verdict.RetryAt(NINE.plusSeconds(300), "451 greylisted"), Optional.empty());
    }

    private static void suppress(Store store, String address, Optional<String> notification) {
        store.ledger()
                .suppress(List.of(new Suppression(
                        Address.parse(address),
                        notification,
                        Suppression.Reason.UNSUBSCRIBED,
                        new Suppression.Act("one-click", "the reader", "a\\b"),
                        NINE,
                        Optional.of(NINE.plus(Duration.ofDays(999))))));
    }

    /// Whatever can be read of a ledger.
    private static List<Object> all(Store store) {
        History history = store.history();
        List<Object> all = new ArrayList<>();
        all.add(store.ledger().agenda());
        all.add(store.ledger().begun("ann@mail.example"));
        all.add(store.ledger().bookmark("callback"));
        all.add(history.journal(0, 10_000));
        all.add(store.ledger()
                .trigger(store.firing("asked", NINE, Cause.API, new Firing.Decision.Missed("late")), "order 7"));
        all.add(history.finished(0, 10_000));
        all.add(history.returned(Instant.EPOCH));
        all.add(history.stops());
        all.add(store.ledger().unjudged(100).stream().map(NoticeRecord::id).toList());
        all.add(history.mailboxFailures("ann@example.org", Instant.EPOCH));
        for (NoticeRecord each : history.notices(History.Told.ALL, Page.first(100))) {
            all.add(each.toString().replace('\0', '\ufffd'));
            all.add(HexFormat.of().formatHex(history.original(each.arrival()).orElseThrow()));
        }
        all.add(history.suppressions("", History.Which.EVER, Page.first(1000)));
        for (OccurrenceRecord occurrence : occurrences(store)) {
            all.add(occurrence);
            for (DeliveryRecord each : store.everyone(occurrence.occurrence())) {
                all.add(each);
                all.add(history.attempts(each.id()));
                all.add(history.transcripts(each.id()));
                all.add(history.kept(each.id()).map(kept -> List.of(kept.subject(), kept.sender(), kept.receiver())));
                all.add(history.kept(each.id()).map(kept -> HexFormat.of().formatHex(kept.content())));
                all.add(history.delivery(each.trace()).map(DeliveryRecord::id));
                all.add(history.to(each.addressee().address(), Page.first(100)));
            }
        }
        return all;
    }

    private static List<OccurrenceRecord> occurrences(Store store) {
        return store.history().occurrences(Optional.empty(), Set.of(), Page.first(1000));
    }
}
