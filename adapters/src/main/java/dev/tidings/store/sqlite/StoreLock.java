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
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private final Path database;
    private final Path file;
    private final FileChannel channel;
    private final List<@Nullable Object> identity;

    private StoreLock(Path database, Path file, FileChannel channel, List<@Nullable Object> identity) {
        this.database = database;
        this.file = file;
        this.channel = channel;
        this.identity = identity;
    }

    /// @param database created when it is not there; by whatever link it is reached, its lock lies beside the
    ///                 file itself
    static StoreLock take(Path database) {
        try {
            Files.createDirectories(database.toAbsolutePath().getParent());
            if (!Files.exists(database)) Files.createFile(database);
            Path real = database.toRealPath();
            Path file = real.resolveSibling(real.getFileName() + ".lock");
            if (!OURS.add(file)) throw held(database, "this very process");
            try {
                FileChannel channel = locked(database, file);
                return new StoreLock(real, file, channel, identity(real, file));
            } catch (IOException | RuntimeException failed) {
                OURS.remove(file);
                throw failed;
            }
        } catch (IOException failed) {
            throw new IllegalStateException(
                    "%s cannot be opened: %s. Its folder must be writable.".formatted(database, failed), failed);
        }
    }

    /// Why nothing may be written any more: the files that were opened are no longer where they were, so that
    /// another process may hold others in their place.
    Optional<String> lost() {
        try {
            if (identity(database, file).equals(identity)) return Optional.empty();
            return Optional.of("%s or its lock was replaced while it was open; stop this server, then start it again"
                    .formatted(database));
        } catch (IOException gone) {
            return Optional.of("%s or its lock was removed while it was open; stop this server, then start it again"
                    .formatted(database));
        }
    }

    /// What tells these very files from others of their names, as far as the file system says.
    private static List<@Nullable Object> identity(Path... files) throws IOException {
        List<@Nullable Object> keys = new ArrayList<>();
        for (Path each : files) {
            keys.add(Files.readAttributes(each, BasicFileAttributes.class).fileKey());
        }
        return keys;
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
