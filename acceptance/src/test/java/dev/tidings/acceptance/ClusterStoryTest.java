package dev.tidings.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.acceptance.Processes.RunningServer;
import dev.tidings.acceptance.Processes.RunningSink;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Three nodes work from one database. One is halted for longer than its leases, the others are killed and started
/// again
/// while they send. Nobody is missing
/// afterwards, the occurrence fired once, and every extra copy has the same Message-ID and is flagged.
class ClusterStoryTest {
    private static final int NODES = 3;
    /// None unless it is asked for: a round takes seconds, and the end of a story a lease.
    private static final int KILLS = Integer.getInteger("tidings.cluster.kills", 0);

    private static final long SEED = Long.getLong("tidings.seed", 20261126L);
    /// Longer than a lease, and than a node is believed to be alive.
    private static final Duration HALTED = Duration.ofSeconds(36);

    private final Random random = new Random(SEED);

    @Test
    void nobody_is_missing_and_every_extra_copy_is_flagged(@TempDir Path folder) throws Exception {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "the embedded PostgreSQL is for Linux on amd64");
        assumeTrue(KILLS > 0, "it takes minutes: ./mvnw verify -Dtidings.cluster.kills=20");
        try (EmbeddedPostgres database = EmbeddedPostgres.builder().start();
                RunningSink sink = RunningSink.start(folder.resolve("taken.tsv"), Duration.ofMillis(250), "")) {
            List<RunningServer> nodes = new ArrayList<>();
            try {
                for (int node = 0; node < NODES; node++) nodes.add(start(folder, node, sink, database));
                nodes.getFirst().post("/api/v1/notifications/everyone/occurrences", "{}");
                Thread halting = Thread.startVirtualThread(() -> halt(nodes.getFirst()));
                int effective = kill(folder, nodes, sink, database);
                halting.join();

                JsonNode occurrence = nodes.getFirst().awaitFinished(Duration.ofMinutes(4));
                Reckoning.of(nodes.getFirst(), occurrence, sink.taken())
                        .judge("cluster story", SEED, KILLS + 1, effective, KillStoryTest.PEOPLE);
                assertThat(nodes.getLast().get("/api/v1/occurrences").get("occurrences"))
                        .hasSize(1);
            } finally {
                nodes.forEach(RunningServer::close);
            }
        }
    }

    private static RunningServer start(Path folder, int node, RunningSink sink, EmbeddedPostgres database)
            throws IOException {
        Path workspace = folder.resolve("node" + node).resolve("workspace");
        if (!Files.exists(workspace)) {
            Files.createDirectories(workspace);
            KillStoryTest.write(
                    workspace,
                    sink.port(),
                    "store: postgresql://postgres@localhost:%d/postgres".formatted(database.getPort()));
        }
        return RunningServer.start(workspace).awaitReady();
    }

    /// The halted one is left alone meanwhile.
    private int kill(Path folder, List<RunningServer> nodes, RunningSink sink, EmbeddedPostgres database)
            throws IOException, InterruptedException {
        int effective = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int node = random.nextInt(1, NODES);
            int before = sink.taken().size();
            KillStoryTest.awaitMore(sink, before);
            Thread.sleep(random.nextInt(1500));
            nodes.get(node).kill();
            nodes.set(node, start(folder, node, sink, database));
            effective += sink.taken().size() > before ? 1 : 0;
        }
        return effective;
    }

    /// SIGSTOP for longer than its leases, then it goes on as if nothing had been.
    private static void halt(RunningServer node) {
        try {
            node.signal("STOP");
            Thread.sleep(HALTED.toMillis());
            node.signal("CONT");
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
