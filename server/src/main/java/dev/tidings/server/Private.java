package dev.tidings.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Files and folders that hold people's mail: whoever else has an account on the machine cannot read what is
/// made here. What stands there already keeps its permissions.
public final class Private {
    private Private() {}

    /// Makes a folder, with those above it.
    public static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder, only("rwx------"));
        } catch (FileAlreadyExistsException link) {
            return folder; // a link to a folder
        } catch (IOException unwritable) {
            throw new UncheckedIOException(folder + " cannot be made: " + unwritable.getMessage(), unwritable);
        }
    }

    /// Makes an empty file for a database, with its folder; SQLite gives its companions the same permissions.
    static Path file(Path file) {
        try {
            folder(folderOf(file));
            Files.createFile(file, only("rw-------"));
        } catch (FileAlreadyExistsException there) {
            // it keeps what it has
        } catch (IOException unwritable) {
            throw new UncheckedIOException(file + " cannot be made: " + unwritable.getMessage(), unwritable);
        }
        return file;
    }

    /// Writes a file in place of what was there. Whoever reads it finds all of it or nothing, also after a crash in
    /// the middle of writing.
    static void write(Path file, String text) throws IOException {
        Path folder = folder(folderOf(file));
        Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".draft", only("rw-------"));
        try {
            Files.write(draft, text.getBytes(UTF_8));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Path folderOf(Path file) {
        @Nullable Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file : folder; // the root has none
    }

    private static FileAttribute<?>[] only(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
