package dev.tidings.server.leave;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How often each client may ask: so many at once, and so many a second from then on. Remembers the latest clients
/// only.
public final class Throttle {
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

    /// Who asks. Only a proxy on this machine reaches us from elsewhere: what it added last is who it speaks for.
    public static String client(Context context) {
        String chain = Optional.ofNullable(context.header("X-Forwarded-For")).orElse("");
        String last = chain.substring(chain.lastIndexOf(',') + 1).strip();
        return last.isEmpty() || last.length() > 45 ? context.ip() : last;
    }

    /// Whether the next one would be too much.
    public synchronized boolean isSpent(String client, Instant now) {
        return clients.containsKey(client) && bucket(client, now).left < 1;
    }

    private Bucket bucket(String client, Instant now) {
        return clients.getOrDefault(client, new Bucket(AT_ONCE, now)).until(now);
    }

    /// @return false when it is too much
    public synchronized boolean admits(String client, Instant now) {
        Bucket bucket = bucket(client, now);
        boolean admitted = bucket.left >= 1;
        clients.put(client, admitted ? new Bucket(bucket.left - 1, now) : bucket);
        return admitted;
    }
}
