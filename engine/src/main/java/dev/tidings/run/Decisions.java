package dev.tidings.run;

import dev.tidings.bus.Bus;
import dev.tidings.deliver.Lane;
import dev.tidings.deliver.Suppression;
import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Suppressed;
import dev.tidings.ledger.SuppressionRecord;
import java.util.Collection;
import java.util.List;

/// What people decide about deliveries, occurrences, roads, nodes, and whom not to mail.
public final class Decisions {
    private final Ledger ledger;
    private final Bus bus;
    private final RoadDesk roads;
    private final Listener listener;

    Decisions(Ledger ledger, Bus bus, RoadDesk roads, Listener listener) {
        this.ledger = ledger;
        this.bus = bus;
        this.roads = roads;
        this.listener = listener;
    }

    /// @return how many are sent once more
    public int retry(Collection<Long> deliveries) {
        return ringing(told("sent once more", ledger.retry(deliveries)));
    }

    public int retryAll(long occurrence) {
        return ringing(told("sent once more", ledger.retryAll(occurrence)));
    }

    public int skip(Collection<Long> deliveries) {
        return told("skipped", ledger.skip(deliveries));
    }

    public int cancel(long occurrence) {
        return told("cancelled", ledger.cancel(occurrence));
    }

    /// Puts on record whom not to mail; whoever of them waits is left out.
    public Suppressed suppress(Collection<Suppression> suppressions) {
        Suppressed suppressed = ledger.suppress(suppressions);
        if (!suppressed.added().isEmpty()) {
            listener.on(new Event.Suppressed(suppressed.added(), suppressed.leftOut()));
        }
        return suppressed;
    }

    /// Ends suppressions.
    ///
    /// @param suppressions by id
    /// @return how many were ended
    public int lift(Collection<Long> suppressions, Suppression.Act act) {
        List<Suppression> lifted = ledger.lift(suppressions, act).stream()
                .map(SuppressionRecord::suppression)
                .toList();
        if (!lifted.isEmpty()) {
            listener.on(new Event.Lifted(lifted, act));
        }
        return lifted.size();
    }

    /// Lets traffic onto a closed road again.
    ///
    /// @return false when there is no such road
    public boolean open(String road) {
        boolean opened = roads.open(road);
        if (opened) {
            listener.on(new Event.RoadOpened(road));
        }
        return opened;
    }

    /// Lets one mail find out at once whether a closed road can be gone again.
    ///
    /// @return false when there is no such road, or it is not closed
    public boolean tryOut(String road) {
        return roads.tryOut(road);
    }

    /// Lets nothing more of a notification go out, before somebody lets it go on.
    ///
    /// @return false when it is stopped already
    public boolean stop(String notification, String why) {
        boolean stopped = ledger.stop(notification, why);
        if (stopped) {
            listener.on(new Event.Stopped(notification, why));
        }
        return stopped;
    }

    /// Lets a notification that is stopped go on.
    ///
    /// @return false when it is not
    public boolean goOn(String notification) {
        boolean gone = ledger.goOn(notification);
        if (gone) {
            listener.on(new Event.WentOn(notification));
            roads.wake();
        }
        return gone;
    }

    /// Has a node take nothing more, end what is under way and leave the rest to the others.
    ///
    /// @return false when no such node is alive
    public boolean drain(String node) {
        boolean there = ledger.drain(node);
        bus.ring(Presence.NODES);
        return there;
    }

    /// Has a node work again.
    ///
    /// @return false when no such node is alive
    public boolean resume(String node) {
        boolean there = ledger.resume(node);
        bus.ring(Presence.NODES);
        return there;
    }

    private int told(String decision, int count) {
        if (count > 0) {
            listener.on(new Event.Decided(decision, count));
        }
        return count;
    }

    private int ringing(int count) {
        if (count > 0) {
            ledger.roads().stream().map(Lane::road).distinct().forEach(bus::ring);
        }
        return count;
    }
}
