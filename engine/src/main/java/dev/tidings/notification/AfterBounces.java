package dev.tidings.notification;

import java.util.List;
import java.util.Optional;

/// What a notification says about mail of its own that comes back; what is empty is as the house says.
public record AfterBounces(Optional<Reactions> reactions, Optional<List<StopWhen>> stopWhen) {
    public static final AfterBounces AS_USUAL = new AfterBounces(Optional.empty(), Optional.empty());

    public AfterBounces {
        stopWhen = stopWhen.map(List::copyOf);
    }
}
