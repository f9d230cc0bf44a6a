package dev.tidings.server.feedback;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says which calls are refused, and why; for each provider a line a minute, since strangers make as many as they like.
final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Map<String, Said> said = new HashMap<>();

    private record Said(Instant at, int since) {}

    /// @param provider one of those that may call: there are few of them
    synchronized void refused(String provider, String why, Instant now) {
        Said last = said.getOrDefault(provider, new Said(Instant.EPOCH, 0));
        if (now.isBefore(last.at.plus(QUIET))) {
            said.put(provider, new Said(last.at, last.since + 1));
            return;
        }
        LOG.warn(
                "a call to /feedback/{} is refused: {}{}",
                provider,
                why,
                last.since == 0 ? "" : " (and %d more were since the last line)".formatted(last.since));
        said.put(provider, new Said(now, 0));
    }
}
