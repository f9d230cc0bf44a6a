package dev.tidings.deliver;

import dev.tidings.notification.Allowance.ForDomain;
import dev.tidings.notification.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What one recipients' domain takes on one road.
final class DomainGate {
    /// Somebody under way makes room soon; when, nobody knows.
    private static final Duration SOON = Duration.ofMillis(20);

    private final ForDomain allowance;
    private final Meter meter;
    private final Breaker breaker = new Breaker();
    private int underWay;

    /// @param meter the allowance's rates
    DomainGate(ForDomain allowance, Meter meter) {
        this.allowance = allowance;
        this.meter = meter;
    }

    /// How many more may go now.
    int room(Instant now) {
        int places = allowance.connections().orElse(Integer.MAX_VALUE) - underWay;
        return places <= 0 ? 0 : meter.available(breaker.room(places, now), now);
    }

    void take(Instant now) {
        breaker.admits(1, now);
        meter.take(1, now);
        underWay++;
    }

    /// One that was under way is no more.
    void leave() {
        underWay = Math.max(0, underWay - 1);
    }

    /// One that was to go did not set out.
    void giveBack() {
        meter.giveBack(1);
        breaker.giveBack();
    }

    void slow(String why, Optional<Pause> pause, Instant now) {
        Optional<Breaker.Closed> before = breaker.closed();
        breaker.fail(Trouble.THROTTLED, why, pause, now);
        if (!breaker.closed().equals(before)) {
            meter.slow(now);
        }
    }

    void hear(Instant now) {
        if (breaker.succeed()) {
            meter.resume(now);
        }
    }

    /// How long until one more may go; a little while when that depends on those under way.
    Duration pause(Instant now) {
        if (allowance.connections().orElse(Integer.MAX_VALUE) <= underWay) {
            return SOON;
        }
        return breaker.closed()
                .filter(each -> now.isBefore(each.again()))
                .map(each -> Duration.between(now, each.again()))
                .orElseGet(() -> breaker.room(1, now) == 0 ? SOON : meter.untilNext(now));
    }

    /// Nothing is known of it that a new one would not know.
    boolean isForgettable(Instant now) {
        Meter.Reading reading = meter.read(now);
        return underWay == 0
                && breaker.closed().isEmpty()
                && reading.slowed().isEmpty()
                && reading.rates().stream().allMatch(each -> each.used() == 0);
    }

    DomainStatus status(String domain, Instant now) {
        return new DomainStatus(domain, underWay, allowance.connections(), meter.read(now), breaker.closed());
    }
}
