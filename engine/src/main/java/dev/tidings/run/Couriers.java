package dev.tidings.run;

import dev.tidings.bus.Bus;
import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Domains;
import dev.tidings.deliver.Lane;
import dev.tidings.deliver.Meter;
import dev.tidings.deliver.Policy;
import dev.tidings.deliver.Road;
import dev.tidings.event.Event;
import dev.tidings.ledger.NodeReport;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.Workspace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One courier for each road, with as many hands as the road has connections. Roads whose settings did not
/// change keep their connections, their breaker and their place in the rate.
///
/// Who leaves a road ends the conversations he is in, however long they take, and keeps the leases of what he
/// carries until then: a mail whose lease ends at the final dot would be sent twice.
final class Couriers {
    /// The road of mail that may not leave the house.
    static final String CATCHER = "catcher";

    private static final Logger LOG = LoggerFactory.getLogger(Couriers.class);
    private static final int CATCHER_HANDS = 4;
    /// Before it is looked again whether a road is still another node's.
    private static final Duration ANOTHERS = Duration.ofSeconds(2);

    private final Plugs plugs;
    private final Supplier<Setup> setup;
    private final Stores stores;
    private final World world;
    private final Rerouting rerouting;
    private final Registrar registrar;
    private final Map<Post, Thread> leaving = new ConcurrentHashMap<>();
    private volatile Map<String, Post> posts = Map.of();
    private volatile boolean failover;
    private boolean resting;

    Couriers(Plugs plugs, Supplier<Setup> setup, Stores stores, World world) {
        this.plugs = plugs;
        this.setup = setup;
        this.stores = stores;
        this.world = world;
        Detours detours = new Detours(setup, this::roads, world.clock());
        this.rerouting = new Rerouting(detours, stores, world.clock());
        this.registrar = new Registrar(setup, stores.ledger(), new Policy(world.random()), detours, world.listener());
    }

    Registrar registrar() {
        return registrar;
    }

    /// Mans the roads of this workspace, and leaves those that are no longer in it; waits for nobody.
    synchronized void adopt(Workspace workspace) {
        Map<String, Optional<TransportSpec>> wanted = new LinkedHashMap<>();
        wanted.put(CATCHER, Optional.empty());
        workspace.settings().transports().forEach((name, spec) -> wanted.put(name, Optional.of(spec)));
        Map<String, Post> before = posts;
        Map<String, Post> after = new LinkedHashMap<>();
        wanted.forEach((name, spec) -> after.put(
                name,
                Optional.ofNullable(before.get(name))
                        .filter(post -> post.spec().equals(spec))
                        .orElseGet(() -> post(spec))));
        failover = workspace.notifications().values().stream()
                .anyMatch(each -> each.deliver().by().roads().size() > 1);
        posts = Map.copyOf(after);
        before.values().stream().filter(post -> !after.containsValue(post)).forEach(this::leave);
        after.values().stream().filter(post -> !before.containsValue(post)).forEach(this::man);
    }

    private Post post(Optional<TransportSpec> spec) {
        Courier courier =
                new Courier(road(spec), plugs.catcher(), setup, reached(spec), registrar, this::told, world.clock());
        return new Post(spec, courier, tenure(courier.road().name(), spec), new Crew());
    }

    /// What a road has come to is news for the other nodes.
    private void told(Event event) {
        world.listener().on(event);
        if (event instanceof Event.RoadClosed || event instanceof Event.RoadOpened) {
            stores.bus().ring(RoadNews.SUBJECT);
        }
    }

    /// What goes to a road that is one node's alone needs not be carried to the others.
    private Stores reached(Optional<TransportSpec> spec) {
        return spec.filter(TransportSpec::isLimited).isPresent() ? stores.carryingNothing() : stores;
    }

    private Tenure tenure(String road, Optional<TransportSpec> spec) {
        boolean limited = spec.filter(TransportSpec::isLimited).isPresent();
        return new Tenure(road, limited, stores.ledger(), world.clock());
    }

    private Road road(Optional<TransportSpec> spec) {
        return spec.map(each -> {
                    Meters meters = new Meters(each, stores, world.clock());
                    return new Road(
                            plugs.transports().apply(each),
                            each.pool().connections(),
                            meters.ofRoad(),
                            new Breaker(new Trying(each.name(), stores.ledger())),
                            new Domains(each.allowance().domains(), meters::ofDomain));
                })
                .orElseGet(() -> new Road(
                        plugs.catcher(),
                        CATCHER_HANDS,
                        new Meter(List.of(), world.clock().instant()),
                        new Breaker()));
    }

    private void man(Post post) {
        if (!resting) {
            post.man(() -> turn(post));
        }
    }

    /// Takes nothing more: hands end the conversations they are in, what no hand has is given back. Waits for
    /// nobody.
    synchronized void rest() {
        resting = true;
        Map<String, Post> before = posts;
        Map<String, Post> anew = new LinkedHashMap<>();
        before.forEach((name, post) -> anew.put(name, post(post.spec())));
        posts = Map.copyOf(anew);
        before.values().forEach(this::leave);
    }

    /// Mans all roads, as at a start.
    synchronized void resume() {
        resting = false;
        posts.values().forEach(this::man);
    }

    /// Nobody carries anything any more.
    boolean rested() {
        return leaving.isEmpty();
    }

    /// Mails that somebody here has claimed and not settled.
    int inHand() {
        return Stream.concat(posts.values().stream(), leaving.keySet().stream())
                .mapToInt(post -> post.courier().inHand())
                .sum();
    }

    NodeReport.Hands atWork() {
        int all = posts.values().stream().mapToInt(post -> post.road().hands()).sum();
        int busy = Stream.concat(posts.values().stream(), leaving.keySet().stream())
                .map(post -> post.road().transport())
                .distinct()
                .mapToInt(transport -> transport.use().busy())
                .sum();
        return new NodeReport.Hands(all, busy);
    }

    private void turn(Post post) throws InterruptedException {
        Bus bus = new WakingBus(stores.bus(), post.crew());
        switch (post.tenure().standing()) {
            case OURS -> turn(post.courier(), bus);
            case ANOTHERS -> bus.await(post.road().name(), ANOTHERS);
            case OURS_AGAIN -> {
                Thread.ofVirtual().name("anew on " + post.road().name()).start(() -> replace(post));
                bus.await(post.road().name(), ANOTHERS);
            }
        }
    }

    /// As if the process had just started: what another node has sent is counted.
    private synchronized void replace(Post post) {
        String road = post.road().name();
        if (posts.get(road) != post) {
            return;
        }
        Post anew = post(post.spec());
        Map<String, Post> after = new LinkedHashMap<>(posts);
        after.put(road, anew);
        posts = Map.copyOf(after);
        leave(post);
        man(anew);
    }

    private void turn(Courier courier, Bus bus) throws InterruptedException {
        courier.turn(bus);
        Road road = courier.road();
        if (failover && road.breaker().closed().isPresent()) {
            rerouting.reroute(road.name());
            courier.lanes().names().forEach(rerouting::reroute);
        }
    }

    /// Leaves no message behind on a road that is no longer in the settings, nor in a lane that its road forgot.
    void strand() {
        Set<String> waiting = stores.ledger().roads();
        waiting.stream().filter(name -> !posts.containsKey(Lane.road(name))).forEach(rerouting::reroute);
        posts.forEach((road, post) -> post.courier()
                .lanes()
                .keep(waiting.stream()
                        .map(Lane::of)
                        .filter(lane -> lane.road().equals(road))
                        .flatMap(lane -> lane.domain().stream())
                        .collect(Collectors.toSet())));
    }

    /// The hands are waited for elsewhere: a server may take ten minutes to answer.
    private void leave(Post post) {
        post.stop();
        Thread waiting =
                Thread.ofVirtual().name("leaving " + post.road().name()).unstarted(() -> seeOff(post));
        leaving.put(post, waiting);
        waiting.start();
    }

    private void seeOff(Post post) {
        try {
            awaitHands(post);
            close(post);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException mistake) {
            LOG.error("{} could not be left in good order", post.road().name(), mistake);
        } finally {
            leaving.remove(post);
        }
    }

    private static void awaitHands(Post post) throws InterruptedException {
        try {
            post.courier().close();
        } finally {
            post.crew().await();
            post.courier().close();
        }
    }

    /// The catcher is not one post's own: others carry to it as well.
    private void close(Post post) {
        if (post.spec().isPresent()) {
            post.road().close();
        }
    }

    /// Stops everybody: hands end the conversation they are in, what no hand has is given back.
    ///
    /// @param atMost how long to wait for them
    synchronized void close(Duration atMost) throws InterruptedException {
        posts.values().forEach(this::leave);
        posts = Map.of();
        renew();
        long end = System.nanoTime() + atMost.toNanos();
        for (Thread waiting : List.copyOf(leaving.values())) {
            waiting.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
        leaving.keySet().forEach(this::close);
        plugs.catcher().close();
    }

    /// Somebody waits again.
    void wake() {
        posts.keySet().forEach(stores.bus()::ring);
    }

    void renew() {
        posts.values().forEach(post -> post.courier().renew());
        leaving.keySet().forEach(post -> post.courier().renew());
    }

    void sweep() {
        posts.values().forEach(post -> {
            post.road().transport().sweep();
            post.road().domains().sweep(world.clock().instant());
        });
    }

    /// What people see and decide of the roads.
    RoadDesk desk() {
        return new RoadDesk(() -> posts, stores, world.clock());
    }

    Map<String, Road> roads() {
        Map<String, Road> roads = new LinkedHashMap<>();
        posts.forEach((name, post) -> roads.put(name, post.road()));
        return roads;
    }
}
