package dev.tidings.bus.redis;

import dev.tidings.contracts.TestCertificate;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;
import redis.embedded.core.ExecutableProvider;

/// A Redis of the test's own, on a port of its own: the one on the path, or else the one that a Maven artifact
/// holds. It keeps nothing on disk, so that one that is started again is empty.
final class RedisProcess implements AutoCloseable {
    private final int port = freePort();
    private final Path folder;
    private Process process;

    private RedisProcess() throws IOException {
        folder = Files.createTempDirectory("tidings-redis");
        folder.toFile().deleteOnExit();
    }

    /// Not started yet.
    static RedisProcess absent() throws IOException {
        return new RedisProcess();
    }

    static RedisProcess started() throws IOException, InterruptedException {
        RedisProcess redis = new RedisProcess();
        redis.start();
        return redis;
    }

    void start() throws IOException, InterruptedException {
        start(List.of("--port", "" + port));
        for (int tries = 0; tries < 200 && !answers(); tries++) Thread.sleep(20);
    }

    /// One that speaks TLS alone.
    static RedisProcess secured(TestCertificate certificate) throws IOException, InterruptedException {
        RedisProcess redis = new RedisProcess();
        redis.start(List.of(
                "--port",
                "0",
                "--tls-port",
                "" + redis.port,
                "--tls-cert-file",
                certificate.pem().toString(),
                "--tls-key-file",
                certificate.key().toString(),
                "--tls-auth-clients",
                "no"));
        return redis;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    private void start(List<String> ports) throws IOException {
        List<String> command = new ArrayList<>(List.of(binary().toString()));
        command.addAll(ports);
        command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder.toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private boolean answers() {
        try (RedisClient client = client()) {
            return "PONG".equals(client.ping());
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private static File binary() throws IOException {
        Optional<Path> installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
        return installed.isPresent()
                ? installed.get().toFile()
                : ExecutableProvider.newJarResourceProvider().get();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String address() {
        return "redis://127.0.0.1:" + port;
    }

    RedisClient client() {
        return RedisClient.create("127.0.0.1", port);
    }

    void halt() throws IOException, InterruptedException {
        signal("STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    }

    void stop() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException, IOException {
        if (process != null) stop();
        Files.deleteIfExists(folder);
    }
}
