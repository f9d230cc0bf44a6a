package dev.tidings.server.feedback;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says what is refused, and why; of each kind a line a minute, since strangers bring as much as they like.
final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Map<String, Said> said = new HashMap<>();

    private record Said(Instant at, int since) {}

    /// @param what one of few: `a call to /feedback/postmark`, say
    synchronized void refused(String what, String why, Instant now) {
        Said last = said.getOrDefault(what, new Said(Instant.EPOCH, 0));
        if (now.isBefore(last.at.plus(QUIET))) {
            said.put(what, new Said(last.at, last.since + 1));
            return;
        }
        LOG.warn(
                "{} is refused: {}{}",
                what,
                why,
                last.since == 0 ? "" : " (and %d more were since the last line)".formatted(last.since));
        said.put(what, new Said(now, 0));
    }
}
