package dev.tidings.deliver;

import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.DeliveryRules.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Decides what follows an attempt. Pure and total: no clock, no store, no default.
///
/// A definite `4yz` uses up one of the message's retries; a road that is down, or does not take so large a
/// mail, uses up none, and neither does a recipient's domain that asks for fewer.
public final class Policy {
    private static final double JITTER = 0.2;

    private final RandomGenerator random;

    public Policy(RandomGenerator random) {
        this.random = random;
    }

    /// @param detour where and when to go on, when the road failed; empty when no road takes the message
    public Verdict judge(Claim claim, Attempt attempt, DeliveryRules rules, Optional<Detour> detour) {
        Instant expires = claim.progress().expires();
        return switch (attempt.outcome()) {
            case Outcome.Accepted accepted -> new Verdict.Accepted();
            case Outcome.Refused refused -> new Verdict.Failed(refused.said());
            case Outcome.Unfit unfit -> new Verdict.Failed(unfit.said());
            case Outcome.Deferred deferred -> again(claim, attempt, rules.retry(), expires);
            case Outcome.Broken broken -> again(claim, attempt, rules.retry(), expires);
            case Outcome.Unready unready -> again(claim, attempt, rules.retry(), expires);
            case Outcome.Oversize oversize -> wait(oversize, detour, expires);
            case Outcome.Unreachable unreachable -> wait(unreachable, detour, expires);
            case Outcome.Slowed slowed -> wait(slowed, detour, expires);
            case Outcome.Uncertain uncertain -> uncertain(claim, attempt, rules, expires);
        };
    }

    private Verdict again(Claim claim, Attempt attempt, Retry retry, Instant expires) {
        String why = attempt.outcome().said();
        if (claim.progress().retries() >= retry.times()) {
            return new Verdict.Failed(why);
        }
        Instant at = attempt.ended().plus(pause(retry, claim.progress().retries()));
        return at.isBefore(expires) ? new Verdict.RetryAt(at, why) : new Verdict.Expired(why);
    }

    private static Verdict wait(Outcome outcome, Optional<Detour> detour, Instant expires) {
        if (detour.isEmpty()) {
            return new Verdict.Failed(outcome.said());
        }
        return detour.get().at().isBefore(expires)
                ? new Verdict.WaitForRoad(detour.get().road(), detour.get().at(), outcome.said())
                : new Verdict.Expired(outcome.said());
    }

    private Verdict uncertain(Claim claim, Attempt attempt, DeliveryRules rules, Instant expires) {
        String why = attempt.outcome().said();
        return switch (rules.whenUncertain()) {
            case HOLD -> new Verdict.Held(why);
            case RESEND ->
                switch (again(claim, attempt, rules.retry(), expires)) {
                    case Verdict.RetryAt(Instant at, String said) -> new Verdict.ResendAt(at, said);
                    // Out of retries or time, and still nobody knows: that is for a person, not a failure.
                    case Verdict otherwise -> new Verdict.Held(why);
                };
        };
    }

    /// Exponential, ± 20 % so that a crowd that failed together does not come back together.
    private Duration pause(Retry retry, int used) {
        double seconds = retry.first().toMillis() / 1000.0 * Math.pow(retry.factor(), used);
        double jittered = seconds * (1 - JITTER + 2 * JITTER * random.nextDouble());
        return Duration.ofMillis(
                Math.round(Math.min(jittered, Duration.ofDays(7).toSeconds()) * 1000));
    }
}
