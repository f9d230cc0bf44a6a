package dev.tidings.bus.nats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.contracts.TestCertificate;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A nats-server of our own on the loopback, with a folder of its own. Ends with the test.
final class TestNats implements AutoCloseable {
    private final Path folder;
    private final List<String> arguments;
    final int port;
    private @Nullable Process process;

    private TestNats(List<String> arguments) throws IOException {
        this.folder = Files.createTempDirectory("tidings-nats");
        this.arguments = arguments;
        this.port = freePort();
    }

    /// Skips the test, aloud, where the program is not installed.
    static TestNats started(String... arguments) throws IOException {
        TestNats nats = stopped(arguments);
        nats.start();
        return nats;
    }

    /// One that nobody has started yet.
    static TestNats stopped(String... arguments) throws IOException {
        assumeTrue(isInstalled(), "nats-server is not installed here");
        return new TestNats(List.of(arguments));
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "nats-server")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    TestNats start() throws IOException {
        List<String> command = new ArrayList<>(List.of("nats-server", "-a", "127.0.0.1", "-p", String.valueOf(port)));
        if (arguments.isEmpty()) command.addAll(List.of("-js", "-sd", folder.toString()));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(this::listens);
        return this;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return socket.getInputStream().read() == 'I';
        } catch (IOException notYet) {
            return false;
        }
    }

    void stop() throws IOException {
        if (process == null) return;
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    void empty() throws IOException {
        deleteAll(folder.resolve("jetstream"));
    }

    /// Takes connections and says nothing.
    void halt() throws Exception {
        signal("-STOP");
    }

    void goOn() throws Exception {
        signal("-CONT");
    }

    private void signal(String which) throws Exception {
        if (process == null) return;
        new ProcessBuilder("kill", which, String.valueOf(process.pid())).start().waitFor();
    }

    static TestNats secured(TestCertificate certificate) throws IOException {
        return started(
                "--tls",
                "--tlscert",
                certificate.pem().toString(),
                "--tlskey",
                certificate.key().toString());
    }

    String address() {
        return "nats://127.0.0.1:" + port;
    }

    /// Somebody else's connection.
    Connection connection() throws Exception {
        return Nats.connect(new Options.Builder()
                .server(address())
                .errorListener(new ErrorListener() {})
                .build());
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        deleteAll(folder);
    }
}
