package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.audience.Parameters;
import dev.tidings.audience.Rows;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.event.Event;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Query;
import dev.tidings.schedule.Every;
import dev.tidings.schedule.Late;
import dev.tidings.schedule.Timing;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ExpanderTest {
    private static final String[] ANN_AND_BOB = {"ann@example.org", "bob@example.org"};

    private final Scene scene = new Scene();

    @Test
    void a_ledger_that_fails_once_costs_no_place() {
        scene.notification("news", null, "ann@example.org");
        AtomicBoolean fails = new AtomicBoolean(true);
        Expander expander =
                new Expander(scene::setup, scene.stores(failing(fails)), scene.events::add, scene.clock, Runnable::run);
        Occurrence occurrence = scene.fire("news", Optional.empty());

        assertThatThrownBy(expander::round).isInstanceOf(IllegalStateException.class);
        fails.set(false);

        assertThat(expander.round()).isPositive();
        assertThat(addresses(occurrence)).containsExactly("ann@example.org");
    }

    private Ledger failing(AtomicBoolean fails) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (_, method, arguments) -> {
                    if (method.getName().equals("expand") && fails.get()) {
                        throw new IllegalStateException("the ledger hiccups");
                    }
                    return method.invoke(scene.ledger, arguments);
                });
    }

    @Test
    void one_hiccup_of_a_source_after_a_long_downtime_gives_nobody_up() {
        PeopleSource source = source(List.of(), ANN_AND_BOB);
        source.failures = 1;
        Occurrence occurrence = scene.fire("news", Optional.empty());
        scene.clock.pass(Duration.ofHours(3));

        scene.expand();
        assertThat(scene.heard(Event.Undrawn.class)).singleElement().matches(Event.Undrawn::again);
        scene.clock.pass(Duration.ofMinutes(1));
        scene.expand();

        assertThat(addresses(occurrence)).containsExactlyInAnyOrder(ANN_AND_BOB);
    }

    @Test
    void a_source_that_stays_away_is_asked_for_an_hour_and_not_for_ever() {
        source(List.of(), ANN_AND_BOB).failures = 1000;
        Occurrence occurrence = scene.fire("news", Optional.empty());

        for (int minute = 0; minute <= 61; minute++) {
            scene.expand();
            scene.clock.pass(Duration.ofMinutes(1));
        }

        assertThat(scene.heard(Event.Undrawn.class)).hasSize(61);
        assertThat(scene.record(occurrence).standing()).isEqualTo(Standing.FINISHED);
        assertThat(scene.record(occurrence).result()).isEqualTo("failed");
    }

    @Test
    void what_fails_while_the_engine_stops_is_left_to_the_next_process() {
        source((query, parameters) -> {
            scene.expander.stop();
            throw new SourceFailure("closed");
        });
        Occurrence occurrence = scene.fire("news", Optional.empty());

        scene.expander.round();

        assertThat(scene.record(occurrence).standing()).isEqualTo(Standing.EXPANDING);
        assertThat(scene.heard(Event.Undrawn.class)).isEmpty();
    }

    @Test
    void even_a_mistake_is_left_to_the_next_process_while_the_engine_stops() {
        source((query, parameters) -> {
            scene.expander.stop();
            throw new IllegalStateException("closed");
        });
        Occurrence occurrence = scene.fire("news", Optional.empty());

        scene.expander.round();

        assertThat(scene.record(occurrence).standing()).isEqualTo(Standing.EXPANDING);
    }

    @Test
    void whoever_rests_gives_back_between_two_pages_what_it_draws() {
        PeopleSource source = source(List.of(), ANN_AND_BOB, new String[] {"cem@example.org"});
        scene.sources = _ -> {
            scene.expander.rest();
            return Optional.of(source);
        };
        Occurrence occurrence = scene.fire("news", Optional.empty());

        scene.expand();

        assertThat(addresses(occurrence)).isEmpty();
        assertThat(scene.expander.rested()).isTrue();
        assertThat(scene.expander.round()).isZero();
        assertThat(scene.ledger.expand(10)).as("another node's at once").containsExactly(occurrence);
    }

    @Test
    void whoever_works_again_draws_what_it_gave_back() {
        source(List.of(), ANN_AND_BOB);
        Occurrence occurrence = scene.fire("news", Optional.empty());
        scene.expander.rest();
        assertThat(scene.expander.round()).isZero();

        scene.expander.resume();
        scene.expand();

        assertThat(addresses(occurrence)).containsExactlyInAnyOrder(ANN_AND_BOB);
    }

    @Test
    void whoever_stops_can_wait_for_those_who_still_draw() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        source((query, parameters) -> {
            asked.countDown();
            await(answers);
            throw new SourceFailure("closed");
        });
        Expander expander = new Expander(
                scene::setup, scene.stores(scene.ledger), scene.events::add, scene.clock, Thread::startVirtualThread);
        scene.fire("news", Optional.empty());
        expander.round();
        asked.await();
        expander.stop();

        assertThat(expander.await(Duration.ZERO)).isFalse();
        answers.countDown();
        assertThat(expander.await(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void a_hundred_that_ask_a_source_that_hangs_hold_up_nobody_else() throws Exception {
        CountDownLatch asked = new CountDownLatch(Places.OF_A_SOURCE);
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger atOnce = new AtomicInteger();
        source((query, parameters) -> {
            atOnce.incrementAndGet();
            asked.countDown();
            await(answers);
            atOnce.decrementAndGet();
            throw new SourceFailure("nothing within 30 s");
        });
        scene.notification("list", null, "ann@example.org");
        for (int each = 0; each < 100; each++) {
            scene.clock.pass(Duration.ofMillis(1));
            scene.fire("news", Optional.empty());
        }
        Occurrence list = scene.fire("list", Optional.empty());
        Expander expander = onThreads();

        rounds(expander);
        asked.await();

        Awaitility.await().until(() -> scene.record(list).standing() == Standing.SENDING);
        assertThat(addresses(list)).containsExactly("ann@example.org");
        assertThat(atOnce).hasValue(Places.OF_A_SOURCE);
        answers.countDown();
        assertThat(expander.await(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void those_whose_source_answers_again_are_all_drawn() {
        PeopleSource source = source(List.of(), ANN_AND_BOB);
        source.failures = 50;
        List<Occurrence> all = new ArrayList<>();
        for (int each = 0; each < 100; each++) {
            scene.clock.pass(Duration.ofMillis(1));
            all.add(scene.fire("news", Optional.empty()));
        }

        scene.expand();
        scene.clock.pass(Duration.ofMinutes(2));
        scene.expand();

        assertThat(all).allSatisfy(each -> assertThat(addresses(each)).hasSize(2));
    }

    @Test
    void whoever_waits_for_a_source_that_hangs_is_interrupted_at_the_end() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        source((query, parameters) -> {
            asked.countDown();
            await(new CountDownLatch(1));
            throw new SourceFailure("was interrupted");
        });
        Occurrence occurrence = scene.fire("news", Optional.empty());
        Expander expander = onThreads();
        expander.round();
        asked.await();

        expander.stop();
        expander.interrupt();

        assertThat(expander.await(Duration.ofMinutes(1))).isTrue();
        assertThat(scene.record(occurrence).standing()).isEqualTo(Standing.EXPANDING);
    }

    private Expander onThreads() {
        return new Expander(
                scene::setup, scene.stores(scene.ledger), event -> {}, scene.clock, Thread::startVirtualThread);
    }

    private static void rounds(Expander expander) {
        while (expander.round() > 0) {
            // until whoever has a place draws
        }
    }

    @Test
    void one_address_is_found_without_reading_on_and_enters_nobody_else() {
        PeopleSource source = source(List.of("people.csv:9: a quote is not closed"), ANN_AND_BOB, ANN_AND_BOB);
        Occurrence occurrence = scene.fire("news", Optional.of("bob@example.org"));

        scene.expand();

        assertThat(addresses(occurrence)).containsExactly("bob@example.org");
        assertThat(source.pagesRead).isEqualTo(1);
    }

    @Test
    void whoever_is_written_to_alone_does_not_wait_for_a_place_among_the_others() {
        Timing hours = new Timing(new Every(Duration.ofDays(7)), Late.DEFAULT, Duration.ofHours(6));
        scene.notification("news", hours, ANN_AND_BOB);

        Occurrence alone = scene.fire("news", Optional.of("bob@example.org"));
        Occurrence everyone = scene.run("news");

        assertThat(scene.delivery(alone).progress().due()).isEqualTo(alone.due());
        assertThat(deliveries(everyone)).allMatch(each -> each.progress().due().isAfter(everyone.due()));
    }

    @Test
    void a_record_that_is_no_row_is_on_record_when_everyone_is_meant() {
        source(List.of("people.csv:9: a quote is not closed"), ANN_AND_BOB);
        Occurrence occurrence = scene.fire("news", Optional.empty());

        scene.expand();

        assertThat(deliveries(occurrence)).hasSize(3);
    }

    private PeopleSource source(List<String> unreadable, String[]... pages) {
        PeopleSource source = new PeopleSource(unreadable, pages);
        scene.drawn("news");
        scene.sources = name -> Optional.of(source);
        return source;
    }

    @FunctionalInterface
    private interface Asked {
        Rows of(Query query, Parameters parameters) throws SourceFailure;
    }

    private void source(Asked asked) {
        scene.drawn("news");
        Source source = new Source() {
            @Override
            public Rows rows(Query query, Parameters parameters) throws SourceFailure {
                return asked.of(query, parameters);
            }

            @Override
            public void close() {}
        };
        scene.sources = name -> Optional.of(source);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> addresses(Occurrence occurrence) {
        return deliveries(occurrence).stream()
                .map(each -> each.addressee().address())
                .toList();
    }

    private List<DeliveryRecord> deliveries(Occurrence occurrence) {
        return scene.history.deliveries(occurrence.id(), Set.of(), Page.first(100));
    }
}
