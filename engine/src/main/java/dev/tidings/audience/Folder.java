package dev.tidings.audience;

import dev.tidings.notification.OwnFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A folder whose files may be read, and nothing outside it: neither by `..`, nor by an absolute path, nor by
/// a symbolic link that leads out; and nothing of [OwnFiles].
public record Folder(Path root) {

    /// The real path of a file inside.
    ///
    /// @param path as a person wrote it, relative to the folder
    /// @throws IOException in a sentence that names the path, when there is no such file or it lies outside
    public Path file(String path) throws IOException {
        Path real;
        try {
            Path inside = root.toRealPath();
            Path wanted = inside.resolve(path).normalize();
            if (Path.of(path).isAbsolute() || !wanted.startsWith(inside)) throw outside(path);
            if (!Files.isRegularFile(wanted)) throw new IOException("there is no file \"" + path + "\"");
            real = wanted.toRealPath();
            if (!real.startsWith(inside)) throw outside(path);
            if (OwnFiles.contain(inside, real)) throw new IOException("\"" + path + "\" is kept by Tidings for itself");
        } catch (InvalidPathException invalid) {
            throw new IOException("\"" + path.replaceAll("\\p{Cntrl}", "?") + "\" is not a path", invalid);
        }
        return real;
    }

    private static IOException outside(String path) {
        return new IOException("\"" + path + "\" lies outside the workspace");
    }
}
