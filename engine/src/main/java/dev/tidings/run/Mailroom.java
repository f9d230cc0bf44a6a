package dev.tidings.run;

import dev.tidings.bus.Bus;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Intake;
import dev.tidings.ledger.Ledger;
import java.util.List;

/// Puts on record what comes in, whatever it is about; the postmaster judges it.
final class Mailroom implements Intake {
    private final Ledger ledger;
    private final Bus bus;

    Mailroom(Ledger ledger, Bus bus) {
        this.ledger = ledger;
        this.bus = bus;
    }

    @Override
    public void take(List<Arrival> arrivals) {
        if (ledger.hear(arrivals) > 0) {
            bus.ring(Postmaster.ARRIVALS);
        }
    }
}
