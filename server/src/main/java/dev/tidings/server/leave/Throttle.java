package dev.tidings.server.leave;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often each client may ask: so many at once, and so many a second from then on. Remembers the latest clients
/// only.
final class Throttle {
    private static final double AT_ONCE = 500;
    private static final double A_SECOND = 50;
    private static final int CLIENTS_MAX = 10_000;

    private final Map<String, Bucket> clients = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CLIENTS_MAX;
        }
    };

    private record Bucket(double left, Instant at) {
        Bucket until(Instant now) {
            double gained = Math.max(0, Duration.between(at, now).toMillis()) * A_SECOND / 1000;
            return new Bucket(Math.min(AT_ONCE, left + gained), now);
        }
    }

    /// @return false when it is too much
    synchronized boolean admits(String client, Instant now) {
        Bucket bucket = clients.getOrDefault(client, new Bucket(AT_ONCE, now)).until(now);
        boolean admitted = bucket.left >= 1;
        clients.put(client, admitted ? new Bucket(bucket.left - 1, now) : bucket);
        return admitted;
    }
}
