package dev.tidings.acceptance.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What carries delivery ids from node to node.
///
/// @param word    what the command is asked for
/// @param lines   what `tidings.yaml` says about it
/// @param carrier its own process, if it has one
record Carriage(String word, String lines, Optional<Carrier> carrier) implements AutoCloseable {

    /// A message broker in a process of its own, which forgets when it is told to.
    interface Carrier extends AutoCloseable {
        /// By which nodes reach it.
        int port();

        /// Everything that it carries is gone.
        void flush() throws IOException;

        /// It is killed, is away for a moment, and comes back on the same port, with what it keeps.
        void restart() throws IOException;

        @Override
        void close();
    }

    /// @param word `store`, `redis` or `nats`
    static Carriage of(String word, Path folder) throws IOException {
        return switch (word) {
            case "store" -> new Carriage(word, "", Optional.empty());
            case "redis" -> over(word, "bus: redis://127.0.0.1:%d", Redis.start(folder));
            case "nats" -> over(word, "bus: nats://127.0.0.1:%d", Nats.start(folder));
            default -> throw new IllegalArgumentException("a carriage is store, redis or nats, not " + word);
        };
    }

    private static Carriage over(String word, String line, Carrier carrier) {
        return new Carriage(word, line.formatted(carrier.port()), Optional.of(carrier));
    }

    @Override
    public void close() {
        carrier.ifPresent(Carrier::close);
    }
}
