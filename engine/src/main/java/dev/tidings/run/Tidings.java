package dev.tidings.run;

import dev.tidings.bus.Carrier;
import dev.tidings.event.Event;
import dev.tidings.feedback.Intake;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Triggered;
import dev.tidings.mail.Address;
import dev.tidings.notification.BusSpec;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Occurrence.Period;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Settings;
import dev.tidings.notification.Workspace;
import dev.tidings.workspace.Problem;
import dev.tidings.workspace.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engine, running: one workspace, one ledger, and the workers between them.
///
/// ```java
/// try (Tidings tidings = Tidings.start(reading, plugs, stores, world)) {
///     tidings.run("weekly-report", Optional.empty(), Cause.MANUAL);
/// }
/// ```
public final class Tidings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tidings.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int RENEWALS = 3;
    private static final Duration LAST_PAGE = Duration.ofSeconds(1);

    private final Plugs plugs;
    private final Stores stores;
    private final World world;
    private final Setups setups;
    private final Ticker ticker;
    private final Expander expander;
    private final Couriers couriers;
    private final Trigger trigger;
    private final Ears ears;
    private final Presence presence;
    private final Crew crew = new Crew();
    private final Settings atStart;
    private volatile List<Problem> problems;
    private volatile Optional<String> misgiving = Optional.empty();
    private Optional<Workspace> adopted = Optional.empty();
    /// Whose revisions the ledger knows.
    private volatile Workspace announced;

    private Tidings(Reading reading, Plugs plugs, Stores stores, World world) {
        Workspace workspace = reading.workspace()
                .orElseThrow(() -> new IllegalArgumentException("there is no workspace to start with"));
        this.plugs = plugs;
        this.stores = stores.waking(crew);
        this.world = world;
        this.problems = reading.problems();
        this.atStart = workspace.settings();
        this.announced = workspace;
        this.setups = new Setups(plugs, workspace, world.clock());
        this.ticker = new Ticker(this.stores, world.listener(), world.clock());
        this.expander = new Expander(
                setups::now,
                this.stores,
                world.listener(),
                world.clock(),
                work -> Thread.ofVirtual().name("expanding").start(work));
        this.couriers = new Couriers(plugs, setups::now, stores, world);
        this.trigger = new Trigger(() -> announced, this.stores, world.listener(), world.clock());
        this.ears = new Ears(plugs.wires(), trigger, atStart.nodes().bus().map(BusSpec::broker));
        this.presence = new Presence(this.stores, couriers, expander, () -> announced);
    }

    /// Starts all workers on a workspace.
    ///
    /// @param reading its first reading; notifications with problems are left out, the others run
    /// @throws IllegalArgumentException when the reading gave no workspace at all
    public static Tidings start(Reading reading, Plugs plugs, Stores stores, World world) throws InterruptedException {
        Tidings tidings = new Tidings(reading, plugs, stores, world);
        tidings.adopt(tidings.workspace());
        tidings.hire();
        return tidings;
    }

    private void hire() {
        Janitor janitor = new Janitor(stores, couriers, setups, world.listener(), world.clock());
        presence.tell();
        crew.hire("presence", presence::turn);
        crew.hire("ticker", this::tick);
        Duration patience = stores.bus().patience();
        crew.hire("expander", () -> expander.turn(patience));
        RoadNews news = new RoadNews(stores, couriers::roads, world.listener(), world.clock());
        crew.hire("news of roads", news::turn);
        Herald herald = new Herald(stores.history(), stores.ledger().node(), world.listener());
        crew.hire("concord", Concord.EVERY, new Concord(stores.history()::nodes)::look);
        crew.hire("janitor", patience, janitor::round);
        // Not the janitor: who waits for what others left behind lets no lease of this node's end.
        crew.hire("renewing leases", stores.lease().dividedBy(RENEWALS), couriers::renew);
        crew.hire("herald", patience.dividedBy(2), herald::round);
        Postmaster postmaster = new Postmaster(setups::now, stores, world.listener(), world.clock());
        crew.hire("postmaster", postmaster::turn);
        Shredder shredder = new Shredder(
                stores.ledger(), () -> workspace().settings().retention(), world.listener(), world.clock());
        crew.hire("shredder", Shredder.PAUSE, shredder::turn);
    }

    private void tick() throws InterruptedException {
        if (presence.resting() || ticker.round() == 0) {
            stores.bus().await(Ticker.AGENDA, presence.resting() ? TICK : ticker.pause(TICK));
        }
    }

    /// The workspace in force.
    public Workspace workspace() {
        return setups.now().workspace();
    }

    /// What the last reading found wrong; what it refers to is not in force.
    public List<Problem> problems() {
        return problems;
    }

    /// Why the workspace as its files stand now could not run, if so. What was in force before still does.
    public Optional<String> misgiving() {
        return misgiving;
    }

    /// What differs from the settings this process started with and is read at a start alone: `store`, `bus`, `lease`
    /// and `web`.
    public List<String> atNextStart() {
        Settings now = workspace().settings();
        return Stream.of(
                        now.store().equals(atStart.store()) ? "" : "store",
                        now.nodes().bus().equals(atStart.nodes().bus()) ? "" : "bus",
                        now.nodes().lease().equals(atStart.nodes().lease()) ? "" : "lease",
                        now.web().equals(atStart.web()) ? "" : "web")
                .filter(key -> !key.isEmpty())
                .toList();
    }

    /// Reads the workspace again. All of it takes force, or nothing changes. Where even that fails, the
    /// reading says so as a problem, and the next reload begins again.
    public synchronized Reading reload() throws InterruptedException {
        Reading reading = read();
        problems = reading.problems();
        if (!problems.isEmpty() || reading.workspace().isEmpty()) {
            world.listener().on(new Event.ReloadRefused(problems));
            return reading;
        }
        world.listener().on(new Event.Reloaded(workspace(), atNextStart()));
        return reading;
    }

    private Reading read() throws InterruptedException {
        try {
            Reading reading = plugs.reader().get();
            if (reading.sound() && reading.workspace().isPresent()) {
                takeOver(reading.workspace().get());
            }
            misgiving = reading.workspace().isPresent()
                    ? Optional.empty()
                    : Optional.of("the workspace's settings have problems; a restart would fail");
            return reading;
        } catch (RuntimeException mistake) {
            LOG.error("the workspace could not be taken over; the next reload tries again", mistake);
            misgiving = Optional.of("the workspace was not taken over, or in part only; the log says why");
            return new Reading(Optional.of(workspace()), List.of(notTakenOver(mistake)), Map.of());
        }
    }

    private static Problem notTakenOver(RuntimeException mistake) {
        return new Problem(
                "tidings.yaml",
                0,
                0,
                "the workspace could not be taken over: " + mistake,
                Optional.of("Reload once more when that is mended; the log says more."));
    }

    private void takeOver(Workspace workspace) throws InterruptedException {
        problems = List.of();
        // Not its revision: a changed password is a change, and no revision holds one.
        if (!Optional.of(workspace).equals(adopted)) {
            adopted = Optional.empty();
            setups.replace(workspace);
            adopt(workspace);
        }
    }

    /// Whatever fails on the way, the next reload begins again.
    private void adopt(Workspace workspace) throws InterruptedException {
        announce(workspace);
        ticker.adopt(workspace, problems.isEmpty());
        couriers.adopt(workspace);
        ears.adopt(workspace);
        adopted = Optional.of(workspace);
    }

    /// Before anything is fired with these revisions, and once whatever is composed here is composed with them.
    private void announce(Workspace workspace) {
        Map<String, Revision> revisions = new HashMap<>();
        workspace.notifications().forEach((id, each) -> revisions.put(id, each.revision()));
        stores.ledger().adopt(revisions);
        announced = workspace;
        stores.bus().ring(Presence.NODES);
    }

    /// Fires a notification now, for everyone or for one address. Somebody who is not in its audience gets
    /// the mail of the first person who is.
    ///
    /// @return empty when there is no such notification
    public Optional<Occurrence> run(String notification, Optional<Address> only, Cause cause) {
        return trigger.fire(notification, only, cause, Optional.empty()).map(Triggered::occurrence);
    }

    /// As [#run(String, Optional, Cause)], once for each request of a name: one that comes again finds what it
    /// brought about.
    public Optional<Triggered> run(String notification, Optional<Address> only, Cause cause, String request) {
        return trigger.fire(notification, only, cause, Optional.of(request));
    }

    /// How what carries work between nodes is doing.
    public Carrier.Standing carrier() {
        return stores.carrier().standing();
    }

    /// Events that are not heard at the moment.
    public List<Deafness> deafnesses() {
        return ears.deafnesses();
    }

    /// What queries see as `:from` and `:to` when a notification is due at an instant.
    static Period period(Notification notification, Instant due) {
        return new Period(
                notification
                        .timing()
                        .flatMap(timing -> timing.schedule().previous(due))
                        .orElse(due),
                due);
    }

    /// Where all goes that comes back.
    public Intake intake() {
        return new Mailroom(stores.ledger(), stores.bus());
    }

    /// Tries things out without the ledger: nothing is recorded, nothing is sent.
    public Rehearsal rehearsal() {
        return new Rehearsal(setups.now(), stores.history()::suppressed);
    }

    public History history() {
        return stores.history();
    }

    /// This process, as the ledger names it.
    public String node() {
        return stores.ledger().node();
    }

    /// Whether somebody has this node drained: it takes nothing.
    public boolean resting() {
        return presence.resting();
    }

    /// How many mails this process has in its hands.
    public int inHand() {
        return couriers.inHand();
    }

    /// What people decide; workers take it up at once.
    public Decisions decisions() {
        return new Decisions(stores.ledger(), stores.bus(), couriers.desk(), world.listener());
    }

    public List<RoadStatus> roads() {
        return couriers.desk().status();
    }

    /// Whether mail goes out just now.
    public boolean sending() {
        return couriers.atWork().busy() > 0;
    }

    /// Stops taking work, lets every conversation that is under way end, and gives back the rest.
    @Override
    public void close() {
        ears.stop();
        crew.stop();
        presence.leave();
        expander.stop();
        Thread drawings = Thread.ofVirtual().name("ending drawings").start(this::endDrawings);
        ears.close();
        try {
            long end = System.nanoTime() + GRACE.toNanos();
            couriers.close(GRACE);
            crew.await(Duration.ofNanos(end - System.nanoTime()));
            drawings.join();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        setups.close();
        endLast();
    }

    /// A page that comes soon goes on record; nobody waits for a source that does not answer.
    private void endDrawings() {
        try {
            if (!expander.await(LAST_PAGE)) {
                expander.interrupt();
                expander.await(LAST_PAGE);
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /// A driver may not hear an interrupt; that its source was closed it does.
    private void endLast() {
        try {
            expander.await(LAST_PAGE);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
