package dev.tidings.source.sql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A PostgreSQL of our own on the loopback, where its programs are installed. Ends with the test.
final class PostgresServer implements AutoCloseable {
    static final String PASSWORD = "open sesame";

    private final Path folder;
    private final Process process;
    final int port;

    private PostgresServer(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    static Optional<Path> programs() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) return Optional.empty();
        try (Stream<Path> found = Files.list(versions)) {
            return found.map(each -> each.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Path::compareTo);
        }
    }

    static PostgresServer start(Path programs) throws Exception {
        Path folder = Files.createTempDirectory("tidings-postgres");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        run(asPostgres("true").size() > 1 ? List.of("chown", "-R", "postgres", folder.toString()) : List.of("true"));
        run(asPostgres(
                programs.resolve("initdb").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-U",
                "reader",
                "-A",
                "scram-sha-256",
                "--pwfile=" + password,
                "--no-sync",
                "-E",
                "UTF8",
                "--locale=C"));
        int port = freePort();
        Process process = new ProcessBuilder(asPostgres(
                        programs.resolve("postgres").toString(),
                        "-D",
                        folder.resolve("data").toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        PostgresServer server = new PostgresServer(folder, process, port);
        server.awaitReady();
        return server;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "reader", PASSWORD);
    }

    private void awaitReady() throws Exception {
        for (int tries = 0; ; tries++) {
            try (Connection _ = connect()) {
                return;
            } catch (SQLException notYet) {
                if (tries > 100 || !process.isAlive())
                    throw new IllegalStateException(Files.readString(folder.resolve("log")), notYet);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    /// The server does not run as root.
    private static List<String> asPostgres(String... command) {
        List<String> line = new ArrayList<>();
        if (System.getProperty("user.name").equals("root"))
            line.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        line.addAll(List.of(command));
        return line;
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) throw new IllegalStateException(command + ": " + said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// At once, whoever is still asking.
    @Override
    public void close() throws Exception {
        run(List.of("kill", "-INT", Long.toString(process.pid())));
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) Files.deleteIfExists(file);
        }
    }
}
