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
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /// So long the others stay off while one is finding out; then another may.
    private static final Duration PROBE = Duration.ofSeconds(10);

    private int failures;
    private int closings;
    private Optional<Closed> closed = Optional.empty();
    private Optional<Instant> probingUntil = Optional.empty();

    /// @param again when one mail may try; [Instant#MAX] when nobody may before a person acts
    public record Closed(Trouble trouble, String why, Instant since, Instant again) {
        /// Nobody may try before a person acts.
        public boolean isBarred() {
            return again.equals(Instant.MAX);
        }
    }

    public synchronized Optional<Closed> closed() {
        return closed;
    }

    /// Nobody may go before a person acts.
    public synchronized boolean isBarred() {
        return closed.filter(Closed::isBarred).isPresent();
    }

    /// How many mails may go now: all, one to find out, or none.
    public synchronized int admits(int wanted, Instant now) {
        if (closed.isEmpty()) {
            return wanted;
        }
        boolean tooSoon = now.isBefore(closed.get().again())
                || probingUntil.filter(now::isBefore).isPresent();
        if (wanted == 0 || tooSoon) {
            return 0;
        }
        probingUntil = Optional.of(now.plus(PROBE));
        return 1;
    }

    /// Whether one who was admitted may still set out: not once the road has closed, except to find out.
    public synchronized boolean letsThrough() {
        return closed.isEmpty() || probingUntil.isPresent();
    }

    /// Whoever was to find out did not set out; the next one may.
    public synchronized void giveBack() {
        probingUntil = Optional.empty();
    }

    /// A conversation took place, whatever the answer to the message was. That says nothing about a sign-in
    /// that was refused: the conversation may have begun before.
    ///
    /// @return true when this opens the road
    public synchronized boolean succeed() {
        if (isBarred()) {
            return false;
        }
        boolean wasClosed = closed.isPresent();
        open();
        return wasClosed;
    }

    public synchronized void open() {
        failures = 0;
        closings = 0;
        closed = Optional.empty();
        probingUntil = Optional.empty();
    }

    /// A failure of the one that is finding out closes the road again, for longer; those of the others, who
    /// were still on their way when it closed, change nothing. A refused sign-in always counts.
    ///
    /// @return the closing, when this failure is the one that closes or bars the road
    public synchronized Optional<Closed> fail(Trouble trouble, String why, Instant now) {
        failures++;
        boolean counts = closed.map(it -> probingUntil.isPresent() || (trouble == Trouble.SIGN_IN && !it.isBarred()))
                .orElse(!patient(trouble) || failures >= PATIENCE);
        if (!counts) {
            return Optional.empty();
        }
        boolean news = closed.isEmpty() || trouble == Trouble.SIGN_IN;
        Instant since = closed.map(Closed::since).orElse(now);
        closed = Optional.of(new Closed(trouble, why, since, again(trouble, now)));
        closings++;
        probingUntil = Optional.empty();
        return news ? closed : Optional.empty();
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
