package dev.tidings.deliver;

import dev.tidings.notification.Allowance.RampUp;
import dev.tidings.notification.TransportSpec.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// A new account on its way up: few at first, twice as many after each period. It begins with its first mail.
public final class Warming implements Bound {
    private final RampUp rampUp;
    private final Limit limit;
    private final Consumer<Instant> begins;
    private Optional<Instant> began;

    /// @param began  when it began, if it did
    /// @param begins told when it begins; returns when that is on record
    public Warming(RampUp rampUp, Optional<Instant> began, Consumer<Instant> begins, Instant now) {
        this.rampUp = rampUp;
        this.began = began;
        this.begins = begins;
        this.limit = new Limit(rampUp.from(), now);
    }

    /// How far it is.
    ///
    /// @param now     what it lets through now
    /// @param doubles when that doubles next; empty before the first mail
    public record Step(Rate now, Optional<Instant> doubles) {}

    Step step(Instant now) {
        Duration since = since(now);
        return new Step(
                rampUp.after(since),
                began.map(from -> from.plus(rampUp.doubleEvery().multipliedBy(rampUp.doublings(since) + 1L))));
    }

    private Duration since(Instant now) {
        return began.map(from -> Duration.between(from, now)).orElse(Duration.ZERO);
    }

    private Limit limit(Instant now) {
        limit.change(rampUp.after(since(now)), now);
        return limit;
    }

    /// So many went at that time, before this was there. That begins nothing: its beginning is on record.
    void recall(Instant at, int count) {
        limit(at).take(count, at);
    }

    @Override
    public int available(Instant now) {
        return limit(now).available(now);
    }

    @Override
    public void take(int count, Instant now) {
        if (began.isEmpty() && count > 0) {
            begins.accept(now);
            began = Optional.of(now);
        }
        limit(now).take(count, now);
    }

    @Override
    public void giveBack(int count) {
        limit.giveBack(count);
    }

    @Override
    public Duration untilNext(Instant now) {
        return limit(now).untilNext(now);
    }
}
