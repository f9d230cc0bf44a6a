package dev.tidings.run;

import dev.tidings.deliver.Lane;
import dev.tidings.deliver.Road;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What people see of the roads, and decide about them.
final class RoadDesk {
    private final Supplier<Map<String, Post>> posts;
    private final Stores stores;
    private final InstantSource clock;

    RoadDesk(Supplier<Map<String, Post>> posts, Stores stores, InstantSource clock) {
        this.posts = posts;
        this.stores = stores;
        this.clock = clock;
    }

    /// A person says that a closed road may be gone again.
    ///
    /// @return false when there is no such road
    boolean open(String name) {
        Optional<Road> road = road(name);
        road.ifPresent(each -> {
            each.open(clock.instant());
            ring(name);
        });
        return road.isPresent();
    }

    /// A person says that one mail may find out whether a closed road can be gone again.
    ///
    /// @return false when there is no such road, or it is not closed
    boolean tryOut(String name) {
        boolean closed =
                road(name).filter(road -> road.breaker().tryAt(clock.instant())).isPresent();
        if (closed) {
            ring(name);
        }
        return closed;
    }

    /// Somebody waits again.
    void wake() {
        posts.get().keySet().forEach(stores.bus()::ring);
    }

    private Optional<Road> road(String name) {
        return Optional.ofNullable(posts.get().get(name)).map(Post::road);
    }

    private void ring(String road) {
        stores.bus().ring(road);
        stores.bus().ring(RoadNews.SUBJECT);
    }

    List<RoadStatus> status() {
        Instant now = clock.instant();
        return posts.get().entrySet().stream()
                .map(each -> status(each.getKey(), each.getValue(), now))
                .sorted(Comparator.comparing(RoadStatus::name))
                .toList();
    }

    private RoadStatus status(String name, Post post, Instant now) {
        Road road = post.road();
        return new RoadStatus(
                name,
                road.hands(),
                road.transport().use(),
                post.courier().waiting(),
                road.breaker().closed(),
                road.meter().read(now),
                domains(post, now));
    }

    private List<RoadStatus.Domain> domains(Post post, Instant now) {
        Set<String> lanes = Set.copyOf(post.courier().lanes().names());
        return post.road().domains().read(now).stream()
                .map(each -> {
                    String lane = Lane.of(post.road().name(), each.domain()).name();
                    return new RoadStatus.Domain(
                            each, lanes.contains(lane) ? stores.history().waiting(lane) : 0);
                })
                .toList();
    }
}
