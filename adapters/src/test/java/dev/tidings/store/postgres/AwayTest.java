package dev.tidings.store.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidings.event.Event;
import dev.tidings.ledger.StoreAway;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A database that cannot be reached, and one that says nothing.
@Timeout(120)
final class AwayTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private final List<Event> heard = new CopyOnWriteArrayList<>();

    private PostgresStore open(Cable cable) {
        return PostgresStore.open(TestServer.schemaBy(cable.port()), new Random(), heard::add);
    }

    private static boolean isRefused(PostgresStore store) {
        try {
            store.history().nodes();
            return false;
        } catch (StoreAway away) {
            return true;
        }
    }

    private void awaitTold(Class<? extends Event> event) {
        await().atMost(60, SECONDS).until(() -> !heard.isEmpty() && event.isInstance(heard.getLast()));
    }

    @Test
    void one_that_cannot_be_reached_is_told_once_and_found_again() throws Exception {
        try (Cable cable = new Cable(TestServer.port());
                PostgresStore store = open(cable)) {
            cable.cut();

            assertThatThrownBy(() -> store.history().nodes()).isInstanceOf(StoreAway.class);
            awaitTold(Event.StoreFailing.class);
            CompletableFuture<Void> planned =
                    CompletableFuture.runAsync(() -> store.ledger().plan(Map.of("weekly", NINE)));

            cable.mend();

            planned.get(60, TimeUnit.SECONDS);
            awaitTold(Event.StoreRecovered.class);
            assertThat(store.ledger().agenda()).containsKey("weekly");
            assertThat(heard).hasSize(2);
        }
    }

    @Test
    void who_reads_does_not_wait_for_one_that_says_nothing() throws Exception {
        try (Cable cable = new Cable(TestServer.port());
                PostgresStore store = open(cable)) {
            cable.silence();

            await().atMost(60, SECONDS).until(() -> isRefused(store));
            assertThat(heard)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Event.StoreFailing.class,
                            failing -> assertThat(failing.why()).startsWith("the database cannot be reached"));

            cable.mend();

            await().atMost(60, SECONDS).until(() -> !isRefused(store));
            awaitTold(Event.StoreRecovered.class);
        }
    }

    @Test
    void closing_does_not_wait_for_one_that_says_nothing() throws Exception {
        try (Cable cable = new Cable(TestServer.port())) {
            PostgresStore store = open(cable);
            cable.silence();
            CompletableFuture<Void> planned =
                    CompletableFuture.runAsync(() -> store.ledger().plan(Map.of("weekly", NINE)));

            store.close();

            assertThatThrownBy(planned::join).hasMessageContaining("the store is closed; nothing was written");
        }
    }
}
