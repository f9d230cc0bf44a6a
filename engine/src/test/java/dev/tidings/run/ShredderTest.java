package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.MemoryLedger;
import dev.tidings.contracts.MovableClock;
import dev.tidings.event.Event;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Retention;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Stage;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is older than the ledger is to remember.
class ShredderTest {
    private static final Instant BEGINNING = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);

    private final MovableClock clock = new MovableClock(BEGINNING);
    private final MemoryLedger ledger = new MemoryLedger(clock);
    private final List<Event> events = new ArrayList<>();
    private Retention retention = Retention.of(MONTH);
    private boolean anothers;

    @Test
    void what_is_too_old_goes_and_is_told_in_one_piece() {
        int many = 2 * Shredder.PORTION + 7;
        missed(many);
        clock.pass(MONTH.plusSeconds(1));
        missed(1);
        Shredder shredder = shredder();

        turns(shredder, 10);

        assertThat(left()).isEqualTo(1);
        assertThat(events)
                .containsExactly(new Event.Forgotten(many, 0, clock.instant().minus(MONTH)));
    }

    @Test
    void a_turn_is_a_portion() {
        missed(2 * Shredder.PORTION + 7);
        clock.pass(MONTH.multipliedBy(2));
        Shredder shredder = shredder();

        turns(shredder, 1);

        assertThat(left()).isEqualTo(Shredder.PORTION + 7);
        assertThat(events).isEmpty();
    }

    @Test
    void it_looks_once_an_hour() {
        Shredder shredder = shredder();
        turns(shredder, 1);
        missed(1);
        clock.pass(MONTH);
        turns(shredder, 1);
        missed(1);
        clock.pass(Duration.ofMinutes(59));
        turns(shredder, 1);
        assertThat(left()).isEqualTo(2);

        clock.pass(Duration.ofMinutes(1));
        turns(shredder, 2);
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void nothing_goes_in_the_first_minutes() {
        missed(1);
        clock.pass(MONTH.multipliedBy(2));
        Shredder shredder = new Shredder(ledger, () -> retention, events::add, clock);
        shredder.turn();

        assertThat(left()).isEqualTo(1);
    }

    @Test
    void what_is_kept_for_ever_stays() {
        retention = Retention.FOREVER;
        missed(1);
        clock.pass(MONTH.multipliedBy(1000));
        turns(shredder(), 3);

        assertThat(left()).isEqualTo(1);
        assertThat(events).isEmpty();
    }

    @Test
    void one_node_does_it_for_all() {
        missed(1);
        clock.pass(MONTH.multipliedBy(2));
        anothers = true;
        Shredder shredder = shredder();
        turns(shredder, 3);
        assertThat(left()).isEqualTo(1);

        anothers = false;
        clock.pass(Duration.ofHours(1));
        turns(shredder, 3);
        assertThat(left()).isZero();
    }

    /// One that has been at work for some minutes.
    private Shredder shredder() {
        Shredder shredder = new Shredder(shared(), () -> retention, events::add, clock);
        clock.pass(Duration.ofMinutes(2));
        return shredder;
    }

    private Ledger shared() {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(),
                new Class<?>[] {Ledger.class},
                (_, called, arguments) ->
                        called.getName().equals("onDuty") ? !anothers : called.invoke(ledger, arguments));
    }

    private static void turns(Shredder shredder, int count) {
        for (int turn = 0; turn < count; turn++) {
            shredder.turn();
        }
    }

    private void missed(int count) {
        for (int each = 0; each < count; each++) {
            Instant now = clock.instant();
            ledger.trigger(new Firing(
                    new Occurrence.Key("news " + each, now, Cause.SCHEDULE),
                    new Firing.Decision.Missed("late"),
                    Optional.empty(),
                    Stage.LIVE,
                    new Revision("0".repeat(64)),
                    new Occurrence.Period(now, now),
                    Optional.empty()));
        }
    }

    private int left() {
        return ledger.history()
                .occurrences(Optional.empty(), Set.of(), Page.first(10_000))
                .size();
    }
}
