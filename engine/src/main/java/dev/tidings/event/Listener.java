package dev.tidings.event;

import java.util.List;

/// Hears of events, on the thread on which they happen; returns quickly.
@FunctionalInterface
public interface Listener {
    void on(Event event);

    /// One listener for several, each in turn.
    static Listener all(List<Listener> listeners) {
        List<Listener> each = List.copyOf(listeners);
        return event -> each.forEach(listener -> listener.on(event));
    }
}
