package dev.tidings.run;

import dev.tidings.deliver.Road;
import dev.tidings.notification.TransportSpec;
import java.util.Optional;

/// A courier at work on a road, with as many hands as the road has connections.
///
/// @param spec the road's settings; empty for the catcher's, which has none
record Post(Optional<TransportSpec> spec, Courier courier, Crew crew) {
    Road road() {
        return courier.road();
    }

    /// @param turn the courier's
    void man(Crew.Turn turn) {
        crew.hire("courier of " + road().name(), turn);
        for (int hand = 1; hand <= road().hands(); hand++) {
            crew.hire("hand " + hand + " of " + road().name(), courier::carryNext);
        }
    }

    /// Nobody takes up anything more; conversations that are under way go on. Returns at once.
    void leave() {
        crew.stop();
        courier.close();
    }
}
