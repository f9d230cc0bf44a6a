package dev.tidings.workspace;

import java.nio.file.Path;
import java.time.Duration;
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
/// A workspace is compared with how it was when the watch began, so begin before the first reading. Secrets'
/// files outside the workspace are not watched.
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration USUAL_LOOK = Duration.ofSeconds(1);
    private static final Duration USUAL_QUIET = Duration.ofMillis(300);
    private static final long CLOSE_SECONDS_MAX = 10;

    private final Path root;
    private final Duration look;
    private final Duration quiet;
    private final Runnable changed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Watch(Path root, Duration look, Duration quiet, Runnable changed) {
        this.root = root;
        this.look = look;
        this.quiet = quiet;
        this.changed = changed;
        Stillness stillness = new Stillness(Snapshot.of(root));
        this.thread = Thread.ofPlatform().daemon().name("workspace-watch").unstarted(() -> watch(stillness));
    }

    /// Calls back after every change, from one thread, one call at a time.
    public static Watch start(Path root, Runnable changed) {
        return start(root, USUAL_LOOK, USUAL_QUIET, changed);
    }

    /// @param look  from one look to the next while nothing changes
    /// @param quiet how long files must rest before a change is told
    static Watch start(Path root, Duration look, Duration quiet, Runnable changed) {
        Watch watch = new Watch(root, look, quiet, changed);
        watch.thread.start();
        return watch;
    }

    private void watch(Stillness stillness) {
        try {
            while (!closed.await((stillness.pending() ? quiet : look).toMillis(), TimeUnit.MILLISECONDS)) {
                if (stillness.look(Snapshot.of(root))) {
                    tell();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
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
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(Duration.ofSeconds(CLOSE_SECONDS_MAX));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
