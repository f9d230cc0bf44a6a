package dev.tidings.store.sqlite;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.contracts.MovableClock;
import dev.tidings.event.Event;
import dev.tidings.ledger.Entered;
import dev.tidings.ledger.Entry;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.StoreAway;
import dev.tidings.notification.Occurrence;
import dev.tidings.store.jdbc.Condition;
import dev.tidings.store.jdbc.Database;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Firings;
import dev.tidings.store.jdbc.Task;
import dev.tidings.store.jdbc.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// While the storage fails, everybody waits; when it works again, nothing is lost.
final class StorageTroubleTest {
    private final MovableClock clock = new MovableClock(LedgerStory.NINE);
    private final List<Event> heard = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("tidings.db");
    }

    @Test
    void who_writes_while_another_program_holds_the_file_waits_and_loses_nothing() throws Exception {
        try (SqliteStore store = SqliteStore.open(file, clock, heard::add)) {
            CompletableFuture<Void> planned;
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    var statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                planned = plan(store, "weekly");
                await().until(() -> !heard.isEmpty());
                assertThat(planned).isNotDone();
                assertThat(heard)
                        .containsExactly(new Event.StoreFailing("another program holds the database (sqlite_busy)"));
                assertThat(store.ledger().agenda()).isEmpty();
                statement.execute("ROLLBACK");
            }
            planned.get(20, SECONDS);

            assertThat(heard).hasSize(2).last().isEqualTo(new Event.StoreRecovered());
            assertThat(store.ledger().agenda()).containsKey("weekly");
        }
    }

    @Test
    void a_full_disk_is_waited_out() throws Exception {
        SmallDisk disk = new SmallDisk(new SqliteFile(file));
        try (SqliteStore store = SqliteStore.open(file, disk, clock, heard::add)) {
            disk.fill();
            List<CompletableFuture<Void>> planned = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 3; i++) {
                planned.add(plan(store, "weekly".repeat(2000) + i));
            }
            await().until(() -> !heard.isEmpty());
            assertThat(heard).containsExactly(new Event.StoreFailing("the disk is full (sqlite_full)"));
            disk.clean();
            for (CompletableFuture<Void> each : planned) {
                each.get(20, SECONDS);
            }

            assertThat(store.ledger().agenda()).hasSize(3);
            assertThat(heard).hasSize(2);
        }
    }

    /// Whoever decided that it is due has to look again whether it is too late now.
    @Test
    void what_was_due_before_a_long_trouble_is_decided_anew() throws Exception {
        try (SqliteStore store = SqliteStore.open(file, clock, heard::add);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = other.createStatement()) {
            List<Firing> due = List.of(story(store).due("weekly", LedgerStory.NINE));
            store.ledger().plan(Map.of("weekly", LedgerStory.NINE));
            statement.execute("BEGIN IMMEDIATE");
            CompletableFuture<List<Occurrence>> fired =
                    CompletableFuture.supplyAsync(() -> store.ledger().fire(due), Thread::startVirtualThread);
            await().until(() -> !heard.isEmpty());
            clock.pass(Duration.ofMinutes(20));
            statement.execute("ROLLBACK");

            assertThatThrownBy(fired::join).hasCauseInstanceOf(StoreAway.class);
            assertThat(store.history().occurrences(Optional.empty(), Set.of(), Page.first(10)))
                    .isEmpty();
            assertThat(store.ledger().fire(due)).hasSize(1);
        }
    }

    @Test
    void a_disk_that_is_full_while_an_audience_is_half_entered_costs_no_connections() throws Exception {
        Occurrence occurrence;
        List<Entry> people;
        try (SqliteStore store = SqliteStore.open(file, clock, heard::add)) {
            LedgerStory story = story(store);
            occurrence = story.taken("weekly");
            people = Stream.of(LedgerStory.many("p", 500)).map(story::mailTo).toList();
            store.ledger().enter(occurrence, people);
        }
        SmallDisk disk = new SmallDisk(new SqliteFile(file));
        try (SqliteStore store = SqliteStore.open(file, disk, clock, heard::add)) {
            disk.writings.clear();
            disk.fill();
            CompletableFuture<Void> planned = plan(store, "daily");
            await().until(() -> disk.writings.size() > 2);
            disk.clean();
            planned.get(20, SECONDS);

            assertThat(disk.writings).filteredOn(SmallDisk::isOpen).hasSize(1);
            store.ledger().expand(10);
            assertThat(store.ledger().enter(occurrence, people)).isEqualTo(new Entered(0, 0, 500));
        }
    }

    @Test
    void a_listener_that_fails_harms_nobody() throws Exception {
        SmallDisk disk = new SmallDisk(new SqliteFile(file));
        try (SqliteStore store = SqliteStore.open(file, disk, clock, event -> {
            heard.add(event);
            throw new IllegalStateException("a listener's mistake");
        })) {
            disk.fill();
            CompletableFuture<Occurrence> triggered = CompletableFuture.supplyAsync(
                    () -> story(store).triggered("weekly".repeat(2000)), Thread::startVirtualThread);
            await().until(() -> !heard.isEmpty());
            disk.clean();
            triggered.get(20, SECONDS);

            assertThat(store.history().occurrences(Optional.empty(), Set.of(), Page.first(10)))
                    .hasSize(1);
            assertThat(heard).hasSize(2);
        }
    }

    @Test
    void closing_while_the_disk_is_full_ends_and_tells_who_waits() {
        SmallDisk disk = new SmallDisk(new SqliteFile(file));
        SqliteStore store = SqliteStore.open(file, disk, clock, heard::add);
        disk.fill();
        CompletableFuture<Void> planned = plan(store, "weekly".repeat(2000));
        await().until(() -> !heard.isEmpty());

        store.close();

        assertThatThrownBy(() -> planned.get(20, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("the store is closed; nothing was written");
    }

    @Test
    void work_that_is_wrong_fails_alone() throws Exception {
        SqliteStore.open(file, clock, heard::add).close();
        Database database = new SqliteFile(file);
        Writer<Transaction> writer = new Writer<>(
                () -> Transaction.by(database.writing(), "house", clock),
                StorageTrouble::of,
                Optional::empty,
                new Condition(heard::add),
                () -> {});
        CompletableFuture<Integer> before = writer.submit(plan("before"));
        CompletableFuture<Integer> wrong =
                writer.submit(Task.of(transaction -> transaction.db().change("DELETE FROM nowhere")));
        CompletableFuture<Integer> after = writer.submit(plan("after"));
        writer.start();

        assertThat(before.get(20, SECONDS)).isEqualTo(1);
        assertThatThrownBy(wrong::join).isInstanceOf(CompletionException.class).hasMessageContaining("no such table");
        assertThat(after.get(20, SECONDS)).isEqualTo(1);
        writer.close();
        assertThat(heard).isEmpty();
    }

    @Test
    void a_file_that_is_removed_while_open_takes_nothing_more() throws Exception {
        try (SqliteStore store = SqliteStore.open(file, clock, heard::add)) {
            store.ledger().plan(Map.of("weekly", LedgerStory.NINE));
            Files.delete(file);
            CompletableFuture<Void> planned = plan(store, "daily");
            await().until(() -> !heard.isEmpty());

            assertThat(planned).isNotDone();
            assertThat(heard)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Event.StoreFailing.class,
                            event -> assertThat(event.why()).contains("was removed while it was open"));
        }
    }

    @Test
    void a_second_process_is_refused_by_whatever_link_it_comes() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("elsewhere.db"), file);
        try (SqliteStore store = SqliteStore.open(file, clock, heard::add)) {
            assertThatThrownBy(() -> SqliteStore.open(link, clock, heard::add)).hasMessageContaining("is in use by");
            assertThat(store.ledger().agenda()).isEmpty();
        }
    }

    @Test
    void a_reading_that_fails_costs_nobody_their_mail() {
        SmallDisk disk = new SmallDisk(new SqliteFile(file));
        try (SqliteStore store = SqliteStore.open(file, disk, clock, heard::add)) {
            LedgerStory story = story(store);
            Occurrence first = story.drawn("weekly", LedgerStory.many("a", 100));
            story.drawn("daily", LedgerStory.many("b", 100));
            assertThat(story.claims(70)).hasSize(70);
            disk.breakReadings();

            assertThatThrownBy(() -> story.claims(70)).hasMessageContaining("the store could not be read");
            for (int reader = 0; reader < 3; reader++) {
                assertThatThrownBy(() -> story.record(first)).hasMessageContaining("the store could not be read");
            }

            assertThat(story.claims(1000)).hasSize(130);
            assertThat(story.record(first).tally().waiting()).isEqualTo(100);
        }
    }

    private LedgerStory story(SqliteStore store) {
        Ledger ledger = store.ledger();
        return new LedgerStory() {
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
                throw new UnsupportedOperationException("it stays open in this story");
            }
        };
    }

    private static Task<Transaction, Integer> plan(String notification) {
        return Task.of(transaction -> Firings.plan(transaction.db(), Map.of(notification, LedgerStory.NINE)));
    }

    private static CompletableFuture<Void> plan(SqliteStore store, String notification) {
        return CompletableFuture.runAsync(
                () -> store.ledger().plan(Map.of(notification, LedgerStory.NINE)), Thread::startVirtualThread);
    }

    /// A disk that can be filled up.
    private static final class SmallDisk implements Database {
        private final Database real;
        private final List<Db> writings = new CopyOnWriteArrayList<>();
        private final List<Db> readings = new CopyOnWriteArrayList<>();
        private volatile boolean full;

        SmallDisk(Database real) {
            this.real = real;
        }

        void fill() {
            full = true;
        }

        void clean() {
            full = false;
        }

        @Override
        public Db writing() throws SQLException {
            Db db = real.writing();
            writings.add(db);
            if (full) db.number("PRAGMA max_page_count = 1");
            return db;
        }

        @Override
        public Db reading() throws SQLException {
            Db db = real.reading();
            readings.add(db);
            return db;
        }

        static boolean isOpen(Db db) {
            try {
                return db.number("SELECT 1") == 1;
            } catch (SQLException closed) {
                return false;
            }
        }

        /// Breaks the connections that read now; fresh ones work.
        void breakReadings() {
            readings.forEach(Db::discard);
            readings.clear();
        }
    }
}
