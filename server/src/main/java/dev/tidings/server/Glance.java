package dev.tidings.server;

import dev.tidings.ledger.StoreAway;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// A look at the store by who has to answer in any case, and soon: probes, scrapes. What is not seen within a second is
/// left out, and for some seconds nobody looks again.
public final class Glance {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration BLIND = Duration.ofSeconds(5);

    private volatile long blindUntil = System.nanoTime();

    /// Nothing while the store does not answer.
    public <T> Optional<T> at(Supplier<T> question) {
        if (System.nanoTime() - blindUntil < 0) {
            return Optional.empty();
        }
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(question, Thread::startVirtualThread);
        try {
            return Optional.of(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            blindUntil = System.nanoTime() + BLIND.toNanos();
            return Optional.empty();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StoreAway) {
                return Optional.empty();
            }
            throw failed.getCause() instanceof RuntimeException own ? own : new IllegalStateException(failed);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
