package dev.tidings.bus.nats;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What does not work just now, said in the log once when it begins and once when it is over.
final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String whose;
    private final AtomicReference<@Nullable String> why = new AtomicReference<>();
    private volatile long seen = System.nanoTime() - REST_NANOS;

    /// @param whose what it is that does not work: the log line begins with it
    Trouble(String whose) {
        this.whose = whose;
    }

    void is(String sentence) {
        mayBe();
        if (why.getAndSet(sentence) == null) LOG.warn("{}: {}", whose, sentence);
    }

    /// Something did not come off, for a reason that is not known yet.
    void mayBe() {
        seen = System.nanoTime();
    }

    void isOver() {
        if (isFresh()) seen = System.nanoTime() - REST_NANOS;
        if (why.get() != null && why.getAndSet(null) != null) LOG.info("{}: works again", whose);
    }

    /// Whether it was seen within the last second: it need not be looked for again yet.
    boolean isFresh() {
        return System.nanoTime() - seen < REST_NANOS;
    }

    Optional<String> why() {
        return Optional.ofNullable(why.get());
    }
}
