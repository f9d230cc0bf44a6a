package dev.tidings.server.cli;

import dev.tidings.server.Running;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `warm-up`, for the launcher: touches what later starts will need, so that the JVM can record it (JEP 514).
/// Serves a small workspace for a moment on a free port of this machine.
@Command(name = "warm-up", hidden = true, description = "For the launcher: start and end once, for the record.")
final class WarmUp implements Callable<Integer> {
    private final Surroundings around;

    WarmUp(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("tidings-warm-up-");
        try {
            Example.STANDUP.copyTo(folder);
            ask("help");
            ask("next", "--cron", "0 9 * * MON", "--json");
            ask("check", "-w", folder.toString());
            ask("plan", "standup", "-w", folder.toString());
            serve(folder);
        } finally {
            delete(folder);
        }
        return Exit.FINE.code();
    }

    private void ask(String... words) {
        Commands.line(around, words)
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(words);
    }

    private void serve(Path folder) throws IOException, InterruptedException {
        Path settings = folder.resolve("tidings.yaml");
        Files.writeString(settings, Files.readString(settings) + "web: { listen: \"127.0.0.1:0\" }\n");
        try (Running running = Running.start(folder, new Running.Options(false), around.out());
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest page = HttpRequest.newBuilder(URI.create(running.link()))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            http.send(page, BodyHandlers.discarding());
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failed) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
