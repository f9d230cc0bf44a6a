package dev.tidings.acceptance.peers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a peer needs of the machine it runs on.
final class Machine {
    private static final Duration LONG = Duration.ofSeconds(20);

    private Machine() {}

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    static boolean has(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"), new String[] {"/usr/sbin", "/sbin"})
                .flatMap(Stream::of)
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /// Lets every user of the machine in, but not change anything.
    static void openTo(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void own(Path path, String user) throws IOException, InterruptedException {
        run(List.of("chown", user, path.toString()));
    }

    static String userId(String user) throws IOException, InterruptedException {
        return run(List.of("id", "-u", user)).strip();
    }

    /// A line for each of [Peer#PEOPLE].
    static String people(String line) {
        return IntStream.range(0, Peer.PEOPLE)
                .mapToObj(each -> line.formatted("person" + each))
                .collect(Collectors.joining());
    }

    static String run(List<String> command) throws IOException, InterruptedException {
        return run(command, Path.of("/dev/null"));
    }

    /// @return what it printed
    static String run(List<String> command, Path in) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(in.toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    static void awaitGreeting(int port, Process process, Path log) {
        await("a server greets; " + log + " says why it does not")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> greets(port, process, log));
    }

    private static boolean greets(int port, Process process, Path log) throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("it ended: " + Files.readString(log));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            return socket.getInputStream().read() == '2';
        } catch (IOException notYet) {
            return false;
        }
    }

    /// Asks it to end, and waits for it and for those who work for it.
    static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        process.destroy();
        await("a server has ended")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    static List<byte[]> maildir(Path maildir) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        if (Files.isDirectory(maildir.resolve("new"))) {
            try (Stream<Path> files = Files.list(maildir.resolve("new"))) {
                for (Path file : files.sorted().toList()) {
                    messages.add(Files.readAllBytes(file));
                }
            }
        }
        return messages;
    }
}
