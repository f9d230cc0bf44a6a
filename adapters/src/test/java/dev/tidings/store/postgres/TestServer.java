package dev.tidings.store.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL server for the tests of one JVM, and a schema for each that asks.
final class TestServer {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private TestServer() {}

    private static final class Running {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("fsync", "off") // no test here pulls the plug
                        .start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /// A schema of its own.
    static PostgresServer schema() {
        return schemaBy(port());
    }

    /// By a port that leads there.
    static PostgresServer schemaBy(int port) {
        return PostgresServer.of("postgresql://postgres@localhost:%d/postgres?schema=test_%d"
                .formatted(port, SCHEMAS.incrementAndGet()));
    }

    /// Skips the test, aloud, on a system for which there is no program here.
    static int port() {
        boolean linux = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        assumeTrue(linux, "the embedded PostgreSQL is for Linux on amd64");
        return Running.SERVER.getPort();
    }
}
