package dev.tidings.run;

import dev.tidings.deliver.Road;
import dev.tidings.notification.TransportSpec;
import java.util.Optional;

/// A courier at work on a road: as many claim and compose at once as there are processors, so that signing, which
/// takes long, keeps none of them idle; and as many hands carry as the road has connections.
///
/// @param spec   the road's settings; empty for the catcher's, which has none
/// @param tenure whether the road is this node's
record Post(Optional<TransportSpec> spec, Courier courier, Tenure tenure, Crew crew) {
    /// More would only stand in each other's way at the ledger.
    private static final int COMPOSING_MAX = 4;

    Road road() {
        return courier.road();
    }

    /// @param turn the courier's
    void man(Crew.Turn turn) {
        int composing = Math.min(
                road().hands(), Math.min(COMPOSING_MAX, Runtime.getRuntime().availableProcessors()));
        for (int each = 1; each <= composing; each++) {
            crew.hire("courier " + each + " of " + road().name(), turn);
        }
        for (int hand = 1; hand <= road().hands(); hand++) {
            crew.hire("hand " + hand + " of " + road().name(), this::carryNext);
        }
    }

    private void carryNext() throws InterruptedException {
        crew.awaiting(courier::next).ifPresent(courier::carry);
    }

    /// From now on nobody claims anything to carry; conversations that are under way go on. Returns at once, whatever
    /// the store does.
    void stop() {
        crew.stop();
        courier.stop();
    }
}
