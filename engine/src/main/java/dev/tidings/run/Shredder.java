package dev.tidings.run;

import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.Forgotten;
import dev.tidings.ledger.Ledger;
import dev.tidings.notification.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Has the ledger forget what is older than it is to remember: once in a while all there is, in small
/// portions, each a turn of its own, so that mail goes on in between. One node does it for all.
final class Shredder {
    static final int PORTION = 1000;
    /// Between portions.
    static final Duration PAUSE = Duration.ofMillis(200);

    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration DUTY = Duration.ofMinutes(1);
    /// Who reads the journal has begun by then.
    private static final Duration AFTER_START = Duration.ofMinutes(2);

    private final Ledger ledger;
    private final Supplier<Retention> retention;
    private final Listener listener;
    private final InstantSource clock;
    private Instant again;
    private Forgotten sum = Forgotten.NOTHING;

    Shredder(Ledger ledger, Supplier<Retention> retention, Listener listener, InstantSource clock) {
        this.ledger = ledger;
        this.retention = retention;
        this.listener = listener;
        this.clock = clock;
        this.again = clock.instant().plus(AFTER_START);
    }

    void turn() {
        Instant now = clock.instant();
        if (!now.isBefore(again)) {
            retention.get().before(now).ifPresentOrElse(before -> portion(before, now), () -> rest(now));
        }
    }

    private void portion(Instant before, Instant now) {
        Forgotten portion = ledger.onDuty("retention", DUTY) ? ledger.forget(before, PORTION) : Forgotten.NOTHING;
        sum = sum.and(portion);
        if (portion.equals(Forgotten.NOTHING)) {
            tell(before);
            rest(now);
        }
    }

    private void tell(Instant before) {
        if (sum.occurrences() + sum.deliveries() > 0) {
            listener.on(new Event.Forgotten(sum.occurrences(), sum.deliveries(), before));
        }
        sum = Forgotten.NOTHING;
    }

    private void rest(Instant now) {
        again = now.plus(EVERY);
    }
}
