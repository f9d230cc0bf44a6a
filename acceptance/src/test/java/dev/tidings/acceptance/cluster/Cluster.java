package dev.tidings.acceptance.cluster;

import dev.tidings.acceptance.Processes.RunningServer;
import dev.tidings.acceptance.Processes.RunningSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Three nodes, one database, what carries ids between them, and a sink. Each node reaches the database through a gate
/// of its own.
final class Cluster implements AutoCloseable {
    static final int NODES = 3;

    private final Path folder;
    private final Database database;
    private final Carriage carriage;
    private final RunningSink sink;
    private final List<Gate> gates = new ArrayList<>();
    private final List<RunningServer> nodes = new ArrayList<>();
    private final Setting setting;

    private Cluster(Path folder, Database database, Carriage carriage, RunningSink sink, Setting setting) {
        this.folder = folder;
        this.database = database;
        this.carriage = carriage;
        this.sink = sink;
        this.setting = setting;
    }

    /// @param carriage  what carries delivery ids, by its word
    /// @param clocks    what each node's own clock shows
    /// @param expires   when a mail is no longer worth sending
    /// @param answering how long the sink takes for each mail
    record Setting(String carriage, Clocks clocks, String expires, Duration answering) {
        static final Setting USUAL = new Setting("store", Clocks.RIGHT, "24h", Duration.ofMillis(250));

        Setting carriedBy(String word) {
            return new Setting(word, clocks, expires, answering);
        }

        Setting with(Clocks others) {
            return new Setting(carriage, others, expires, answering);
        }

        Setting expiringIn(String span) {
            return new Setting(carriage, clocks, span, answering);
        }

        Setting answeringIn(Duration span) {
            return new Setting(carriage, clocks, expires, span);
        }
    }

    static Cluster start(Path folder, Setting setting) throws IOException {
        Files.createDirectories(folder);
        Cluster cluster = new Cluster(
                folder,
                Database.start(folder),
                Carriage.of(setting.carriage(), folder),
                RunningSink.start(folder.resolve("taken.tsv"), setting.answering(), ""),
                setting);
        try {
            cluster.begin();
            return cluster;
        } catch (IOException | RuntimeException | Error failed) {
            cluster.close();
            throw failed;
        }
    }

    private void begin() throws IOException {
        for (int node = 0; node < NODES; node++) {
            gates.add(new Gate(database.port()));
            People.write(workspace(node), sink.port(), store(node) + "\n" + carriage.lines(), setting.expires());
            nodes.add(launch(node));
        }
        nodes.forEach(RunningServer::awaitReady);
    }

    private Path workspace(int node) {
        return folder.resolve("node" + node).resolve("workspace");
    }

    private String store(int node) {
        return "store: postgresql://postgres@127.0.0.1:%d/postgres"
                .formatted(gates.get(node).port());
    }

    private RunningServer launch(int node) throws IOException {
        return RunningServer.start(workspace(node), setting.clocks().environment(node));
    }

    RunningServer node(int which) {
        return nodes.get(which);
    }

    Gate gate(int node) {
        return gates.get(node);
    }

    Database database() {
        return database;
    }

    Carriage carriage() {
        return carriage;
    }

    List<String> taken() throws IOException {
        return sink.taken();
    }

    /// How many octets the sink has written down: it grows with every mail.
    long heard() throws IOException {
        return Files.size(sink.log());
    }

    /// Without a goodbye, and starts it anew.
    void kill(int node) throws IOException, InterruptedException {
        nodes.get(node).kill();
        nodes.set(node, launch(node).awaitReady());
    }

    /// Lets it end what is under way, and starts it anew.
    void drain(int node) throws IOException, InterruptedException {
        nodes.get(node).stop();
        nodes.set(node, launch(node).awaitReady());
    }

    /// Fires a notification by whichever node answers.
    void fire(String notification) throws IOException, InterruptedException {
        for (int node = NODES - 1; node >= 0; node--) {
            try {
                nodes.get(node).post("/api/v1/notifications/" + notification + "/occurrences", "{}");
                return;
            } catch (IOException notThere) {
                // another one then; fired by both, it is two occurrences
            }
        }
    }

    /// Which nodes' clocks are wrong, by how much.
    record Clocks(Map<Integer, String> wrong) {
        private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

        static final Clocks RIGHT = new Clocks(Map.of());

        /// One is five minutes ahead, another five minutes behind.
        static final Clocks APART = new Clocks(Map.of(0, "+300s", 1, "-300s"));

        boolean canBe() {
            return wrong.isEmpty() || Files.exists(LIBRARY);
        }

        Map<String, String> environment(int node) {
            return wrong.containsKey(node)
                    ? Map.of(
                            "LD_PRELOAD",
                            LIBRARY.toString(),
                            "FAKETIME",
                            wrong.get(node),
                            "FAKETIME_DONT_FAKE_MONOTONIC",
                            "1",
                            "NO_FAKE_STAT",
                            "1")
                    : Map.of();
        }
    }

    @Override
    public void close() {
        nodes.forEach(RunningServer::close);
        sink.close();
        carriage.close();
        try {
            for (Gate gate : gates) gate.close();
            database.close();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
