package dev.tidings.run;

import dev.tidings.bus.Bus;
import dev.tidings.ledger.Ledger;
import java.util.Collection;

/// What people decide about deliveries, occurrences and roads.
public final class Decisions {
    private final Ledger ledger;
    private final Bus bus;
    private final Couriers couriers;

    Decisions(Ledger ledger, Bus bus, Couriers couriers) {
        this.ledger = ledger;
        this.bus = bus;
        this.couriers = couriers;
    }

    /// @return how many are sent once more
    public int retry(Collection<Long> deliveries) {
        return ringing(ledger.retry(deliveries));
    }

    public int retryAll(long occurrence) {
        return ringing(ledger.retryAll(occurrence));
    }

    public int skip(Collection<Long> deliveries) {
        return ledger.skip(deliveries);
    }

    public int cancel(long occurrence) {
        return ledger.cancel(occurrence);
    }

    /// Lets traffic onto a closed road again.
    ///
    /// @return false when there is no such road
    public boolean open(String road) {
        return couriers.open(road);
    }

    private int ringing(int count) {
        if (count > 0) {
            ledger.roads().forEach(bus::ring);
        }
        return count;
    }
}
