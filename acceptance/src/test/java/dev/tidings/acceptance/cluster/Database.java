package dev.tidings.acceptance.cluster;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/// A real PostgreSQL server that can be crashed.
final class Database implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Path data;

    private Database(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    static Database start(Path folder) throws IOException {
        Path data = folder.resolve("database");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("max_connections", "100")
                .setServerConfig("synchronous_commit", "on")
                .start();
        return new Database(server, data);
    }

    int port() {
        return server.getPort();
    }

    /// As after a crash: nobody is waited for, and tables that are not logged come back empty.
    ///
    /// @param away how long it is not there
    void crash(Duration away) throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        List<String> command = command(postmaster);
        signal("QUIT", postmaster); // what `pg_ctl stop -m immediate` sends
        Awaitility.await("the database has crashed")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !postmaster.isAlive());
        Thread.sleep(away);
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling("database.log").toFile()))
                .start();
        Awaitility.await("the database is there again")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> number("SELECT ?", 1) == 1);
    }

    private ProcessHandle postmaster() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    /// The same again. PostgreSQL does not start as root, but it does where root is somebody else.
    private static List<String> command(ProcessHandle postmaster) throws IOException {
        Path running = Path.of("/proc", Long.toString(postmaster.pid()));
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) command.addAll(List.of("unshare", "-U"));
        List<String> words =
                List.of(Files.readString(running.resolve("cmdline")).split("\0"));
        command.add(Files.readSymbolicLink(running.resolve("exe")).toString());
        command.addAll(words.subList(1, words.size()));
        return command;
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /// How many mails are in the hands of a process, claimed or being sent.
    long inHandsOf(long pid) throws SQLException {
        return number("""
                SELECT (SELECT count(*) FROM tidings.claim c WHERE c.node = n.id)
                     + (SELECT count(*) FROM tidings.sending s WHERE s.node = n.id)
                  FROM tidings.node n
                 WHERE n.pid = ?
                """, pid);
    }

    /// What the others would find out within half a minute by themselves: this process is no more.
    void giveUp(long pid) throws SQLException {
        number("WITH gone AS (DELETE FROM tidings.node WHERE pid = ? RETURNING id) SELECT count(*) FROM gone", pid);
    }

    private long number(String query, long given) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, given);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
