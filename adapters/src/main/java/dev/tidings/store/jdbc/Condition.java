package dev.tidings.store.jdbc;

import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a store can be written and read. A listener hears when it begins to fail, and when both can be done again.
public final class Condition {
    private static final Logger LOG = LoggerFactory.getLogger(Condition.class);

    private final Listener listener;
    private Optional<String> unwritable = Optional.empty();
    private Optional<String> unreadable = Optional.empty();

    public Condition(Listener listener) {
        this.listener = listener;
    }

    synchronized void unwritable(String why) {
        change(Optional.of(why), unreadable);
    }

    synchronized void writable() {
        change(Optional.empty(), unreadable);
    }

    synchronized void unreadable(String why) {
        change(unwritable, Optional.of(why));
    }

    synchronized void readable() {
        change(unwritable, Optional.empty());
    }

    /// Why it cannot be read, if so.
    synchronized Optional<String> unreadable() {
        return unreadable;
    }

    private void change(Optional<String> writing, Optional<String> reading) {
        boolean failed = fails();
        unwritable = writing;
        unreadable = reading;
        if (!failed && fails())
            tell(new Event.StoreFailing(writing.or(() -> reading).orElseThrow()));
        if (failed && !fails()) tell(new Event.StoreRecovered());
    }

    private boolean fails() {
        return unwritable.isPresent() || unreadable.isPresent();
    }

    /// A listener's mistake is no business of the store's.
    private void tell(Event event) {
        try {
            listener.on(event);
        } catch (RuntimeException | Error mistake) {
            LOG.error("a listener failed at {}", event, mistake);
        }
    }
}
