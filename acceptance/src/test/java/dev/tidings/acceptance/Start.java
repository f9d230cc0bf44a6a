package dev.tidings.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How a process of the product begins: as the launcher has it begin, with what one run recorded (JEP 514) where that
/// can be had; compiled quickly, since none of them lives long.
final class Start {
    private static final Path FOLDER = Processes.ROOT.resolve("server/target");
    private static final Path JAR = jar();
    private static final String PROGRAM = "dev.tidings.server.Boot";
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED");
    private static final Optional<Path> RECORD = record();

    private Start() {}

    static List<String> with(String... arguments) {
        List<String> options = RECORD.map(file -> List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off"))
                .orElse(List.of());
        return command(options, arguments);
    }

    private static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Processes.java()));
        command.addAll(OPTIONS);
        command.addAll(options);
        command.addAll(List.of("-cp", JAR.toString(), PROGRAM));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path jar() {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches("tidings-server-[^-]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("server/target has no jar; run ./mvnw verify"));
        } catch (IOException failed) {
            throw new IllegalStateException("server/target cannot be read; run ./mvnw verify", failed);
        }
    }

    /// Empty, and said so, where nothing could be recorded: everything works without.
    private static Optional<Path> record() {
        String own = "acceptance-" + ProcessHandle.current().pid();
        Path file = Processes.ROOT.resolve("acceptance/target/" + own + ".aot");
        file.toFile().deleteOnExit();
        file.resolveSibling(own + ".log").toFile().deleteOnExit();
        try {
            Files.createDirectories(file.getParent());
            Process process = new ProcessBuilder(command(List.of("-XX:AOTCacheOutput=" + file), "warm-up"))
                    .redirectErrorStream(true)
                    .redirectOutput(file.resolveSibling(own + ".log").toFile())
                    .start();
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            process.destroyForcibly();
            if (ended && Files.exists(file)) {
                return Optional.of(file);
            }
            System.out.println("No start could be recorded; each takes its time.");
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
