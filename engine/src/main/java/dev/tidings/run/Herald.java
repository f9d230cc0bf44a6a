package dev.tidings.run;

import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.Finish;
import dev.tidings.ledger.History;

/// Tells when an occurrence is finished. That is a fact of the ledger, found by reading it: the last of a
/// million settlements may be anybody's.
final class Herald {
    private static final int PAGE = 1000;

    private final History history;
    private final String node;
    private final Listener listener;
    private long told;

    /// @param node where this is
    Herald(History history, String node, Listener listener) {
        this.history = history;
        this.node = node;
        this.listener = listener;
        this.told = history.finishedEnd();
    }

    void round() {
        for (Finish each : history.finished(told, PAGE)) {
            listener.on(new Event.Finished(
                    each.occurrence().occurrence(),
                    each.occurrence().result(),
                    each.by().equals(node)));
            told = each.place();
        }
    }
}
