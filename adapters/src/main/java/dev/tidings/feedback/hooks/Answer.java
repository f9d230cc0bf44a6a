package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Arrival;
import java.util.List;

/// What becomes of a call.
public sealed interface Answer {
    /// It is the provider's. Whoever asked puts them on record.
    ///
    /// @param arrivals none where it tells of nothing that we act upon
    record Genuine(List<Arrival> arrivals) implements Answer {
        public Genuine {
            arrivals = List.copyOf(arrivals);
        }
    }

    /// It is not believed.
    ///
    /// @param why           for the log: whoever called is told nothing
    /// @param wantsPassword whoever called may be asked for one
    record Refused(String why, boolean wantsPassword) implements Answer {}

    /// It is the provider's, and came too late.
    record Late(String why) implements Answer {}

    /// It could not be found out now. The provider is to call again.
    record NotNow(String why) implements Answer {}
}
