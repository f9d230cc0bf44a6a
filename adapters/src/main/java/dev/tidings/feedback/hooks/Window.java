package dev.tidings.feedback.hooks;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// How old a signed call may be.
///
/// @param past a call from so long ago is somebody's who kept it
record Window(Duration past) {
    /// How far a provider's clock may be ahead of ours.
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /// @param seconds since 1970, as they came
    Check check(String seconds, Instant now) {
        try {
            return check(Instant.ofEpochSecond(Long.parseLong(seconds.strip())), now);
        } catch (NumberFormatException | DateTimeException malformed) {
            return new Check.Forged("its time is none");
        }
    }

    Check check(Instant signed, Instant now) {
        if (signed.isAfter(now.plus(AHEAD))) {
            return new Check.Forged("it is signed at a time to come");
        }
        return signed.isBefore(now.minus(past)) ? new Check.Late(Duration.between(signed, now)) : Check.GENUINE;
    }

    /// The signature first: only of what is genuine is it said that it is late.
    Check check(boolean signed, Supplier<Check> time) {
        return signed ? time.get() : new Check.Forged("its signature is not by a key of ours");
    }
}
