package dev.tidings.server.callback;

import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.notification.Settings.Callback;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread for each callback of the workspace in force, so that a slow address holds up only itself.
public final class Callbacks implements Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<List<Callback>> wanted;
    private final Ledger ledger;
    private final History history;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(Redirect.NEVER)
            .build();
    private final Map<Callback, Thread> threads = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public Callbacks(Supplier<List<Callback>> wanted, Ledger ledger, History history, InstantSource clock) {
        this.wanted = wanted;
        this.ledger = ledger;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.Reloaded) {
            adopt();
        }
    }

    /// Begins to call whom the workspace names now; called at the start and after each reload.
    public void adopt() {
        for (Callback callback : wanted.get()) {
            threads.computeIfAbsent(callback, this::start);
        }
    }

    private Thread start(Callback callback) {
        Caller caller = new Caller(callback, ledger, history, http, clock);
        return Thread.ofVirtual().name("caller of " + callback.url()).start(() -> work(caller));
    }

    private void work(Caller caller) {
        while (!closed && wanted.get().contains(caller.callback())) {
            try {
                if (caller.round() == 0) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            } catch (InterruptedException asked) {
                return;
            } catch (RuntimeException mistake) {
                LOG.error(
                        "callback {} made a mistake; goes on in 1 s",
                        caller.callback().url(),
                        mistake);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        threads.remove(caller.callback());
    }

    @Override
    public void close() {
        closed = true;
        threads.values().forEach(Thread::interrupt);
        http.shutdownNow();
    }
}
