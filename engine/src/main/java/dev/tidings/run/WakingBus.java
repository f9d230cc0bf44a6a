package dev.tidings.run;

import dev.tidings.bus.Bus;
import java.time.Duration;
import java.util.Optional;

/// A bus on which a crew waits: whoever does is woken when the crew is stopped as well.
record WakingBus(Bus bus, Crew crew) implements Bus {
    @Override
    public void ring(String subject) {
        bus.ring(subject);
    }

    @Override
    public void await(String subject, Duration atMost) throws InterruptedException {
        crew.awaiting(() -> {
            bus.await(subject, atMost);
            return Optional.empty();
        });
    }

    @Override
    public Duration patience() {
        return bus.patience();
    }

    @Override
    public void close() {
        bus.close();
    }
}
