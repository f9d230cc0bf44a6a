package dev.tidings.notification;

import dev.tidings.notification.TransportSpec.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How much an account may be given. All of it holds at once.
///
/// @param rates     all of them hold at once
/// @param rampUp    how a new account begins
/// @param domains   by recipients' domain in lower case; `*` for each of the others
/// @param octetsMax of one mail as it is sent
public record Allowance(
        List<Rate> rates, Optional<RampUp> rampUp, Map<String, ForDomain> domains, OptionalLong octetsMax) {
    /// Whatever the server takes.
    public static final Allowance UNLIMITED = of(List.of());

    public Allowance {
        rates = List.copyOf(rates);
        domains = Map.copyOf(domains);
        if (octetsMax.isPresent() && octetsMax.getAsLong() < 1) {
            throw new IllegalArgumentException("a mail has at least one octet");
        }
    }

    /// Nothing but rates.
    public static Allowance of(List<Rate> rates) {
        return new Allowance(rates, Optional.empty(), Map.of(), OptionalLong.empty());
    }

    /// Whether somebody has to count.
    public boolean isLimited() {
        return !rates.isEmpty() || rampUp.isPresent() || !domains.isEmpty();
    }

    /// Few at first, and twice as many after each period, until the rates are reached.
    public record RampUp(Rate from, Duration doubleEvery) {
        private static final int DOUBLINGS_MAX = 30;

        public RampUp {
            if (doubleEvery.isNegative() || doubleEvery.isZero()) {
                throw new IllegalArgumentException("a rate doubles after some time");
            }
        }

        /// How often it has doubled so long after its beginning.
        public int doublings(Duration since) {
            return since.isNegative() ? 0 : (int) Math.min(since.dividedBy(doubleEvery), DOUBLINGS_MAX);
        }

        public Rate after(Duration since) {
            long count = Math.min((long) from.count() << doublings(since), Integer.MAX_VALUE);
            return new Rate((int) count, from.per());
        }
    }

    /// @param connections at most so many mails to the domain are under way at once, 1–1000
    public record ForDomain(OptionalInt connections, List<Rate> rates) {
        /// One of which nothing is written.
        public static final ForDomain UNLIMITED = new ForDomain(OptionalInt.empty(), List.of());

        public ForDomain {
            rates = List.copyOf(rates);
            if (connections.isPresent() && (connections.getAsInt() < 1 || connections.getAsInt() > 1000)) {
                throw new IllegalArgumentException("connections are 1 to 1000, not " + connections.getAsInt());
            }
        }
    }
}
