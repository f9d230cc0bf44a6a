package dev.tidings.run;

import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Detour;
import dev.tidings.deliver.Meter;
import dev.tidings.deliver.Policy;
import dev.tidings.deliver.Road;
import dev.tidings.deliver.Transport;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// One courier for each road, with as many hands as the road has connections. Roads whose settings did not
/// change keep their connections, their breaker and their place in the rate.
final class Couriers {
    /// The road of mail that may not leave the house.
    static final String CATCHER = "catcher";

    private static final int CATCHER_HANDS = 4;
    private static final int REROUTED_MAX = 500;
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Plugs plugs;
    private final Supplier<Setup> setup;
    private final Stores stores;
    private final World world;
    private final Detours detours;
    private final Registrar registrar;
    private volatile Map<String, Post> posts = Map.of();
    private volatile boolean failover;

    /// A courier at work on a road.
    private record Post(Optional<TransportSpec> spec, Courier courier, Crew crew) {}

    Couriers(Plugs plugs, Supplier<Setup> setup, Stores stores, World world) {
        this.plugs = plugs;
        this.setup = setup;
        this.stores = stores;
        this.world = world;
        this.detours = new Detours(setup, this::roads, world.clock());
        this.registrar =
                new Registrar(setup, stores.ledger(), new Policy(world.random()), detours::of, world.listener());
    }

    Registrar registrar() {
        return registrar;
    }

    /// Mans the roads of this workspace, and leaves those that are no longer in it.
    synchronized void adopt(Workspace workspace) throws InterruptedException {
        failover = workspace.notifications().values().stream()
                .anyMatch(each -> each.deliver().by().size() > 1);
        Map<String, Post> leaving = new HashMap<>(posts);
        Map<String, Post> staying = new LinkedHashMap<>();
        keepOr(CATCHER, Optional.empty(), leaving, staying);
        workspace.settings().transports().forEach((name, spec) -> keepOr(name, Optional.of(spec), leaving, staying));
        posts = Map.copyOf(staying);
        leave(List.copyOf(leaving.values()));
    }

    private void keepOr(
            String name, Optional<TransportSpec> spec, Map<String, Post> leaving, Map<String, Post> staying) {
        boolean same = Optional.ofNullable(leaving.get(name)).map(Post::spec).equals(Optional.of(spec));
        staying.put(name, same ? leaving.remove(name) : man(spec));
    }

    private Road road(Optional<TransportSpec> spec) {
        Transport transport = spec.map(plugs.transports()).orElse(plugs.catcher());
        int hands = spec.map(each -> each.pool().connections()).orElse(CATCHER_HANDS);
        Meter meter = new Meter(
                spec.map(TransportSpec::rates).orElse(List.of()), world.clock().instant());
        return new Road(transport, hands, meter, new Breaker());
    }

    private Post man(Optional<TransportSpec> spec) {
        Road road = road(spec);
        Courier courier =
                new Courier(road, plugs.catcher(), setup, stores.ledger(), registrar, world.listener(), world.clock());
        Crew crew = new Crew();
        crew.hire("courier of " + road.name(), () -> turn(courier));
        for (int hand = 1; hand <= road.hands(); hand++) {
            crew.hire("hand " + hand + " of " + road.name(), courier::carryNext);
        }
        return new Post(spec, courier, crew);
    }

    private void turn(Courier courier) throws InterruptedException {
        courier.turn(stores.bus());
        Road road = courier.road();
        if (failover && road.breaker().closed().isPresent()) {
            reroute(road.name());
        }
    }

    /// Messages that wait for a closed road, or one that is gone, go on by the next of their order, if it is
    /// open.
    private void reroute(String road) {
        for (Claim claim : stores.ledger().claim(road, REROUTED_MAX, Courier.LEASE)) {
            Detour detour = detours.of(claim);
            if (detour.road().equals(road)) {
                stores.ledger().release(List.of(claim));
            } else {
                stores.ledger().defer(List.of(claim), detour.road(), detour.at());
                stores.bus().ring(detour.road());
            }
        }
    }

    /// Leaves no message behind on a road that is no longer in the settings.
    void strand() {
        stores.ledger().roads().stream()
                .filter(name -> !posts.containsKey(name))
                .forEach(this::reroute);
    }

    /// Stops everybody: hands end the conversation they are in, what no hand has is given back.
    synchronized void close() throws InterruptedException {
        List<Post> all = List.copyOf(posts.values());
        posts = Map.of();
        leave(all);
    }

    private static void leave(List<Post> leaving) throws InterruptedException {
        leaving.forEach(post -> post.crew().stop());
        for (Post post : leaving) {
            post.crew().await(GRACE);
            post.courier().giveBack();
            post.courier().road().close();
        }
    }

    void renew() {
        posts.values().forEach(post -> post.courier().renew());
    }

    void sweep() {
        posts.values().forEach(post -> post.courier().road().transport().sweep());
    }

    Map<String, Road> roads() {
        Map<String, Road> roads = new LinkedHashMap<>();
        posts.forEach((name, post) -> roads.put(name, post.courier().road()));
        return roads;
    }

    /// A person says that a closed road may be tried again.
    boolean open(String road) {
        Optional<Post> post = Optional.ofNullable(posts.get(road));
        post.ifPresent(each -> {
            each.courier().road().breaker().open();
            stores.bus().ring(road);
        });
        return post.isPresent();
    }

    List<RoadStatus> status() {
        List<RoadStatus> all = new ArrayList<>();
        posts.forEach((name, post) -> {
            Road road = post.courier().road();
            all.add(new RoadStatus(
                    name,
                    road.hands(),
                    road.transport().use(),
                    post.courier().waiting(),
                    road.breaker().closed()));
        });
        all.sort((one, other) -> one.name().compareTo(other.name()));
        return all;
    }
}
