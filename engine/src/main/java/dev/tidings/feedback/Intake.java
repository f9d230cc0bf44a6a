package dev.tidings.feedback;

import java.util.List;

/// Where everything goes that came in, by whichever way.
public interface Intake {
    /// Returns once all of them are on record. One that is there already changes nothing.
    ///
    /// @throws RuntimeException when they could not be put there; whoever brought them offers them again
    void take(List<Arrival> arrivals);
}
