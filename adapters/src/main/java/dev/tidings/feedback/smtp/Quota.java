package dev.tidings.feedback.smtp;

import dev.tidings.notification.Trace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many messages came back for each mail today. A mail has a few of them in its life; whoever has its return
/// address might bring as many as the disk holds.
final class Quota {
    private static final int REMEMBERED = 100_000;
    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final int each;
    private final InstantSource clock;
    private final Map<Trace, Integer> today = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Trace, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long day;

    /// @param each for each mail, from midnight to midnight in UTC
    Quota(int each, InstantSource clock) {
        this.each = each;
        this.clock = clock;
    }

    synchronized boolean hasRoom(Trace mail) {
        turn();
        return today.getOrDefault(mail, 0) < each;
    }

    synchronized void count(Trace mail) {
        turn();
        today.merge(mail, 1, Integer::sum);
    }

    private void turn() {
        long now = Math.floorDiv(clock.instant().getEpochSecond(), DAY);
        if (now != day) {
            day = now;
            today.clear();
        }
    }
}
