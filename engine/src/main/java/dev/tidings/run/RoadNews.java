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
/// of them only. What changes here is noted in the ledger; what others noted holds here.
///
/// Who starts anew finds out by himself, since his settings may be other ones; so does each who knows it is closed,
/// one after the other, since the fault may be his own. Where another gets through, what was found here is this node's
/// trouble alone: it tries with one mail, and keeps the others from nothing.
final class RoadNews {
    static final String SUBJECT = "roads";

    private final Stores stores;
    private final Supplier<Map<String, Road>> roads;
    private final Listener listener;
    private final InstantSource clock;
    private final Map<String, Known> known = new HashMap<>();

    /// How it stood when it was last compared.
    private record Known(Road road, Optional<Closed> here, Optional<Closed> there, Whose whose) {}

    /// Who knows of it that a road is closed.
    private enum Whose {
        /// This node does, from others.
        HEARD,
        /// This node found out, and told it.
        FOUND,
        /// This node found out, and another gets through.
        OURS
    }

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
                    .orElseGet(() -> new Known(road, Optional.empty(), there, Whose.HEARD));
            known.put(name, compare(last, there));
        });
    }

    private Known compare(Known last, Optional<Closed> there) {
        Road road = last.road();
        Optional<Closed> here = here(road);
        boolean news = !there.equals(last.there()) && !there.equals(here);
        boolean gotThrough = here.isEmpty() && last.here().isPresent();
        if (news
                && !gotThrough
                && there.filter(closed -> concerns(here, closed)).isPresent()) {
            hear(road, there.get());
            return new Known(road, here(road), there, Whose.HEARD);
        }
        if (last.whose() == Whose.OURS && here.isPresent()) {
            return new Known(road, here, there, there.isEmpty() ? Whose.OURS : Whose.FOUND);
        }
        if (!here.equals(last.here())) {
            // As the ledger had it: a store for one process keeps no notes.
            return told(road, here, there);
        }
        if (news && there.isEmpty()) {
            return opened(last);
        }
        if (here.isEmpty() && there.isPresent() && road.breaker().isProven()) {
            return told(road, here, there);
        }
        return new Known(road, here, there, last.whose());
    }

    /// What others go on finding out about a road that is closed here too keeps nobody longer.
    private static boolean concerns(Optional<Closed> here, Closed there) {
        return here.isEmpty() || (there.isBarred() && !here.get().isBarred());
    }

    private Known told(Road road, Optional<Closed> here, Optional<Closed> there) {
        stores.ledger().note(road.name(), here);
        stores.bus().ring(SUBJECT);
        return new Known(road, here, there, here.isPresent() ? Whose.FOUND : Whose.HEARD);
    }

    private void hear(Road road, Closed closed) {
        road.hear(closed, clock.instant());
        listener.on(new Event.RoadClosed(road.name(), closed.trouble(), closed.why(), closed.again()));
        stores.bus().ring(road.name());
    }

    /// Another got through, or a person said that mail may.
    private Known opened(Known last) {
        Road road = last.road();
        Whose whose = last.whose();
        if (whose == Whose.HEARD) {
            road.open(clock.instant());
            listener.on(new Event.RoadOpened(road.name()));
        } else {
            road.breaker().tryAt(clock.instant());
            whose = Whose.OURS;
        }
        stores.bus().ring(road.name());
        return new Known(road, here(road), Optional.empty(), whose);
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
