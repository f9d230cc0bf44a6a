package dev.tidings.bus.redis;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something that does not work just now: logged once when it begins, and once when it is over.
final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AtomicReference<@Nullable String> why = new AtomicReference<>();
    private volatile long seen;

    void is(String sentence) {
        seen = System.nanoTime();
        if (why.getAndSet(sentence) == null) LOG.warn("{}", sentence);
    }

    void isOver(String sentence) {
        if (why.get() != null && why.getAndSet(null) != null) LOG.info("{}", sentence);
    }

    /// Seen a moment ago: it need not be looked for again yet.
    boolean isFresh() {
        return why.get() != null && System.nanoTime() - seen < REST_NANOS;
    }

    Optional<String> why() {
        return Optional.ofNullable(why.get());
    }
}
