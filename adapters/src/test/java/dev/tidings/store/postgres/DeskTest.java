package dev.tidings.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DeskTest {
    private final AtomicInteger tries = new AtomicInteger();

    /// Each has a row that the other wants next. The server ends one of the two, and who is ended tries again.
    @Test
    void two_who_stand_in_each_others_way_both_come_through() throws Exception {
        PostgresServer server = TestServer.schema();
        try (Db db = server.writing()) {
            Migrations.SHIPPED.apply(db, server);
            db.script("CREATE TABLE crossing (way integer PRIMARY KEY)");
            db.script("INSERT INTO crossing VALUES (1), (2)");
        }
        CountDownLatch both = new CountDownLatch(2);
        try (Desk desk = new Desk(
                        server::writing, 2, new SchemaWatch(server, 1, Duration.ofSeconds(30), System::nanoTime));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> one = threads.submit(() -> desk.ask(db -> cross(db, both, 1, 2)));
            Future<Boolean> other = threads.submit(() -> desk.ask(db -> cross(db, both, 2, 1)));

            assertThat(one.get()).isTrue();
            assertThat(other.get()).isTrue();
            assertThat(tries).hasValue(3);
        }
    }

    private boolean cross(Db db, CountDownLatch both, int first, int then) throws SQLException {
        tries.incrementAndGet();
        db.change("BEGIN");
        db.number("SELECT way FROM crossing WHERE way = %d FOR UPDATE".formatted(first));
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
        db.number("SELECT way FROM crossing WHERE way = %d FOR UPDATE".formatted(then));
        db.change("COMMIT");
        return true;
    }
}
