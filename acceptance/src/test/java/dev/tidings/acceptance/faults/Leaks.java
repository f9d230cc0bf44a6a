package dev.tidings.acceptance.faults;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is still there although it should be gone.
final class Leaks {
    private static final Pattern VIRTUAL = Pattern.compile("^#\\d+ \"(.*)\" virtual", Pattern.MULTILINE);
    private static final String LISTENING = "0A";

    private final Path scratch;

    Leaks(Path scratch) {
        this.scratch = scratch;
    }

    /// The names of all virtual threads that are alive, but for those by which the JDK waits for sockets.
    List<String> virtualThreads() {
        Path dump = scratch.resolve("threads.txt");
        try {
            Files.deleteIfExists(dump);
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            return VIRTUAL.matcher(Files.readString(dump))
                    .results()
                    .map(thread -> thread.group(1))
                    .filter(name -> !name.startsWith("SubPoller"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sockets of connections to or from a port of this machine that somebody still holds, where the system tells.
    static long sockets(int port) {
        String suffix = ":%04X".formatted(port);
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(Leaks::lines)
                .map(line -> line.strip().split(" +"))
                .filter(parts -> parts[1].endsWith(suffix) || parts[2].endsWith(suffix))
                .filter(parts -> !parts[3].equals(LISTENING) && !parts[9].equals("0"))
                .count();
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
