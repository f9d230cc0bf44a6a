package dev.tidings.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tidings.acceptance.Processes.RunningServer;
import dev.tidings.acceptance.Processes.RunningSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The server is killed with SIGKILL again and again while it sends. Nobody is missing afterwards, and every
/// extra copy has the same Message-ID and is flagged.
class KillStoryTest {
    static final int PEOPLE = 5_000;
    private static final Duration ANSWER = Duration.ofMillis(50);
    private static final int KILLS = Integer.getInteger("tidings.kills", 20);
    private static final long SEED = Long.getLong("tidings.seed", 20261123L);

    private final Random random = new Random(SEED);

    /// One mail at a time on each of eight connections, and a window of them.
    static Stream<Arguments> stories() {
        return Stream.of(arguments("", KILLS), arguments("chunking", KILLS / 4));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void nobody_is_missing_and_every_extra_copy_is_flagged(String offer, int kills, @TempDir Path folder)
            throws Exception {
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        int effective;
        try (RunningSink sink = RunningSink.start(folder.resolve("taken.tsv"), ANSWER, offer)) {
            write(workspace, sink.port(), "");
            effective = killWhileSending(workspace, sink, kills);
            try (RunningServer last = RunningServer.start(workspace).awaitReady()) {
                JsonNode occurrence = last.awaitFinished(Duration.ofMinutes(3));
                Reckoning.of(last, occurrence, sink.taken()).judge("kill story", SEED, kills, effective, PEOPLE);
                assertThat(last.stop()).as("a drained server ends well").isIn(0, 143);
            }
        }
    }

    /// Ends early when there is nothing left to send.
    private int killWhileSending(Path workspace, RunningSink sink, int kills) throws IOException, InterruptedException {
        int effective = 0;
        for (int kill = 0; kill < kills && sink.taken().size() < PEOPLE; kill++) {
            try (RunningServer server = RunningServer.start(workspace).awaitReady()) {
                if (kill == 0) {
                    server.post("/api/v1/notifications/everyone/occurrences", "{}");
                }
                int before = sink.taken().size();
                if (kill % 4 != 3) { // every fourth hits wherever it hits
                    awaitMore(sink, before);
                }
                Thread.sleep(random.nextInt(500));
                server.kill();
                effective += sink.taken().size() > before ? 1 : 0;
            }
        }
        return effective;
    }

    /// Until mail is being taken again; on a slow machine a start takes its time.
    static void awaitMore(RunningSink sink, int before) throws IOException, InterruptedException {
        for (int waited = 0; waited < 1000 && sink.taken().size() == before; waited++) {
            Thread.sleep(10);
        }
    }

    /// Mail to everyone, from the store that `house` names or the usual one.
    static void write(Path workspace, int port, String house) throws IOException {
        Files.createDirectories(workspace.resolve("notifications"));
        Files.createDirectories(workspace.resolve("data"));
        Files.writeString(workspace.resolve("tidings.yaml"), """
                stage: live
                from: "Tidings <tidings@example.com>"
                web: { listen: "127.0.0.1:0" }
                transports:
                  main: { smtp: "smtp://127.0.0.1:%d", security: none, connections: 8 }
                %s
                """.formatted(port, house));
        Files.writeString(workspace.resolve("notifications/everyone.yaml"), """
                audience: { file: data/people.csv, to: "{{ name }} <{{ email }}>" }
                subject: News for {{ name }}
                text: Good morning, {{ name }}.
                deliver: { retry: { first: 1s, times: 20 } }
                """);
        Files.writeString(
                workspace.resolve("data/people.csv"),
                IntStream.range(0, PEOPLE)
                        .mapToObj(each -> "Person %d,person%d@example.org".formatted(each, each))
                        .collect(Collectors.joining("\n", "name,email\n", "\n")));
    }
}
