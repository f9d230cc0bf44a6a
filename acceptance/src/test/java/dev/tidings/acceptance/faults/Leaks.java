package dev.tidings.acceptance.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What is still there although it should be gone.
final class Leaks {
    private static final String LISTENING = "0A";
    private static final Method CHILDREN = of("children");
    private static final Method THREADS = of("threads");

    private Leaks() {}

    /// The names of all virtual threads that are alive, but for those by which the JDK waits for sockets. A thread
    /// dump would tell them as well, and in JDK 25 crashes when one of them parks meanwhile (JDK-8364343).
    static List<String> virtualThreads() {
        try {
            Object root = Class.forName("jdk.internal.vm.ThreadContainers")
                    .getMethod("root")
                    .invoke(null);
            return within(root)
                    .flatMap(each -> Leaks.<Thread>asked(THREADS, each))
                    .filter(Thread::isVirtual)
                    .map(Thread::getName)
                    .filter(name -> !name.contains("SubPoller"))
                    .toList();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Object> within(Object container) {
        return Stream.concat(
                Stream.of(container), Leaks.<Object>asked(CHILDREN, container).flatMap(Leaks::within));
    }

    @SuppressWarnings("unchecked")
    private static <T> Stream<T> asked(Method question, Object container) {
        try {
            return (Stream<T>) question.invoke(container);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method of(String question) {
        try {
            return Class.forName("jdk.internal.vm.ThreadContainer").getMethod(question);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
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
