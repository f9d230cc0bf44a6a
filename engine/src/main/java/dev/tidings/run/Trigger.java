package dev.tidings.run;

import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.Firing.Decision;
import dev.tidings.ledger.Triggered;
import dev.tidings.mail.Address;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/// Fires a notification that no schedule does: by hand, by call, by an event of another system.
final class Trigger {
    private final Supplier<Workspace> workspace;
    private final Stores stores;
    private final Listener listener;
    private final InstantSource clock;

    Trigger(Supplier<Workspace> workspace, Stores stores, Listener listener, InstantSource clock) {
        this.workspace = workspace;
        this.stores = stores;
        this.listener = listener;
        this.clock = clock;
    }

    /// @param only    for one address; for everyone where it is empty
    /// @param request one that comes again finds what it brought about; without a name each is another
    /// @return empty when there is no such notification
    Optional<Triggered> fire(String notification, Optional<Address> only, Cause cause, Optional<String> request) {
        return workspace.get().notification(notification).map(each -> told(record(firing(each, only, cause), request)));
    }

    private Firing firing(Notification notification, Optional<Address> only, Cause cause) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Firing(
                new Occurrence.Key(notification.id(), now, cause),
                new Decision.Due(),
                Optional.empty(),
                workspace.get().settings().rehearsal().stage(),
                notification.revision(),
                Tidings.period(notification, now),
                only.map(Address::toString));
    }

    private Triggered record(Firing firing, Optional<String> request) {
        return request.map(name -> stores.ledger().trigger(firing, name))
                .orElseGet(() -> new Triggered(stores.ledger().trigger(firing), true));
    }

    private Triggered told(Triggered triggered) {
        if (triggered.anew()) {
            listener.on(new Event.Fired(triggered.occurrence(), Duration.ZERO));
            stores.bus().ring(Expander.OCCURRENCES);
        }
        return triggered;
    }
}
