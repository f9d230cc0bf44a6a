package dev.tidings.bus.nats;

import io.nats.client.Connection;
import io.nats.client.Subscription;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Where answers come to: one for each who asks for a road at the same time, kept for the next. What comes too late
/// for one is found by the next.
final class Inboxes {
    private final Map<String, Queue<Subscription>> idle = new ConcurrentHashMap<>();

    Subscription borrow(Connection connection, String road) {
        return next(road).orElseGet(() -> connection.subscribe(connection.createInbox()));
    }

    /// Those of a connection that is no more are left behind.
    private Optional<Subscription> next(String road) {
        Queue<Subscription> all = of(road);
        Subscription next = all.poll();
        while (next != null && !next.isActive()) {
            next = all.poll();
        }
        return Optional.ofNullable(next);
    }

    void giveBack(String road, Subscription inbox) {
        of(road).add(inbox);
    }

    private Queue<Subscription> of(String road) {
        return idle.computeIfAbsent(road, _ -> new ConcurrentLinkedQueue<>());
    }
}
