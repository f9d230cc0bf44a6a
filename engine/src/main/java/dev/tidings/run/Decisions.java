package dev.tidings.run;

import dev.tidings.bus.Bus;
import dev.tidings.deliver.Lane;
import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.Ledger;
import java.util.Collection;

/// What people decide about deliveries, occurrences and roads.
public final class Decisions {
    private final Ledger ledger;
    private final Bus bus;
    private final Couriers couriers;
    private final Listener listener;

    Decisions(Ledger ledger, Bus bus, Couriers couriers, Listener listener) {
        this.ledger = ledger;
        this.bus = bus;
        this.couriers = couriers;
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

    /// Lets traffic onto a closed road again.
    ///
    /// @return false when there is no such road
    public boolean open(String road) {
        boolean opened = couriers.open(road);
        if (opened) {
            listener.on(new Event.RoadOpened(road));
        }
        return opened;
    }

    /// Lets one mail find out at once whether a closed road can be gone again.
    ///
    /// @return false when there is no such road, or it is not closed
    public boolean tryOut(String road) {
        return couriers.tryOut(road);
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
