package dev.tidings.notification;

import dev.tidings.schedule.Timing;
import java.util.List;
import java.util.Optional;

/// What fires a notification: its schedule, events of other systems, both; or neither, then it only runs by hand or by
/// call.
public record When(Optional<Timing> timing, List<EventSubject> on) {
    public When {
        on = List.copyOf(on);
    }

    public static When by(Optional<Timing> timing) {
        return new When(timing, List.of());
    }
}
