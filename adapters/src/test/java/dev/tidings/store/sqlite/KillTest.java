package dev.tidings.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.contracts.Snapshot;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.notification.Trace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that write are killed at any moment; whatever they heard as done is done.
final class KillTest {
    private static final int KILLS = 4;

    private final Random random = new Random(11);
    private final Set<Trace> entered = new HashSet<>();
    private final Set<Trace> armed = new HashSet<>();
    private final Set<Trace> accepted = new HashSet<>();

    @TempDir
    Path folder;

    @Test
    void nothing_acknowledged_is_lost_when_the_process_is_killed() throws Exception {
        for (int run = 0; run < KILLS; run++) {
            writeAndKill(run);
            check();
        }
        assertThat(accepted).hasSizeGreaterThan(KILLS * 10);
    }

    private void writeAndKill(int run) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Scribe.class.getName(),
                        file().toString(),
                        String.valueOf(run))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("ready");
            if (run == 0) refused(process);
            for (int lines = random.nextInt(300, 2000); lines > 0; lines--) {
                hear(said.readLine());
            }
            process.toHandle().destroyForcibly(); // unlike the process's own method, leaves its output open
            said.lines().filter(line -> line.matches("\\w+ [0-9a-f]{32}")).forEach(this::hear);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void refused(Process holder) {
        assertThatThrownBy(this::open).hasMessageContaining("tidings.db is in use by process " + holder.pid());
    }

    private void hear(String line) {
        Trace trace = Trace.in(line).orElseThrow(() -> new AssertionError("said: " + line));
        switch (line.substring(0, line.indexOf(' '))) {
            case "entered" -> entered.add(trace);
            case "armed" -> armed.add(trace);
            case "accepted" -> accepted.add(trace);
            default -> throw new AssertionError("said: " + line);
        }
    }

    private void check() {
        try (SqliteStore store = open()) {
            History history = store.history();
            Snapshot.of(history);
            entered.forEach(each -> assertThat(history.delivery(each)).isPresent());
            accepted.forEach(each -> assertThat(record(history, each).state()).isEqualTo(State.ACCEPTED));
            armed.forEach(each -> {
                DeliveryRecord record = record(history, each);
                assertThat(record.state() == State.SENDING || record.progress().attempts() > 0)
                        .as("armed and forgotten: %s", record)
                        .isTrue();
            });
            List<Claim> uncertain = new ArrayList<>(store.ledger().uncertain(10_000, Duration.ofDays(1)));
            assertThat(uncertain).allMatch(each -> !accepted.contains(each.trace()));
        }
    }

    private static DeliveryRecord record(History history, Trace trace) {
        return history.delivery(trace).orElseThrow(() -> new AssertionError("lost: " + trace));
    }

    private SqliteStore open() {
        return SqliteStore.open(file(), InstantSource.fixed(Instant.parse("2026-03-02T09:00:00Z")), _ -> {});
    }

    private Path file() {
        try {
            return folder.toRealPath().resolve("tidings.db");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
