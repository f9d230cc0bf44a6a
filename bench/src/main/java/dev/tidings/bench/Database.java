package dev.tidings.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// A PostgreSQL server for as long as this runs, with all its promises kept (`fsync`, `synchronous_commit`). Prints its
/// address.
public final class Database {
    private Database() {}

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("max_connections", "100")
                .start()) {
            System.out.println("postgresql://postgres@localhost:%d/postgres".formatted(server.getPort()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            new CountDownLatch(1).await();
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException alreadyGone) {
            // it was to end
        }
    }
}
