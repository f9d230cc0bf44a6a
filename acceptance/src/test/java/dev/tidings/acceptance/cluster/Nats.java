package dev.tidings.acceptance.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Debian's `nats-server` with JetStream, whose streams are files.
record Nats(Broker broker, Path store) implements Carriage.Carrier {
    static final String PROGRAM = "nats-server";

    static Nats start(Path folder) throws IOException {
        int port = Broker.freePort();
        Path store = Files.createDirectories(folder.resolve("jetstream"));
        List<String> command = List.of(
                PROGRAM,
                "--addr",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--jetstream",
                "--store_dir",
                store.toString());
        return new Nats(Broker.start(command, folder.resolve("nats.log"), port), store);
    }

    @Override
    public int port() {
        return broker.port();
    }

    /// It has no word for it: its files are taken away while it is not there.
    @Override
    public void flush() throws IOException {
        broker.restart(this::empty);
    }

    private void empty() throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            files.filter(each -> !each.equals(store))
                    .sorted(Comparator.reverseOrder())
                    .forEach(Nats::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void restart() throws IOException {
        broker.restart(() -> {});
    }

    @Override
    public void close() {
        broker.close();
    }
}
