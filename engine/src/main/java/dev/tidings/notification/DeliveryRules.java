package dev.tidings.notification;

import dev.tidings.mail.Mailbox;
import dev.tidings.smtp.Dsn;
import java.time.Duration;
import java.util.Optional;

/// How a notification's mail is handed over.
///
/// @param by  by which transports
/// @param dsn what the servers behind the next hop are asked to tell the sender
/// @param afterBounces what follows when its mail comes back
public record DeliveryRules(
        Correspondence correspondence,
        Markings markings,
        Route by,
        Retry retry,
        WhenUncertain whenUncertain,
        Optional<Dsn> dsn,
        Unsubscribe unsubscribe,
        AfterBounces afterBounces) {

    /// What comes back of it is treated as the house does.
    public DeliveryRules(
            Correspondence correspondence,
            Markings markings,
            Route by,
            Retry retry,
            WhenUncertain whenUncertain,
            Optional<Dsn> dsn,
            Unsubscribe unsubscribe) {
        this(correspondence, markings, by, retry, whenUncertain, dsn, unsubscribe, AfterBounces.AS_USUAL);
    }

    /// What is usual, from this sender by this route.
    public static DeliveryRules usual(Mailbox from, Route by) {
        return new DeliveryRules(
                Correspondence.from(from),
                Markings.NONE,
                by,
                Retry.USUAL,
                WhenUncertain.RESEND,
                Optional.empty(),
                Unsubscribe.NONE);
    }

    /// What follows a definite `4yz`, and for how long anything is tried at all.
    ///
    /// @param times   retries after the first attempt, 0–100
    /// @param first   pause before the first retry
    /// @param factor  each pause is this many times the one before, 1–10
    /// @param expires how long after it became due a mail is still worth sending
    public record Retry(int times, Duration first, double factor, Duration expires) {
        public static final Retry USUAL = new Retry(2, Duration.ofMinutes(2), 5, Duration.ofHours(24));

        public Retry {
            if (times < 0 || times > 100) {
                throw new IllegalArgumentException("retries are 0 to 100 times, not " + times);
            }
            if (first.isNegative() || first.isZero()) {
                throw new IllegalArgumentException("the first pause is longer than nothing");
            }
            if (!(factor >= 1 && factor <= 10)) {
                throw new IllegalArgumentException("the factor is 1 to 10, not " + factor);
            }
            if (expires.isNegative() || expires.isZero()) {
                throw new IllegalArgumentException("a mail expires some time after it is due");
            }
        }
    }

    /// What becomes of a delivery of which nobody can say whether it arrived (RFC 1047).
    public enum WhenUncertain {
        /// Sent again with the same Message-ID, flagged as a possible duplicate.
        RESEND,
        /// Kept until a person decides.
        HOLD
    }
}
