package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.audience.Parameters;
import dev.tidings.audience.Rows;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.compose.Composer;
import dev.tidings.compose.Limits;
import dev.tidings.contracts.BracesTemplates;
import dev.tidings.event.Event;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.NodeRecord.Standing;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Query;
import dev.tidings.notification.Settings;
import dev.tidings.notification.StoreSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.schedule.Every;
import dev.tidings.schedule.Timing;
import dev.tidings.workspace.Problem;
import dev.tidings.workspace.Reading;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Starting, reloading and closing, with all workers there and little for them to do.
class TidingsTest {
    private final Scene scene = new Scene();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> adopted = new CopyOnWriteArrayList<>();
    private final AtomicInteger agendaFailures = new AtomicInteger();
    private volatile Reading reading = reading(scene.workspace());
    private Plugs.OpenSources sources = new NoSources();

    @Test
    void a_reload_that_failed_half_way_is_done_by_the_next_one() throws Exception {
        try (Tidings tidings = start()) {
            scene.notification("hourly", new Timing(new Every(Duration.ofHours(1))), "ann@example.org");
            reading = reading(scene.workspace());
            agendaFailures.set(1);

            Reading failed = tidings.reload();

            assertThat(failed.problems())
                    .singleElement()
                    .matches(each -> each.what().contains("hiccups"));
            assertThat(tidings.problems()).isEqualTo(failed.problems());
            assertThat(events.getLast()).isInstanceOf(Event.ReloadRefused.class);
            assertThat(tidings.misgiving()).isPresent();
            assertThat(scene.ledger.agenda()).isEmpty();
            tidings.reload();

            assertThat(scene.ledger.agenda()).containsKey("hourly");
            assertThat(tidings.misgiving()).isEmpty();
            assertThat(tidings.problems()).isEmpty();
        }
    }

    @Test
    void a_changed_store_and_address_are_said_to_wait_for_the_next_start() throws Exception {
        try (Tidings tidings = start()) {
            reading = reading(elsewhere(scene.workspace()));

            tidings.reload();

            assertThat(tidings.atNextStart()).containsExactly("store", "web");
            assertThat(reloaded()).isEqualTo(List.of("store", "web"));
            reading = reading(scene.workspace());
            tidings.reload();
            assertThat(tidings.atNextStart()).isEmpty();
        }
    }

    @Test
    void settings_that_cannot_be_read_are_a_misgiving_and_one_bad_notification_is_none() throws Exception {
        Problem problem = new Problem("tidings.yaml", 1, 1, "from is missing", Optional.empty());
        try (Tidings tidings = start()) {
            reading = new Reading(Optional.empty(), List.of(problem), Map.of());
            tidings.reload();
            assertThat(tidings.misgiving()).isPresent();

            reading = new Reading(Optional.of(scene.workspace()), List.of(problem), Map.of());
            tidings.reload();
            assertThat(tidings.misgiving()).isEmpty();
        }
    }

    @Test
    void sources_are_closed_when_nobody_draws_from_them_any_more() throws Exception {
        scene.drawn("news");
        reading = reading(scene.workspace());
        SlowSource source = new SlowSource();
        sources = source;
        Tidings tidings = start();
        tidings.run("news", Optional.empty(), Cause.MANUAL);
        source.asked.await();
        Thread closing = Thread.ofPlatform().start(tidings::close);

        await().until(() -> !closing.isAlive() || waitsForDrawings(closing));
        source.answers.countDown();
        closing.join();

        assertThat(source.closedWhileAsked).isFalse();
    }

    @Test
    void whoever_is_drained_takes_nothing_until_it_is_resumed_and_says_so() throws Exception {
        scene.notification("news", null, "ann@example.org");
        reading = reading(scene.workspace());
        try (Tidings tidings = start()) {
            String node = tidings.node();
            assertThat(tidings.decisions().drain("somebody")).isFalse();

            assertThat(tidings.decisions().drain(node)).isTrue();
            await().until(() -> standing() == Standing.DRAINED);
            Occurrence occurrence =
                    tidings.run("news", Optional.empty(), Cause.MANUAL).orElseThrow();
            tidings.reload();
            assertThat(standing()).isEqualTo(Standing.DRAINED);
            assertThat(scene.history.occurrence(occurrence.id()).orElseThrow().standing())
                    .isEqualTo(OccurrenceRecord.Standing.DUE);

            assertThat(tidings.decisions().resume(node)).isTrue();
            await("somebody draws its audience")
                    .until(() -> scene.history
                                    .occurrence(occurrence.id())
                                    .orElseThrow()
                                    .tally()
                                    .people()
                            == 1);
            assertThat(standing()).isEqualTo(Standing.WORKING);
        }
    }

    @Test
    void whoever_ends_says_that_it_takes_nothing_more() throws Exception {
        Tidings tidings = start();
        assertThat(standing()).isEqualTo(Standing.WORKING);

        tidings.close();

        await().until(() -> standing() == Standing.DRAINING);
    }

    private Standing standing() {
        return scene.history.nodes().getFirst().life().standing();
    }

    @Test
    void the_ledger_knows_what_runs_before_anything_is_fired_with_it() throws Exception {
        scene.notification("hourly", new Timing(new Every(Duration.ofHours(1))), "ann@example.org");
        reading = reading(scene.workspace());
        try (Tidings tidings = start()) {
            assertThat(adopted).containsExactly("adopt [hourly]", "agenda");
            scene.notification("news", null, "ann@example.org");
            reading = reading(scene.workspace());

            tidings.reload();

            assertThat(adopted).containsExactly("adopt [hourly]", "agenda", "adopt [hourly, news]", "agenda");
        }
    }

    private static boolean waitsForDrawings(Thread closing) {
        StackTraceElement[] frames = closing.getStackTrace();
        return Arrays.stream(frames).anyMatch(frame -> frame.getMethodName().equals("join"))
                && isIn(frames, Tidings.class)
                && !isIn(frames, Couriers.class)
                && !isIn(frames, Crew.class);
    }

    private static boolean isIn(StackTraceElement[] frames, Class<?> room) {
        return Arrays.stream(frames).anyMatch(frame -> frame.getClassName().equals(room.getName()));
    }

    /// Does not answer before it is told to.
    private static final class SlowSource implements Plugs.OpenSources, Source {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answers = new CountDownLatch(1);
        private volatile boolean answered;
        private volatile boolean closedWhileAsked;

        @Override
        public Optional<Source> named(String name) {
            return Optional.of(this);
        }

        @Override
        public Rows rows(Query query, Parameters parameters) throws SourceFailure {
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
            answered = true;
            throw new SourceFailure("it took too long");
        }

        @Override
        public void close() {
            closedWhileAsked = !answered;
        }
    }

    private List<String> reloaded() {
        return events.stream()
                .filter(Event.Reloaded.class::isInstance)
                .map(Event.Reloaded.class::cast)
                .toList()
                .getLast()
                .atNextStart();
    }

    private static Workspace elsewhere(Workspace here) {
        Settings settings = here.settings();
        return new Workspace(
                here.root(),
                new Settings(
                        settings.rehearsal(),
                        new StoreSpec.File("data/other.db"),
                        settings.defaults(),
                        settings.transports(),
                        settings.sources(),
                        new Settings.Listen("127.0.0.1", 8026),
                        settings.callbacks()),
                here.notifications(),
                here.templates(),
                here.revision());
    }

    private static Reading reading(Workspace workspace) {
        return new Reading(Optional.of(workspace), List.of(), Map.of());
    }

    private Tidings start() throws InterruptedException {
        Plugs plugs = new Plugs(
                () -> reading,
                _ -> sources,
                (workspace, sources) ->
                        new Composer(workspace, sources, new BracesTemplates(), html -> html, Limits.USUAL),
                spec -> scene.main,
                scene.catcher);
        return Tidings.start(
                reading,
                plugs,
                new Stores(ledger(), scene.history, scene.bus),
                new World(scene.clock, new Random(7), events::add));
    }

    private Ledger ledger() {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (_, method, arguments) -> {
                    switch (method.getName()) {
                        case "agenda" -> adopted.add("agenda");
                        case "adopt" -> adopted.add("adopt " + new TreeSet<>(((Map<?, ?>) arguments[0]).keySet()));
                        default -> {}
                    }
                    if (method.getName().equals("agenda") && agendaFailures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        throw new IllegalStateException("the ledger hiccups");
                    }
                    return method.invoke(scene.ledger, arguments);
                });
    }

    private static final class NoSources implements Plugs.OpenSources {
        @Override
        public Optional<Source> named(String name) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
