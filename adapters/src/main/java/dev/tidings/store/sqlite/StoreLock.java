package dev.tidings.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One process at a time: a locked file beside the database that says who holds it.
final class StoreLock implements AutoCloseable {
    /// Far behind the text, so that others can read it where locks are mandatory.
    private static final long LOCKED_OCTET = Long.MAX_VALUE - 1;

    /// POSIX drops a process's locks on a file as soon as it closes any channel to it, so this process must
    /// not even try a second time.
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private StoreLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static StoreLock take(Path database) {
        try {
            Path file = database.toAbsolutePath().resolveSibling(database.getFileName() + ".lock");
            file = Files.createDirectories(file.getParent()).toRealPath().resolve(file.getFileName());
            if (!OURS.add(file)) throw held(database, "this very process");
            try {
                return new StoreLock(file, locked(database, file));
            } catch (IOException | RuntimeException failed) {
                OURS.remove(file);
                throw failed;
            }
        } catch (IOException failed) {
            throw new IllegalStateException(
                    "%s cannot be opened: %s. Its folder must be writable.".formatted(database, failed), failed);
        }
    }

    private static FileChannel locked(Path database, Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock(LOCKED_OCTET, 1, false);
        if (lock == null) {
            channel.close();
            throw held(database, "process " + Files.readString(file).strip());
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    private static IllegalStateException held(Path database, String holder) {
        return new IllegalStateException(
                "%s is in use by %s. A SQLite store serves one process: stop that one, give this one another store, or move to PostgreSQL for several nodes."
                        .formatted(database, holder));
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot unlock " + file, failed);
        } finally {
            OURS.remove(file);
        }
    }
}
