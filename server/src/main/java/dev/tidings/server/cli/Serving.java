package dev.tidings.server.cli;

import dev.tidings.notification.StoreSpec;
import dev.tidings.server.Discovery;
import dev.tidings.server.Running;
import dev.tidings.server.Wiring;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in this process, from its start to its end.
///
/// @param out where it speaks
record Serving(Path root, PrintStream out) {
    private static final Pattern TOKEN = Pattern.compile("[?&#]token=([^&]+)");
    private static final long GRACE_SECONDS = 60;

    /// Returns when the process was asked to end and all that was under way has ended.
    ///
    /// @param meanwhile hears of it when it has started
    void run(Running.Options options, Consumer<Running> meanwhile) {
        Discovery.read(root).ifPresent(this::refuse);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(ending(Thread.currentThread(), ended));
        try (Running running = start(options)) {
            serve(running, meanwhile);
        } catch (InterruptedException askedToEnd) {
            // closed by now
        } finally {
            ended.countDown();
        }
    }

    private void refuse(Discovery other) {
        String who = "process " + other.pid() + " at " + other.url();
        if (mayHaveSeveral()) {
            throw Stop.unreachable(
                    "a node runs from this folder already: " + who,
                    "Another node on this machine needs a folder of its own: a copy of this one without data/, a port by"
                            + " web: { listen: \"127.0.0.1:${WEB_PORT}\" } with another WEB_PORT, and TIDINGS_NODE for its"
                            + " name. To replace this one, end it first: kill " + other.pid());
        }
        throw Stop.unreachable(
                "a server runs this workspace already: " + who,
                "Ask it (tidings status), or end it first: kill " + other.pid());
    }

    private boolean mayHaveSeveral() {
        return Wiring.readToLook(root)
                .workspace()
                .filter(each -> each.settings().store() instanceof StoreSpec.Shared)
                .isPresent();
    }

    /// Asks the serving thread to end and lets the process live until it has.
    private static Thread ending(Thread serving, CountDownLatch ended) {
        return new Thread(
                () -> {
                    serving.interrupt();
                    try {
                        ended.await(GRACE_SECONDS, TimeUnit.SECONDS);
                    } catch (InterruptedException hurried) {
                        Thread.currentThread().interrupt();
                    }
                },
                "end");
    }

    private Running start(Running.Options options) throws InterruptedException {
        try {
            return Running.start(root, options, out);
        } catch (IOException portTaken) {
            throw new Stop(Exit.UNREACHABLE, String.valueOf(portTaken.getMessage()), portTaken);
        } catch (IllegalStateException cannotRun) {
            boolean unreadable = Wiring.read(root).workspace().isEmpty();
            throw new Stop(
                    unreadable ? Exit.PROBLEM : Exit.UNREACHABLE, String.valueOf(cannotRun.getMessage()), cannotRun);
        } catch (UncheckedIOException unusable) {
            throw Stop.folder(root, unusable);
        }
    }

    private void serve(Running running, Consumer<Running> meanwhile) throws InterruptedException {
        Optional<Discovery> here = announced(running);
        try {
            out.println("The console: " + running.link());
            meanwhile.accept(running);
            running.await();
        } finally {
            here.ifPresent(this::forget);
        }
    }

    /// Lets other commands find it.
    private Optional<Discovery> announced(Running running) {
        Matcher token = TOKEN.matcher(running.link());
        if (!token.find()) {
            return Optional.empty();
        }
        Discovery here = Discovery.here(URI.create(running.link()).resolve("/"), token.group(1));
        try {
            here.write(root);
        } catch (IOException unwritable) {
            throw new Stop(Exit.PROBLEM, "data/server.json cannot be written: " + unwritable.getMessage(), unwritable);
        }
        return Optional.of(here);
    }

    private void forget(Discovery here) {
        try {
            here.delete(root);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
