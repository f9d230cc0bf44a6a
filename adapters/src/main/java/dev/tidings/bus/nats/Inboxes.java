package dev.tidings.bus.nats;

import io.nats.client.Connection;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Where answers come to: one for each who asks for a road at the same time, kept for the next. A message that
/// comes too late for one is found by the next.
final class Inboxes {
    private final Map<String, Queue<Inbox>> idle = new ConcurrentHashMap<>();

    Inbox borrow(Connection connection, String road) {
        return next(road).orElseGet(() -> new Inbox(connection));
    }

    /// Those of a connection that is no more are left behind.
    private Optional<Inbox> next(String road) {
        Queue<Inbox> all = of(road);
        Inbox next = all.poll();
        while (next != null && !next.isActive()) {
            next = all.poll();
        }
        return Optional.ofNullable(next);
    }

    void giveBack(String road, Inbox inbox) {
        of(road).add(inbox);
    }

    private Queue<Inbox> of(String road) {
        return idle.computeIfAbsent(road, _ -> new ConcurrentLinkedQueue<>());
    }
}
