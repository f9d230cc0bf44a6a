package dev.tidings.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.contracts.MovableClock;
import dev.tidings.deliver.Claim;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.store.jdbc.Db;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What people decide while the writer has a claim in its hands.
@Timeout(30)
final class AwkwardMomentsTest implements LedgerStory {
    private final MovableClock clock = new MovableClock(NINE);
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @TempDir
    Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("tidings.db"), clock, _ -> {});
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_mail_skipped_and_sent_after_all_while_it_is_being_armed_has_one_holder() throws Exception {
        drawn("weekly", "ann");
        Claim first = claim();
        holdUpTheWriter();
        handIn(() -> ledger().skip(List.of(first.delivery())));
        handIn(() -> ledger().retry(List.of(first.delivery())));
        FutureTask<List<Claim>> arming = handIn(() -> ledger().arm(List.of(first)));
        goOn.countDown();

        List<Claim> going = new ArrayList<>(arming.get());
        going.addAll(ledger().arm(claims(10)));

        assertThat(going).hasSize(1);
        assertThat(ledger().settle(accepted(going.getFirst())).join()).isTrue();
        assertThat(count("sending")).isZero();
    }

    @Test
    void one_that_is_being_sent_past_its_time_is_not_looked_for_again_and_again() throws Exception {
        drawn("weekly", "ann", "ben");
        Claim sending = armed();
        clock.pass(DAY.plus(Duration.ofMinutes(1)));

        assertThat(ledger().expire()).containsEntry("weekly", 1);

        assertThat(count("occurrence WHERE first_expiry IS NOT NULL")).isZero();
        settle(deferred(sending, now().plusSeconds(1)));
        assertThat(ledger().expire()).containsEntry("weekly", 1);
        assertThat(count("occurrence WHERE standing = 'finished'")).isEqualTo(1);
    }

    /// Until [#goOn].
    private void holdUpTheWriter() throws InterruptedException {
        List<Firing> slow = new AbstractList<>() {
            @Override
            public Firing get(int index) {
                throw new IndexOutOfBoundsException(index);
            }

            @Override
            public int size() {
                writing.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException nobodyInterrupts) {
                    throw new IllegalStateException(nobodyInterrupts);
                }
                return 0;
            }
        };
        Thread.ofPlatform().start(() -> ledger().fire(slow));
        writing.await();
    }

    /// Returns once it stands in the writer's queue.
    private <T> FutureTask<T> handIn(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = Thread.ofPlatform().start(task);
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return task;
    }

    private long count(String of) throws SQLException {
        try (Db db = new SqliteFile(folder.resolve("tidings.db")).reading()) {
            return db.number("SELECT count(*) FROM " + of);
        }
    }

    @Override
    public Ledger ledger() {
        return store.ledger();
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
        throw new UnsupportedOperationException("nobody ends here");
    }
}
