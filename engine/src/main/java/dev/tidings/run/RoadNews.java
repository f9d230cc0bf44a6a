package dev.tidings.run;

import dev.tidings.deliver.Breaker.Closed;
import dev.tidings.deliver.Road;
import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What nodes tell each other of closed roads: that one is down, and that it is up again, needs to be found out by one
/// of them only. Whatever changes here is noted in the ledger; whatever others noted holds here. Who starts anew finds
/// out by himself, since his settings may be other ones.
final class RoadNews {
    static final String SUBJECT = "roads";

    private final Stores stores;
    private final Supplier<Map<String, Road>> roads;
    private final Listener listener;
    private final InstantSource clock;
    private final Map<String, Known> known = new HashMap<>();

    /// How it stood when it was last compared.
    private record Known(Road road, Optional<Closed> here, Optional<Closed> there) {}

    RoadNews(Stores stores, Supplier<Map<String, Road>> roads, Listener listener, InstantSource clock) {
        this.stores = stores;
        this.roads = roads;
        this.listener = listener;
        this.clock = clock;
    }

    void turn() throws InterruptedException {
        round();
        stores.bus().await(SUBJECT, stores.bus().patience());
    }

    void round() {
        Map<String, Closed> noted = stores.ledger().closings();
        Map<String, Road> all = roads.get();
        known.keySet().retainAll(all.keySet());
        all.forEach((name, road) -> {
            Optional<Closed> there = Optional.ofNullable(noted.get(name));
            Known last = Optional.ofNullable(known.get(name))
                    .filter(each -> each.road() == road)
                    .orElseGet(() -> new Known(road, Optional.empty(), there));
            known.put(name, compare(last, there));
        });
    }

    private Known compare(Known last, Optional<Closed> there) {
        Road road = last.road();
        Optional<Closed> here = here(road);
        if (!here.equals(last.here())) {
            stores.ledger().note(road.name(), here);
            stores.bus().ring(SUBJECT);
            // As the ledger had it: a store for one process keeps no notes.
            return new Known(road, here, there);
        }
        if (!there.equals(last.there()) && !there.equals(here)) {
            there.ifPresentOrElse(closed -> close(road, closed), () -> open(road));
            stores.bus().ring(road.name());
        }
        return new Known(road, here(road), there);
    }

    private void close(Road road, Closed closed) {
        road.hear(closed, clock.instant());
        listener.on(new Event.RoadClosed(road.name(), closed.trouble(), closed.why(), closed.again()));
    }

    private void open(Road road) {
        road.open(clock.instant());
        listener.on(new Event.RoadOpened(road.name()));
    }

    /// As the ledger keeps it.
    private static Optional<Closed> here(Road road) {
        return road.breaker()
                .closed()
                .map(closed ->
                        new Closed(closed.trouble(), closed.why(), millis(closed.since()), millis(closed.again())));
    }

    private static Instant millis(Instant instant) {
        return instant.equals(Instant.MAX) ? instant : instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
