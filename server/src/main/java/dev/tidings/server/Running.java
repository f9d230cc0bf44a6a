package dev.tidings.server;

import dev.tidings.deliver.Transcripts;
import dev.tidings.event.Listener;
import dev.tidings.feedback.imap.Places;
import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.run.Tidings;
import dev.tidings.run.World;
import dev.tidings.server.api.Live;
import dev.tidings.server.callback.Callbacks;
import dev.tidings.server.feedback.FeedbackDoor;
import dev.tidings.server.feedback.Inlet;
import dev.tidings.server.feedback.WaysIn;
import dev.tidings.server.log.EventLog;
import dev.tidings.server.metrics.JournalLevel;
import dev.tidings.server.metrics.Levels;
import dev.tidings.server.metrics.Metrics;
import dev.tidings.server.metrics.NodeLevels;
import dev.tidings.server.metrics.Scrape;
import dev.tidings.server.metrics.WayLevels;
import dev.tidings.server.web.Extra;
import dev.tidings.server.web.WebServer;
import dev.tidings.smtp.TokenSource;
import dev.tidings.transport.catcher.Catcher;
import dev.tidings.workspace.Problem;
import dev.tidings.workspace.Reading;
import dev.tidings.workspace.Watch;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server on its feet: workers, console, API. Closing it drains: conversations under way end first.
public final class Running implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    /// Closed in the order opposite to that of opening.
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private final CountDownLatch asked = new CountDownLatch(1);
    private final Tidings tidings;
    private final String link;
    private boolean started;

    /// @param watch reload when files change
    public record Options(boolean watch) {}

    /// Starts everything for a workspace; returns when the console listens.
    ///
    /// @param out where problems and the console's address are told
    /// @throws IOException           when the port is taken
    /// @throws IllegalStateException in a sentence for people, when the workspace cannot run or its store is
    ///                     held by another process
    public static Running start(Path root, Options options, PrintStream out) throws IOException, InterruptedException {
        // Before the first reading: what is saved while we start is a change.
        Watch watch = Watch.of(root);
        Reading reading = Wiring.read(root);
        for (Problem problem : reading.problems()) {
            out.println(problem);
        }
        if (!reading.problems().isEmpty() && reading.workspace().isPresent()) {
            out.println("What these files declare is left out, and no edit is taken up until they are mended.");
        }
        Workspace workspace = reading.workspace()
                .orElseThrow(() -> new IllegalStateException("the workspace cannot run before this is mended"));
        return new Running(root, reading, workspace, options.watch() ? Optional.of(watch) : Optional.empty());
    }

    private Running(Path root, Reading reading, Workspace workspace, Optional<Watch> watch)
            throws IOException, InterruptedException {
        try {
            PrometheusRegistry registry = new PrometheusRegistry();
            Live live = new Live();
            Listener listener = Listener.all(List.of(new EventLog(), new Metrics(registry, Wiring.CLOCK), live));
            Wiring.OpenStore store = opened(Wiring.open(root, workspace.settings(), listener));
            InstantSource clock = store.clock();
            OpenBus bus = opened(OpenBus.of(workspace.settings()));
            Catcher catcher = opened(Catcher.open(Private.file(root.resolve("data/caught.db")), clock));
            Callbacks callbacks = opened(new Callbacks(store.ledger(), store.history(), clock));
            callbacks.adopt(workspace.settings().callbacks());
            Transcripts transcripts = new Transcripts(clock);
            Function<OauthSpec, TokenSource> tokens = Wiring.tokens();
            WaysIn ways = new WaysIn(tokens, Places.in(store.ledger()), clock);
            tidings = opened(Tidings.start(
                    reading,
                    Wiring.plugs(root, catcher, tokens, transcripts, bus.wires(), clock),
                    store.stores(bus.carrier(), workspace.settings().nodes().lease()),
                    new World(clock, new Random(), Listener.all(List.of(listener, callbacks, ways)))));
            Inlet inlet = new Inlet(tidings.intake(), store.health());
            opened(ways)
                    .start(
                            inlet,
                            tidings::sending,
                            tidings.workspace().settings().bounces());
            Glance glance = new Glance();
            Levels.register(registry, tidings, clock, glance);
            WayLevels.register(registry, ways::troubles, ways::refusals);
            NodeLevels.register(registry, tidings, glance);
            JournalLevel.register(registry, tidings.history(), glance);
            String token = Token.of(root);
            House house = new House(
                    tidings,
                    catcher,
                    transcripts,
                    new RoadTests(tidings::workspace, Wiring.tools(tokens)),
                    clock,
                    new Signs(store.health(), () -> new WaysInStatus(ways.troubles(), ways.refusals())),
                    token,
                    () -> Wiring.links(tidings.workspace()));
            FeedbackDoor feedback =
                    new FeedbackDoor(() -> tidings.workspace().settings().bounces(), inlet, clock);
            WebServer web = opened(WebServer.start(
                    house, workspace.settings().web(), live, List.of(metrics(registry)), Optional.of(feedback)));
            link = "http://%s:%d/?token=%s".formatted(workspace.settings().web().host(), web.port(), token);
            watch.ifPresent(each -> opened(each).start(this::reload));
            started = true;
            LOG.info(new Introduction(tidings.node(), Wiring.version(), tidings.workspace()).sentence());
        } catch (IOException | InterruptedException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private void reload() {
        try {
            tidings.reload();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private static Extra metrics(PrometheusRegistry registry) {
        return new Extra("/metrics", context -> {
            Scrape scrape = Scrape.of(registry);
            context.contentType(scrape.contentType()).result(scrape.content());
        });
    }

    /// The workspace in force.
    public Workspace workspace() {
        return tidings.workspace();
    }

    /// The console's address with its token: what a person clicks on.
    public String link() {
        return link;
    }

    /// Waits until it is closed, or the waiting thread is asked to end.
    public void await() throws InterruptedException {
        asked.await();
    }

    @Override
    public void close() {
        asked.countDown();
        boolean leaves = started;
        started = false;
        if (leaves) {
            LOG.info(
                    "node {} leaves: {} mails in hand; conversations under way end, the rest is given back",
                    tidings.node(),
                    tidings.inHand());
        }
        closeAll();
        if (leaves) {
            LOG.info("node {} has ended", tidings.node());
        }
    }

    private void closeAll() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (Exception failed) {
                LOG.error("{} could not be closed; goes on with the others", part, failed);
            }
        }
    }
}
