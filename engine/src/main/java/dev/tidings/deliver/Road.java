package dev.tidings.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A transport with what keeps it healthy: so many hands, so many mails in a time, and a breaker.
///
/// @param hands how many runs may be under way at once
public record Road(Transport transport, int hands, Meter meter, Breaker breaker) implements AutoCloseable {

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

    /// What an outcome on this road says about the road itself.
    public Change heed(Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Accepted _, Outcome.Deferred _, Outcome.Refused _ ->
                breaker.succeed() ? Change.OPENED : Change.NONE;
            case Outcome.Unreachable(Trouble trouble, String why) -> closed(breaker.fail(trouble, why, now));
            case Outcome.Broken(var verb, String why) -> closed(breaker.fail(Trouble.CONNECTION, why, now));
            case Outcome.Uncertain(String why) -> closed(breaker.fail(Trouble.CONNECTION, why, now));
            case Outcome.Unfit _, Outcome.Unready _ -> Change.NONE;
        };
    }

    public enum Change {
        NONE,
        CLOSED,
        OPENED
    }

    private static Change closed(Optional<Breaker.Closed> closing) {
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
