package dev.tidings.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A folder in which somebody writes a workspace.
final class Desk {
    static final String HOUSE = "from: \"Tidings <no-reply@example.com>\"\n";

    final Path root;
    final Map<String, String> environment = new HashMap<>();
    private final WorkspaceReader reader = new WorkspaceReader(environment::get);

    Desk(Path root) {
        this.root = root;
        write("tidings.yaml", HOUSE);
    }

    Desk write(String path, String text) {
        return write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Desk write(String path, byte[] octets) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, octets);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Desk remove(String path) {
        try {
            Files.delete(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reading read() {
        return reader.read(root);
    }

    static String said(Reading reading) {
        return reading.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
