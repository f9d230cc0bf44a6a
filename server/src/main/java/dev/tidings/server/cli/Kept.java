package dev.tidings.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What somebody kept, by the names that were typed: files, folders with all that is below them, and `-` for what
/// comes in.
///
/// @param octetsMax of each
record Kept(Surroundings around, int octetsMax) {
    /// Hears one after the other.
    interface Ear {
        /// @param name for people
        void hear(String name, byte[] octets);
    }

    void each(List<String> named, Ear ear) {
        named.forEach(name -> each(name, ear));
    }

    private void each(String named, Ear ear) {
        if (named.equals("-")) {
            ear.hear(named, octets(around.in(), named));
            return;
        }
        try (Stream<Path> below = Files.walk(around.here().resolve(named))) {
            below.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> ear.hear(shown(named, file), octets(named, file)));
        } catch (IOException | UncheckedIOException gone) {
            throw unreadable(named, gone);
        }
    }

    /// As it was typed, not as the folder stands that it was typed in.
    private String shown(String named, Path file) {
        Path root = around.here().resolve(named);
        return file.equals(root)
                ? named
                : Path.of(named).resolve(root.relativize(file)).toString();
    }

    private byte[] octets(String named, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return octets(in, shown(named, file));
        } catch (IOException gone) {
            throw unreadable(shown(named, file), gone);
        }
    }

    private byte[] octets(InputStream in, String name) {
        try {
            return in.readNBytes(octetsMax);
        } catch (IOException gone) {
            throw unreadable(name, gone);
        }
    }

    private static Stop unreadable(String name, Exception why) {
        return new Stop(
                Exit.PROBLEM,
                name + " cannot be read: " + why.getMessage() + "\n    It must be there, and yours to read.",
                why);
    }
}
