package dev.tidings.server.feedback;

import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Intake;
import dev.tidings.ledger.StoreAway;
import dev.tidings.server.StoreHealth;
import java.util.List;

/// Takes in nothing while the store fails: whoever brings it is told so at once and keeps it, instead of waiting for
/// as long as that lasts.
public record Inlet(Intake intake, StoreHealth store) implements Intake {
    @Override
    public void take(List<Arrival> arrivals) {
        store.failing().ifPresent(failing -> {
            throw new StoreAway(failing.why());
        });
        intake.take(arrivals);
    }
}
