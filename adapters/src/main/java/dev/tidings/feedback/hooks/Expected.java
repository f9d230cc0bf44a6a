package dev.tidings.feedback.hooks;

import dev.tidings.mail.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Calls that were told to come again, since what they say could not be put on record. They may be late then: providers
/// wait for minutes or hours, and do not say whether they sign anew.
final class Expected {
    private static final int MOST = 10_000;
    private static final Duration PATIENCE = Duration.ofHours(24);

    private final Map<String, Instant> until = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    synchronized void expect(Call call, Instant now) {
        until.put(Sha256.hex(call.body()), now.plus(PATIENCE));
    }

    synchronized boolean expects(Call call, Instant now) {
        Instant end = until.get(Sha256.hex(call.body()));
        return end != null && now.isBefore(end);
    }
}
