package dev.tidings.deliver;

import dev.tidings.smtp.Stenographer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Whose conversations are written down word by word, and until when. Kept in memory: a new start ends it.
///
/// It ends by itself, by time and by number, whichever is first. While nothing is asked for it costs a look at
/// an empty list for each mail.
public final class Transcripts {
    public static final Duration TIME_MAX = Duration.ofHours(24);

    /// So many conversations are written down for one wish.
    public static final int TAKEN_MAX = 200;

    /// So many wishes at once; a new one beyond them takes the place of the oldest.
    static final int WISHES_MAX = 50;

    /// A retry may be days away.
    private static final Duration NEXT_ATTEMPT = Duration.ofDays(7);

    private final InstantSource clock;
    private volatile List<Wish> wishes = List.of();

    public Transcripts(InstantSource clock) {
        this.clock = clock;
    }

    private record Wish(Wanted wanted, Instant until, AtomicInteger left) {
        boolean stands(Instant now) {
            return left.get() > 0 && now.isBefore(until);
        }

        Standing standing() {
            return new Standing(wanted, until, left.get());
        }
    }

    /// A wish that stands.
    ///
    /// @param left how many conversations more, at the most
    public record Standing(Wanted wanted, Instant until, int left) {}

    /// Takes the place of an earlier wish for the same.
    ///
    /// @throws IllegalArgumentException when the time is none, or beyond [#TIME_MAX]
    public Standing on(Wanted wanted, Duration time) {
        if (!time.isPositive() || time.compareTo(TIME_MAX) > 0) {
            throw new IllegalArgumentException("expected a time of at most 24 h, not " + time);
        }
        return add(new Wish(wanted, clock.instant().plus(time), new AtomicInteger(TAKEN_MAX)));
    }

    /// The next attempt of a mail, whenever it is made within a week.
    public Standing onNext(long delivery) {
        return add(new Wish(Wanted.nextOf(delivery), clock.instant().plus(NEXT_ATTEMPT), new AtomicInteger(1)));
    }

    private synchronized Standing add(Wish wish) {
        List<Wish> all = new ArrayList<>(wishes);
        all.removeIf(each -> each.wanted.equals(wish.wanted) || !each.stands(clock.instant()));
        all.add(wish);
        wishes = List.copyOf(all.subList(Math.max(0, all.size() - WISHES_MAX), all.size()));
        return wish.standing();
    }

    /// Writes down nothing more.
    ///
    /// @return how many wishes end
    public synchronized int off() {
        int ended = standing().size();
        wishes = List.of();
        return ended;
    }

    /// What is asked for now, oldest first.
    public List<Standing> standing() {
        Instant now = clock.instant();
        return wishes.stream()
                .filter(each -> each.stands(now))
                .map(Wish::standing)
                .toList();
    }

    /// Whoever writes down what is said of this mail; empty when nobody asked for it.
    Optional<Stenographer> of(String transport, Claim claim) {
        List<Wish> now = wishes;
        return now.isEmpty() ? Optional.empty() : asked(now, transport, claim);
    }

    private Optional<Stenographer> asked(List<Wish> all, String transport, Claim claim) {
        Instant now = clock.instant();
        boolean wanted = false;
        for (Wish each : all) {
            wanted |= each.stands(now)
                    && each.wanted.fits(transport, claim)
                    && each.left.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        }
        if (all.stream().noneMatch(each -> each.stands(now))) {
            forget(all);
        }
        return wanted ? Optional.of(new Stenographer()) : Optional.empty();
    }

    /// So that asking costs nothing again.
    private synchronized void forget(List<Wish> ended) {
        if (wishes == ended) {
            wishes = List.of();
        }
    }
}
