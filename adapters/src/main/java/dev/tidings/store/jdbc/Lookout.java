package dev.tidings.store.jdbc;

import dev.tidings.ledger.StoreAway;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Looks whether a server is there, once somebody doubts it, so that nobody else waits for one that is away: while it
/// is, those who read hear so at once.
public final class Lookout implements AutoCloseable {
    private static final long AGAIN_MILLIS = 1000;

    private final Pool.Opening probing;
    private final Function<SQLException, Optional<String>> trouble;
    private final Condition condition;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);

    /// @param probing opens a connection that does not wait long for an answer
    /// @param trouble tells a server that is away from one that has something else
    public Lookout(Pool.Opening probing, Function<SQLException, Optional<String>> trouble, Condition condition) {
        this.probing = probing;
        this.trouble = trouble;
        this.condition = condition;
    }

    /// @throws StoreAway while it is
    void require() {
        condition.unreadable().ifPresent(why -> {
            throw new StoreAway(why);
        });
    }

    /// Somebody was told nothing, or waits for long.
    public void doubt() {
        if (closing.getCount() > 0 && looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("lookout").start(this::look);
        }
    }

    private void look() {
        try {
            Optional<String> why = whyAway();
            while (why.isPresent()) {
                condition.unreadable(why.get());
                if (closing.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) return;
                why = whyAway();
            }
            condition.readable();
            closing.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS); // many doubt at the same time
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        } finally {
            looking.set(false);
        }
    }

    private Optional<String> whyAway() {
        try (Db db = probing.open()) {
            db.number("SELECT 1");
            return Optional.empty();
        } catch (SQLException failed) {
            return trouble.apply(failed);
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
