package dev.tidings.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Keeps everybody off a road that is down, and lets one mail at a time find out whether it is up again.
///
/// Trouble with connections counts only after three in a row; trouble with encryption, sign-in or throttling
/// at once. Each closing lasts twice as long as the one before, 30 s to 15 min; a refused sign-in lasts until
/// the settings change or a person opens the road, since trying again locks accounts.
public final class Breaker {
    private static final int PATIENCE = 3;
    private static final Duration FIRST = Duration.ofSeconds(30);
    /// While one is finding out, the others stay off.
    private static final Duration PROBE = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofMinutes(15);

    private int failures;
    private int closings;
    private Optional<Closed> closed = Optional.empty();

    /// @param again when one mail may try; [Instant#MAX] when nobody may before a person acts
    public record Closed(Trouble trouble, String why, Instant since, Instant again) {}

    public synchronized Optional<Closed> closed() {
        return closed;
    }

    /// How many mails may go now: all, one to find out, or none.
    public synchronized int admits(int wanted, Instant now) {
        if (closed.isEmpty()) {
            return wanted;
        }
        Closed it = closed.get();
        if (wanted == 0 || now.isBefore(it.again())) {
            return 0;
        }
        closed = Optional.of(new Closed(it.trouble(), it.why(), it.since(), now.plus(PROBE)));
        return 1;
    }

    /// A conversation took place, whatever the answer to the message was.
    ///
    /// @return true when the road had been closed
    public synchronized boolean succeed() {
        boolean wasClosed = closed.isPresent();
        open();
        return wasClosed;
    }

    public synchronized void open() {
        failures = 0;
        closings = 0;
        closed = Optional.empty();
    }

    /// @return the closing, when this failure is the one that closes the road
    public synchronized Optional<Closed> fail(Trouble trouble, String why, Instant now) {
        failures++;
        boolean alreadyClosed =
                closed.filter(each -> now.isBefore(each.again())).isPresent();
        if (alreadyClosed || (patient(trouble) && closed.isEmpty() && failures < PATIENCE)) {
            return Optional.empty();
        }
        boolean first = closed.isEmpty();
        Instant since = closed.map(Closed::since).orElse(now);
        closed = Optional.of(new Closed(trouble, why, since, again(trouble, now)));
        closings++;
        return first ? closed : Optional.empty();
    }

    private static boolean patient(Trouble trouble) {
        return trouble == Trouble.CONNECTION || trouble == Trouble.SERVER;
    }

    private Instant again(Trouble trouble, Instant now) {
        if (trouble == Trouble.SIGN_IN) {
            return Instant.MAX;
        }
        Duration pause = FIRST.multipliedBy(1L << Math.min(closings, 10));
        return now.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
    }
}
