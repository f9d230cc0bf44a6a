package dev.tidings.workspace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices that files of a workspace changed, and says so.
///
/// It looks at sizes, times and inodes every second rather than asking the system to tell: that works alike
/// on network drives, in containers, with editors that replace files, and with swapped links. A change is
/// told about a third of a second after the last save. What is half written then reads with problems, and the
/// next save mends them.
///
/// A workspace is compared with how it was when the watch was made, so make it before the first reading and
/// start it when somebody can be told. Secrets' files outside the workspace are not watched.
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration USUAL_LOOK = Duration.ofSeconds(1);
    private static final Duration USUAL_QUIET = Duration.ofMillis(300);
    private static final long CLOSE_SECONDS_MAX = 10;

    private final Path root;
    private final Duration look;
    private final Duration quiet;
    private final Stillness stillness;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<Thread> thread = Optional.empty();

    /// @param look  from one look to the next while nothing changes
    /// @param quiet how long files must rest before a change is told
    Watch(Path root, Duration look, Duration quiet) {
        this.root = root;
        this.look = look;
        this.quiet = quiet;
        this.stillness = new Stillness(Snapshot.of(root));
    }

    /// Remembers how the workspace looks now.
    public static Watch of(Path root) {
        return new Watch(root, USUAL_LOOK, USUAL_QUIET);
    }

    /// Calls back after every change since this watch was made, from one thread, one call at a time. To be
    /// called once.
    public Watch start(Runnable changed) {
        Thread watching = Thread.ofPlatform().daemon().name("workspace-watch").unstarted(() -> watch(changed));
        thread = Optional.of(watching);
        watching.start();
        return this;
    }

    private void watch(Runnable changed) {
        try {
            while (!closed.await((stillness.pending() ? quiet : look).toMillis(), TimeUnit.MILLISECONDS)) {
                if (stillness.look(Snapshot.of(root))) {
                    tell(changed);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Runnable changed) {
        try {
            changed.run();
        } catch (RuntimeException e) {
            LOG.error("workspace {} changed, but reading it again failed; its next change is tried again", root, e);
        }
    }

    /// Ends the watch; returns when no call is under way any more, unless it is this very call that closes.
    @Override
    public void close() {
        closed.countDown();
        Optional<Thread> watching = thread.filter(each -> each != Thread.currentThread());
        if (watching.isEmpty()) {
            return;
        }
        try {
            watching.get().join(Duration.ofSeconds(CLOSE_SECONDS_MAX));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
