package dev.tidings.deliver;

import dev.tidings.notification.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Keeps everybody off a road that is down, and lets one mail at a time find out whether it is up again.
///
/// Trouble with connections counts only after three in a row; all other trouble at once. Each closing lasts twice as
/// long as the one before, 30 s to 15 min, where neither the server nor what we know of it says how long; a refused
/// sign-in lasts until the settings change or a person opens the road, since trying again locks accounts.
///
/// Where the server asked for a pause, only a mail that set out after it can find out that it is over.
public final class Breaker {
    private static final int PATIENCE = 3;
    private static final Pause.Lasting FIRST = new Pause.Lasting(Duration.ofSeconds(30));
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /// So long the others stay off while one is finding out; then another may.
    public static final Duration PROBE = Duration.ofSeconds(10);

    private final Trial trial;
    private int failures;
    private int closings;
    private boolean proven;
    private Optional<Closed> closed = Optional.empty();
    private Optional<Instant> probingUntil = Optional.empty();

    public Breaker() {
        this(Trial.ALWAYS);
    }

    public Breaker(Trial trial) {
        this.trial = trial;
    }

    /// Finding out whether a closed road is up again, which one at a time does, whatever process he is in.
    public interface Trial {
        Trial ALWAYS = new Trial() {
            @Override
            public boolean begin() {
                return true;
            }

            @Override
            public void giveBack() {
                // nobody else waits for it
            }
        };

        /// @return false when somebody else is finding out
        boolean begin();

        /// Whoever was to find out did not set out.
        void giveBack();
    }

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

    /// How many mails might go now: all, one to find out, or none.
    public synchronized int room(int wanted, Instant now) {
        if (closed.isEmpty()) {
            return wanted;
        }
        boolean tooSoon = now.isBefore(closed.get().again())
                || probingUntil.filter(now::isBefore).isPresent();
        return tooSoon ? 0 : Math.min(wanted, 1);
    }

    /// How many mails go now; one that is to find out is on the way from now on.
    public int admits(int wanted, Instant now) {
        int room = room(wanted, now);
        if (room == 0 || closed().isEmpty()) {
            return admit(room, now);
        }
        return trial.begin() ? admit(wanted, now) : 0;
    }

    private synchronized int admit(int wanted, Instant now) {
        int admitted = room(wanted, now);
        if (admitted > 0 && closed.isPresent()) {
            probingUntil = Optional.of(now.plus(PROBE));
        }
        return admitted;
    }

    /// Somebody else found out that the road is closed.
    public synchronized void hear(Closed elsewhere) {
        closed = Optional.of(elsewhere);
        proven = false;
        probingUntil = Optional.empty();
    }

    /// Whether mail has gone through, or a person said that it may, since it was last closed.
    public synchronized boolean isProven() {
        return proven;
    }

    /// One mail may find out at once, whatever closed the road.
    ///
    /// @return false when it is not closed
    public synchronized boolean tryAt(Instant now) {
        closed = closed.map(each -> new Closed(each.trouble, each.why, each.since, now));
        probingUntil = Optional.empty();
        return closed.isPresent();
    }

    /// Whether one who was admitted may still set out: not once the road has closed, except to find out.
    public synchronized boolean letsThrough() {
        return closed.isEmpty() || probingUntil.isPresent();
    }

    /// Whoever was to find out did not set out; the next one may.
    public void giveBack() {
        if (endTrial()) {
            trial.giveBack();
        }
    }

    private synchronized boolean endTrial() {
        boolean trying = probingUntil.isPresent();
        probingUntil = Optional.empty();
        return trying;
    }

    /// A conversation took place, whatever the answer to the message was. That says nothing about a sign-in
    /// that was refused, nor about a pause that was asked for: the conversation may have begun before.
    ///
    /// @return true when this opens the road
    public synchronized boolean succeed() {
        if (isBarred()
                || (probingUntil.isEmpty() && closed.filter(Breaker::asked).isPresent())) {
            return false;
        }
        boolean wasClosed = closed.isPresent();
        open();
        return wasClosed;
    }

    public synchronized void open() {
        proven = true;
        failures = 0;
        closings = 0;
        closed = Optional.empty();
        probingUntil = Optional.empty();
    }

    /// A failure of the one that is finding out closes the road again, for longer; those of the others, who
    /// were still on their way when it closed, change nothing. A refused sign-in always counts.
    ///
    /// @param pause how long, where that is known
    /// @return the closing, when this failure is the one that closes or bars the road
    public synchronized Optional<Closed> fail(Trouble trouble, String why, Instant now) {
        return fail(trouble, why, Optional.empty(), now);
    }

    public synchronized Optional<Closed> fail(Trouble trouble, String why, Optional<Pause> pause, Instant now) {
        failures++;
        boolean counts = closed.map(it -> probingUntil.isPresent() || (trouble == Trouble.SIGN_IN && !it.isBarred()))
                .orElse(!patient(trouble) || failures >= PATIENCE);
        if (!counts) {
            return Optional.empty();
        }
        boolean news = closed.isEmpty() || trouble == Trouble.SIGN_IN;
        proven = false;
        Instant since = closed.map(Closed::since).orElse(now);
        closed = Optional.of(new Closed(trouble, why, since, again(trouble, pause.orElse(FIRST), now)));
        closings++;
        probingUntil = Optional.empty();
        return news ? closed : Optional.empty();
    }

    private static boolean patient(Trouble trouble) {
        return trouble == Trouble.CONNECTION || trouble == Trouble.SERVER;
    }

    /// These come one by one from a server that takes others at the same time.
    private static boolean asked(Closed closed) {
        return switch (closed.trouble()) {
            case THROTTLED, QUOTA, ACCOUNT -> true;
            case CONNECTION, TLS, SIGN_IN, SERVER -> false;
        };
    }

    private Instant again(Trouble trouble, Pause pause, Instant now) {
        return trouble == Trouble.SIGN_IN
                ? Instant.MAX
                : switch (pause) {
                    case Pause.Lasting(Duration first) -> now.plus(longer(first));
                    case Pause.Said(Duration length) -> now.plus(length);
                    case Pause.UntilNext next -> next.end(now);
                };
    }

    private Duration longer(Duration first) {
        Duration pause = first.multipliedBy(1L << Math.min(closings, 10));
        Duration most = first.compareTo(LONGEST) > 0 ? first : LONGEST;
        return pause.compareTo(most) < 0 ? pause : most;
    }
}
