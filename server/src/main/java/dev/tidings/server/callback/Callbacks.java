package dev.tidings.server.callback;

import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.StoreAway;
import dev.tidings.notification.Settings.Callback;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread for each address of the workspace in force, so that a slow one holds up only itself. A callback
/// whose secret or events change keeps its thread: two of them would write over each other's bookmark.
public final class Callbacks implements Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final History history;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(Redirect.NEVER)
            .build();
    private final Map<URI, Thread> threads = new HashMap<>();
    private Map<URI, Callback> wanted = Map.of();
    private volatile boolean closed;

    public Callbacks(Ledger ledger, History history, InstantSource clock) {
        this.ledger = ledger;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.Reloaded(var workspace, var _)) {
            adopt(workspace.settings().callbacks());
        }
    }

    /// Calls these from now on, and nobody else. Before the engine starts, so that its first outcome is told
    /// to a new address too.
    public synchronized void adopt(List<Callback> callbacks) {
        wanted = callbacks.stream().collect(Collectors.toUnmodifiableMap(Callback::url, Function.identity()));
        wanted.keySet().forEach(url -> threads.computeIfAbsent(url, this::start));
    }

    private Thread start(URI url) {
        Caller caller = new Caller(url, ledger, history, http, clock);
        return Thread.ofVirtual().name("caller of " + url).start(() -> work(url, caller));
    }

    private void work(URI url, Caller caller) {
        for (Optional<Callback> callback = current(url); callback.isPresent(); callback = current(url)) {
            try {
                if (caller.round(callback.get()) == 0) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            } catch (InterruptedException asked) {
                return;
            } catch (StoreAway away) {
                LOG.debug("callback {} waits: {}", url, away.toString());
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (RuntimeException mistake) {
                LOG.error("callback {} made a mistake; goes on in 1 s", url, mistake);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /// How an address is called now. Empty for one that is not wanted any more: its thread ends, and a later
    /// wish begins a new one.
    private synchronized Optional<Callback> current(URI url) {
        Optional<Callback> callback = closed ? Optional.empty() : Optional.ofNullable(wanted.get(url));
        if (callback.isEmpty()) {
            threads.remove(url);
        }
        return callback;
    }

    @Override
    public void close() {
        closed = true;
        List<Thread> working;
        synchronized (this) {
            working = List.copyOf(threads.values());
        }
        working.forEach(Thread::interrupt);
        http.shutdownNow();
    }
}
