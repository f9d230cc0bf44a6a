package dev.tidings.acceptance.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A broker's program in a process of its own, on one port for all its lives.
final class Broker implements AutoCloseable {
    private static final Duration AWAY = Duration.ofSeconds(2);

    private final List<String> command;
    private final Path log;
    private final int port;
    private Process process;

    private Broker(List<String> command, Path log, int port) throws IOException {
        this.command = command;
        this.log = log;
        this.port = port;
        this.process = run();
    }

    static Broker start(List<String> command, Path log, int port) throws IOException {
        Broker broker = new Broker(command, log, port);
        broker.awaitReady();
        return broker;
    }

    static boolean has(String program) {
        return Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    private Process run() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void awaitReady() {
        Awaitility.await(command.getFirst() + " listens")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> {
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        return socket.isConnected();
                    }
                });
    }

    /// What is done while it is away.
    interface Meanwhile {
        void act() throws IOException;
    }

    /// It is killed, and after a moment there again.
    void restart(Meanwhile meanwhile) throws IOException {
        try {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            meanwhile.act();
            Thread.sleep(AWAY);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new IOException(asked);
        }
        process = run();
        awaitReady();
    }

    /// Says something and gives the first line that comes back.
    String ask(String line) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
            if (answer == null) throw new IOException(command.getFirst() + " says nothing to " + line);
            return answer;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
