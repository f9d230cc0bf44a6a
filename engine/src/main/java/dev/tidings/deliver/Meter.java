package dev.tidings.deliver;

import dev.tidings.notification.TransportSpec.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Lets so many through in so long: each rate, the ramp-up, and what the server asked for must agree.
///
/// `30/min` is a mail every two seconds after the first three, a tenth of it being there at once; and within no
/// minute do more than thirty go. What went before a restart counts, when it is told by [#recall].
public final class Meter {
    private final List<Limit> limits;
    private final Optional<Warming> warming;
    private final Pace pace;
    private final List<Bound> all = new ArrayList<>();

    public Meter(List<Rate> rates, Instant now) {
        this(rates, Optional.empty(), now);
    }

    /// @param since what went from then on may be recalled
    public Meter(List<Rate> rates, Optional<Warming> warming, Instant since) {
        this.limits = rates.stream().map(rate -> new Limit(rate, since)).toList();
        this.warming = warming;
        this.pace = new Pace(since);
        all.addAll(limits);
        warming.ifPresent(all::add);
        all.add(pace);
    }

    /// So many went at that time, earliest first, before this meter was there.
    public synchronized void recall(Instant at, int count) {
        limits.forEach(limit -> limit.take(count, at));
        warming.ifPresent(each -> each.recall(at, count));
    }

    /// How many of `wanted` may go now.
    public synchronized int available(int wanted, Instant now) {
        int granted = wanted;
        for (Bound bound : all) {
            granted = Math.min(granted, bound.available(now));
        }
        return granted;
    }

    /// How many of `wanted` may go now; they count as gone.
    public synchronized int take(int wanted, Instant now) {
        int granted = available(wanted, now);
        if (granted > 0) {
            all.forEach(bound -> bound.take(granted, now));
        }
        return granted;
    }

    /// Puts back what was taken and not used.
    public synchronized void giveBack(int unused) {
        all.forEach(bound -> bound.giveBack(unused));
    }

    /// The server asked for fewer; [#resume] tells when its pause is over.
    public synchronized void slow(Instant now) {
        pace.slow(strictest(now), now);
    }

    private Optional<Rate> strictest(Instant now) {
        return Stream.concat(
                        limits.stream().map(Limit::rate),
                        warming.map(each -> each.step(now).now()).stream())
                .min(Comparator.comparingDouble(Rate::perNano));
    }

    /// The pause is over.
    public synchronized void resume(Instant now) {
        pace.resume(now);
    }

    /// How long until one more may go; zero when one may now.
    public synchronized Duration untilNext(Instant now) {
        return all.stream()
                .map(bound -> bound.untilNext(now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// @param rates   each with how many went within its time
    /// @param slowed  what goes at most since the server asked for fewer
    /// @param warming how far the ramp-up is, while it is what bounds
    public record Reading(List<Used> rates, Optional<Rate> slowed, Optional<Warming.Step> warming) {
        public static final Reading FREE = new Reading(List.of(), Optional.empty(), Optional.empty());
    }

    public record Used(Rate rate, int used) {}

    public synchronized Reading read(Instant now) {
        return new Reading(
                limits.stream()
                        .map(limit -> new Used(limit.rate(), limit.used(now)))
                        .toList(),
                pace.slowed(now),
                warming.map(each -> each.step(now)).filter(step -> binds(step.now())));
    }

    /// Whether a ramp-up lets fewer through than the rates over its time or less.
    private boolean binds(Rate rampUp) {
        return limits.stream()
                .map(Limit::rate)
                .noneMatch(rate -> rate.per().compareTo(rampUp.per()) <= 0 && rate.perNano() <= rampUp.perNano());
    }
}
