package dev.tidings.deliver;

import dev.tidings.notification.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// A transport with what keeps it healthy: so many hands, so many mails in a time, a breaker, and what recipients'
/// domains take.
///
/// @param hands how many runs may be under way at once
public record Road(Transport transport, int hands, Meter meter, Breaker breaker, Domains domains)
        implements AutoCloseable {

    /// One on which every domain takes everything.
    public Road(Transport transport, int hands, Meter meter, Breaker breaker) {
        this(transport, hands, meter, breaker, Domains.unlimited());
    }

    public String name() {
        return transport.name();
    }

    /// How many of `wanted` may set out now. Whoever does not is given back by [#giveBack].
    public int admit(int wanted, Instant now) {
        int admitted = breaker.admits(wanted, now);
        int granted = meter.take(admitted, now);
        if (granted == 0 && admitted > 0) {
            breaker.giveBack();
        }
        return granted;
    }

    /// So many were admitted and did not set out.
    public void giveBack(int unused) {
        if (unused > 0) {
            meter.giveBack(unused);
            breaker.giveBack();
        }
    }

    /// These were admitted, here and by their domains, and did not set out.
    public void giveBack(Collection<Claim> claims) {
        giveBack(claims.size());
        if (!domains.isIdle()) {
            claims.forEach(claim -> domains.giveBack(claim.domain()));
        }
    }

    /// One that had set out, or was to, is in nobody's hands any more.
    public void leave(Claim claim) {
        if (!domains.isIdle()) {
            domains.leave(claim.domain());
        }
    }

    /// What an outcome on this road says about the road itself, and about the recipient's domain.
    public Change heed(Claim claim, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Accepted _, Outcome.Deferred _, Outcome.Refused _ -> {
                hear(claim, now);
                yield opened(now);
            }
            case Outcome.Slowed(String why, Optional<Pause> pause) -> {
                domains.slow(claim.domain(), why, pause, now);
                yield opened(now);
            }
            case Outcome.Unreachable(Trouble trouble, String why, Optional<Pause> pause) ->
                closed(trouble, why, pause, now);
            case Outcome.Broken(var verb, String why) -> closed(Trouble.CONNECTION, why, Optional.empty(), now);
            case Outcome.Uncertain(String why) -> closed(Trouble.CONNECTION, why, Optional.empty(), now);
            case Outcome.Unfit _, Outcome.Unready _, Outcome.Oversize _ -> Change.NONE;
        };
    }

    /// Somebody else found out that it is closed.
    public void hear(Breaker.Closed closed, Instant now) {
        breaker.hear(closed);
        if (closed.trouble() == Trouble.THROTTLED) {
            meter.slow(now);
        }
    }

    /// A person, or somebody who found out, says that all may go again.
    public void open(Instant now) {
        breaker.open();
        meter.resume(now);
    }

    public enum Change {
        NONE,
        CLOSED,
        OPENED
    }

    private void hear(Claim claim, Instant now) {
        if (!domains.isIdle()) {
            domains.hear(claim.domain(), now);
        }
    }

    private Change opened(Instant now) {
        if (!breaker.succeed()) {
            return Change.NONE;
        }
        meter.resume(now);
        return Change.OPENED;
    }

    private Change closed(Trouble trouble, String why, Optional<Pause> pause, Instant now) {
        Optional<Breaker.Closed> before = breaker.closed();
        Optional<Breaker.Closed> closing = breaker.fail(trouble, why, pause, now);
        if (trouble == Trouble.THROTTLED && !breaker.closed().equals(before)) {
            meter.slow(now);
        }
        return closing.isPresent() ? Change.CLOSED : Change.NONE;
    }

    /// How long nobody needs to ask again; at most `atMost`.
    public Duration pause(Instant now, Duration atMost) {
        Optional<Breaker.Closed> closed = breaker.closed();
        Duration wait = closed.filter(each -> now.isBefore(each.again()))
                .map(each -> each.again().equals(Instant.MAX) ? atMost : Duration.between(now, each.again()))
                .orElseGet(() -> meter.untilNext(now));
        return wait.compareTo(atMost) < 0 ? wait : atMost;
    }

    @Override
    public void close() {
        transport.close();
    }
}
