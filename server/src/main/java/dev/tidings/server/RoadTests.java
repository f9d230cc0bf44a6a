package dev.tidings.server;

import dev.tidings.mail.Address;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.roadtest.Mark;
import dev.tidings.roadtest.Part;
import dev.tidings.roadtest.Report;
import dev.tidings.roadtest.RoadTest;
import dev.tidings.roadtest.Step;
import dev.tidings.roadtest.Tools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tests of roads that people asked for: one of a road at a time, since accounts get locked by those who sign
/// in too often; the latest of each is kept to be shown.
public final class RoadTests {
    private static final Logger LOG = LoggerFactory.getLogger("tidings");

    private final Supplier<Workspace> workspace;
    private final Tools tools;
    private final Map<String, Trial> latest = new ConcurrentHashMap<>();

    /// @param workspace the one in force
    public RoadTests(Supplier<Workspace> workspace, Tools tools) {
        this.workspace = workspace;
        this.tools = tools;
    }

    /// One test, under way or over.
    public static final class Trial {
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile Report found;

        private Trial(Report nothingYet) {
            found = nothingYet;
        }

        /// What it found so far.
        public Report found() {
            return found;
        }

        public boolean isOver() {
            return over.getCount() == 0;
        }

        /// Waits until it is over.
        public Report await() throws InterruptedException {
            over.await();
            return found;
        }
    }

    /// Whether there is such a road; the catcher is none that could be tried.
    public boolean know(String road) {
        return workspace.get().settings().transports().containsKey(road);
    }

    public Optional<Trial> latest(String road) {
        return Optional.ofNullable(latest.get(road)).filter(_ -> know(road));
    }

    /// Begins a test, which goes on by itself.
    ///
    /// @param road one that is [known][#know]
    /// @param to   whom a test mail is sent in the end, whatever the stage
    /// @return empty when one of this road is under way
    public Optional<Trial> begin(String road, Optional<Address> to) {
        Workspace house = workspace.get();
        TransportSpec spec = Optional.ofNullable(house.settings().transports().get(road))
                .orElseThrow(() -> new IllegalArgumentException("there is no road " + road));
        Trial trial = new Trial(new Report(road, tools.clock().instant(), Duration.ZERO, List.of()));
        if (latest.merge(road, trial, (one, other) -> one.isOver() ? other : one) != trial) {
            return Optional.empty();
        }
        Thread.ofVirtual().name("test of " + road).start(() -> run(trial, house, spec, to));
        return Optional.of(trial);
    }

    private void run(Trial trial, Workspace house, TransportSpec road, Optional<Address> to) {
        try {
            trial.found = new RoadTest(house, tools, soFar -> trial.found = soFar).run(road, to);
            log(trial.found, to.isPresent());
        } catch (RuntimeException mistake) {
            LOG.error("test of road {} came to nothing", road.name(), mistake);
            trial.found = cameToNothing(trial.found, mistake);
        } finally {
            trial.over.countDown();
        }
    }

    private static Report cameToNothing(Report soFar, RuntimeException mistake) {
        Step step = new Step(
                "The test itself",
                Mark.FAILED,
                "was not foreseen to end like this: " + mistake,
                Optional.of("The log says where. Please report it."),
                List.of(),
                Optional.empty());
        List<Part> parts = new ArrayList<>(soFar.parts());
        parts.add(new Part("Not foreseen", "", List.of(step)));
        return new Report(soFar.transport(), soFar.started(), soFar.took(), parts);
    }

    private static void log(Report report, boolean mail) {
        LOG.atInfo()
                .addKeyValue("road", report.transport())
                .log(
                        "road {} tested by hand{}: {}; took {} ms",
                        report.transport(),
                        mail ? ", with a test mail" : "",
                        report.mark().word(),
                        report.took().toMillis());
    }
}
