package dev.tidings.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Starts the product as its users do, as a process of its own.
public final class Processes {
    public static final Path ROOT =
            Path.of(System.getProperty("tidings.root", "..")).toAbsolutePath().normalize();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Processes() {}

    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// What a command came to.
    record Ended(int exit, String out, String err) {}

    /// Runs a command of the product to its end.
    static Ended run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("tidings", ".out");
        Path err = Files.createTempFile("tidings", ".err");
        try {
            Process process = new ProcessBuilder(Start.with(arguments))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", arguments) + " did not end");
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /// The first line that a process prints.
    static String firstLine(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("a process ended without a word: " + process.info());
        }
        return line;
    }

    /// A sink in a process of its own.
    public record RunningSink(Process process, int port, Path log) implements AutoCloseable {
        /// @param offer `chunking`, or nothing
        public static RunningSink start(Path log, Duration delay, String offer) throws IOException {
            Process process = new ProcessBuilder(
                            java(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "-cp",
                            ROOT.resolve("acceptance/target/test-classes").toString(),
                            Sink.class.getName(),
                            log.toString(),
                            Long.toString(delay.toMillis()),
                            offer)
                    .redirectError(log.resolveSibling("sink.err").toFile())
                    .start();
            return new RunningSink(process, Integer.parseInt(firstLine(process)), log);
        }

        /// `recipient TAB Message-ID TAB milliseconds since 1970` for each message it took.
        public List<String> taken() throws IOException {
            return Files.readAllLines(log);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /// A server in a process of its own.
    public record RunningServer(Process process, Path workspace) implements AutoCloseable {
        public static RunningServer start(Path workspace) throws IOException {
            return start(workspace, Map.of());
        }

        /// @param environment what it finds there besides
        public static RunningServer start(Path workspace, Map<String, String> environment) throws IOException {
            Files.deleteIfExists(discovery(workspace));
            ProcessBuilder builder = new ProcessBuilder(Start.with("serve", "-w", workspace.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            workspace.resolveSibling("server.log").toFile()));
            builder.environment().putAll(environment);
            return new RunningServer(builder.start(), workspace);
        }

        private static Path discovery(Path workspace) {
            return workspace.resolve("data/server.json");
        }

        public RunningServer awaitReady() {
            Awaitility.await("the server is ready; its log is beside the workspace")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        if (!process.isAlive()) {
                            throw new IllegalStateException(
                                    "the server ended: " + Files.readString(workspace.resolveSibling("server.log")));
                        }
                        return Files.exists(discovery(workspace)) && isReady();
                    });
            return this;
        }

        private boolean isReady() {
            try {
                return HTTP.send(
                                        HttpRequest.newBuilder(URI.create(url("/health/ready")))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException notYet) {
                return false;
            } catch (InterruptedException asked) {
                throw new IllegalStateException(asked);
            }
        }

        private JsonNode found() throws IOException {
            return JSON.readTree(Files.readString(discovery(workspace)));
        }

        public String url(String path) throws IOException {
            return found().get("url").asString().replaceFirst("/$", "") + path;
        }

        String token() throws IOException {
            return found().get("token").asString();
        }

        /// The newest occurrence.
        JsonNode occurrence() throws IOException, InterruptedException {
            return get("/api/v1/occurrences").get("occurrences").get(0);
        }

        /// Waits until the newest occurrence is finished.
        public JsonNode awaitFinished(Duration atMost) throws IOException, InterruptedException {
            Awaitility.await("an occurrence is finished")
                    .atMost(atMost)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        JsonNode newest = occurrence();
                        return newest != null
                                && newest.get("standing").asString().equals("finished");
                    });
            return occurrence();
        }

        public JsonNode get(String path) throws IOException, InterruptedException {
            return answer(HttpRequest.newBuilder(URI.create(url(path))).GET());
        }

        public JsonNode post(String path, String body) throws IOException, InterruptedException {
            return answer(HttpRequest.newBuilder(URI.create(url(path)))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
            HttpResponse<String> answer = HTTP.send(
                    request.header("authorization", "Bearer " + token())
                            .timeout(Duration.ofMinutes(1))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        }

        /// SIGKILL: no goodbye, no hook.
        public void kill() throws InterruptedException {
            process.destroyForcibly();
            process.waitFor(10, TimeUnit.SECONDS);
        }

        /// @param name of the signal, without SIG
        public void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        /// SIGTERM, and waits for the drain.
        public int stop() throws InterruptedException {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
