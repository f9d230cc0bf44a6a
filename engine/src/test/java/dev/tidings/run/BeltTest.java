package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.Parcels;
import dev.tidings.deliver.Parcel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BeltTest {
    private final Belt belt = new Belt(1_000);

    @Test
    void a_parcel_needs_room_until_it_is_forgotten_not_only_until_it_is_taken() throws Exception {
        Parcel first = parcel("ann", 600);
        belt.put(first);
        Putting second = putting(parcel("bob", 600));
        belt.take(Duration.ofSeconds(10));
        second.waits();

        belt.forget(first.claim());
        belt.forget(first.claim());

        assertThat(second.put().get(30, TimeUnit.SECONDS)).isTrue();
        putting(parcel("cem", 600)).waits();
    }

    @Test
    void one_larger_than_the_belt_goes_alone() throws Exception {
        Parcel giant = parcel("ann", 5_000);

        assertThat(belt.put(giant)).isTrue();
        belt.forget(giant.claim());
        assertThat(belt.put(parcel("bob", 1_000))).isTrue();
    }

    @Test
    void whoever_waits_for_room_is_turned_away_when_it_closes() throws Exception {
        belt.put(parcel("ann", 1_000));
        Putting waiting = putting(parcel("bob", 1_000));
        waiting.waits();

        belt.close();

        assertThat(waiting.put().get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(belt.put(parcel("cem", 1))).isFalse();
        assertThat(belt.clear()).hasSize(1);
    }

    private record Putting(Thread thread, CompletableFuture<Boolean> put) {
        void waits() {
            await().until(() -> thread.getState() == Thread.State.WAITING);
        }
    }

    private Putting putting(Parcel parcel) {
        CompletableFuture<Boolean> put = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                put.complete(belt.put(parcel));
            } catch (InterruptedException asked) {
                put.completeExceptionally(asked);
            }
        });
        return new Putting(thread, put);
    }

    private static Parcel parcel(String name, int octets) {
        return Parcels.to(name, "x", "x".repeat(octets));
    }
}
